"""Outcomes of a walk, and offers, as replies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from procedures.catalogue import Catalogue
from procedures.dialogue import Candidate, Decision, Reply, State
from procedures.model import Aspect, Block, Section, children
from procedures.outcome import Answer, Deed, Offer, Question, Step
from procedures.turn.direct import direct
from procedures.turn.memory import nowhere, stood
from procedures.turn.pages import paged
from procedures.turn.parts import part_of
from procedures.turn.skill import Done
from procedures.turn.walking import Walked
from procedures.turn.wording import wording


def told(walked: Walked, *, lead: str = "", candidates: tuple[Candidate, ...] = (), page: int = 0) -> Done:
    """What a walk came to, said. ``lead`` goes before it: a greeting, a doubt. ``page``: of what is long."""
    match walked.outcome:
        case Answer() as found:
            if walked.state.aspect and found.aspect is None:
                found = replace(found, aspect=walked.state.aspect)  # the whole sheet, for want of a chapter on it
            shown, more = part_of(direct(found, walked.state), walked.state, page)
            text = joined(lead, wording().answer.rest if page else answer_lead(found))
            state = replace(settled(walked.state, "answer"), more=more, section=_chapter_read(walked.state, found))
            return state, Reply(Decision.ANSWER, text, shown, candidates=candidates)
        case Question() as asked:
            again = walked.state.last_move == "question"
            intro = wording().question.again if again else wording().question.intro
            lead = joined(lead, intro)
            return asking(walked.state, asked, lead=lead, candidates=candidates, page=page)
        case None:
            return gone(walked.state)


def asking(
    state: State,
    question: Question,
    *,
    lead: str,
    candidates: tuple[Candidate, ...] = (),
    here: Step | None = None,
    page: int = 0,
) -> Done:
    """A question, whose choices the next words may answer. ``here`` asks it again when it is not the walk's own."""
    shown = paged(question, here or (stood(state) if state.subject else None), page)
    after = replace(state, pending=shown.choices, asked=here, failures=0, last_move="question")
    text = joined(lead, wording().choose.place) if question.by_place else lead
    return after, Reply(Decision.CLARIFY, text, shown, candidates=candidates)


def gone(state: State) -> Done:
    """The subject is not in the base, or no longer: forget it, say so, and begin again."""
    after = replace(nowhere(state), trail=(), last_move="gone")
    return after, Reply(Decision.FALLBACK, wording().repair.gone, suggestions=ways_out())


def settled(state: State, move: str) -> State:
    """``state`` once something useful was said: nothing pending, no failure."""
    return replace(state, pending=(), asked=None, words="", failures=0, last_move=move)


def ways_out() -> tuple[Offer, ...]:
    """The themes, and a person: what is left when nothing was found."""
    words = wording().thread
    return (Offer(words.themes, Step(deed=Deed.THEMES)), person_offer())


def person_offer() -> Offer:
    return Offer(wording().thread.person, Step(deed=Deed.PERSON))


def menu(prompt: str, choices: tuple[Offer, ...]) -> Question:
    """A question that is about no procedure yet: which theme, which of these?"""
    return Question(prompt=prompt, choices=choices, subject="", title="", aspect=None)


def all_themes(catalogue: Catalogue) -> Question:
    """Which theme, one button each."""
    offers = (Offer(theme.title, Step(subject=theme.id)) for theme in catalogue.themes())
    return menu(wording().browse.themes, tuple(offers))


def theme_offers(catalogue: Catalogue) -> tuple[Offer, ...]:
    """One button a theme, as many as a message holds, then the next page."""
    return paged(all_themes(catalogue), Step(deed=Deed.THEMES), 0).choices


def offers_of(subjects: Iterable[str], aspect: Aspect | None, catalogue: Catalogue) -> tuple[Offer, ...]:
    """One button a procedure or dossier, that keeps the aspect asked about. Namesakes say whom they are for."""
    titled = [(subject, title) for subject in subjects if (title := catalogue.title(subject))]
    times = Counter(title for _, title in titled)
    return tuple(
        Offer(
            title if times[title] == 1 else _for_whom(title, subject, catalogue), Step(subject=subject, aspect=aspect)
        )
        for subject, title in titled
    )


def _for_whom(title: str, subject: str, catalogue: Catalogue) -> str:
    procedure = catalogue.procedure(subject)
    return f"{title} ({procedure.audience})" if procedure else title


def _chapter_read(state: State, found: Answer) -> str | None:
    """The chapter that words found: the words are forgotten once answered, and what is told next is about it."""
    alone = len(found.sections) == 1 and found.aspect is None and bool(state.words)
    return found.sections[0].id if alone else state.section


def answer_lead(found: Answer) -> str:
    """What opens an answer: what it tells, or that the guide does not tell it."""
    leads = wording().answer
    if _tells_aspect(found):
        return leads.about(found.aspect)
    # A missing price is said to be missing; an introduction does tell, in general, how and for whom.
    is_introduction = not any(section.aspects for section in _sections(found.sections))
    return leads.general if is_introduction and found.aspect not in _DATA else leads.aspect_not_found


def _tells_aspect(found: Answer) -> bool:
    """Whether the answer holds what was asked, rather than the procedure's introduction or a neighbouring chapter."""
    aspects = {aspect for section in _sections(found.sections) for aspect in section.aspects}
    if found.aspect is None or not (aspects or found.chapters):
        return True  # a short sheet without chapters answers as a whole
    return bool(aspects & _SAME.get(found.aspect, {found.aspect})) or _holds(found, found.aspect)


_DATA = frozenset({Aspect.DOCUMENTS, Aspect.COST, Aspect.AMOUNT, Aspect.DELAY, Aspect.VALIDITY})
# Chapters seldom part these: what one pays from what one receives, where to go from whom to call.
_SAME = {
    Aspect.COST: {Aspect.COST, Aspect.AMOUNT},
    Aspect.AMOUNT: {Aspect.COST, Aspect.AMOUNT},
    Aspect.WHERE: {Aspect.WHERE, Aspect.CONTACT},
    Aspect.CONTACT: {Aspect.WHERE, Aspect.CONTACT},
}


def _holds(found: Answer, aspect: Aspect) -> bool:
    """Whether what was drawn from the chapters answers, whatever they are called."""
    match aspect:
        case Aspect.DOCUMENTS:
            return bool(found.documents)
        case Aspect.COST | Aspect.AMOUNT:
            return bool(found.fees)
        case Aspect.WHERE | Aspect.CONTACT:
            return bool(found.offices)
        case Aspect.ONLINE:
            return bool(found.services)
        case Aspect.DELAY:
            return bool(found.delays)
        case _:
            return False


def _sections(blocks: Iterable[Block]) -> Iterable[Section]:
    for block in blocks:
        if isinstance(block, Section):
            yield block
        yield from _sections(children(block))


def joined(*sentences: str) -> str:
    """``sentences`` one after the other, the empty ones left out."""
    return " ".join(sentence.strip() for sentence in sentences if sentence)
