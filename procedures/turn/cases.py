"""What is told together with the question of the case: every case at once, or what holds in all of them.

Whoever asks for a price or a delay wants it: where the cases are few and short, what the guide says to each, under the
name of each, is the answer. Elsewhere a good clerk says what holds for everybody before asking the rest, as far as the
guide says it before it tells cases apart. The choice stays offered beneath. What to bring is never told so: a list with
the papers of others, or without one's own, sends one home again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from procedures.catalogue import Catalogue
from procedures.dialogue import Candidate, Decision, Reply, State
from procedures.model import Aspect, Block, Choice, children
from procedures.outcome import Answer, Given, Question
from procedures.turn.linking import ANSWERED
from procedures.turn.parts import LONGEST_ANSWER
from procedures.turn.replies import answer_lead, asking, joined, told
from procedures.turn.skill import Done
from procedures.turn.walking import Walked
from procedures.turn.wording import wording
from procedures.walk import resolve_before_cases, resolve_every_case
from procedures.walk.common import ASKED
from procedures.walk.tree import choices_in, is_blank, text_of

LAST_MOVE = "cases"
_MOST_CASES = 6
_FEWEST_WORDS = 30  # of what holds in all cases: with fewer, it only says that it depends
# What is asked here is one thing, which depends on the case: what holds in all of them is beside the point.
_ONE_THING = frozenset({Aspect.DOCUMENTS, Aspect.COST, Aspect.AMOUNT, Aspect.DELAY, Aspect.VALIDITY})
# An introduction tells what a procedure is and for whom; how to go about it, seldom.
_INTRODUCED = frozenset({None, Aspect.DEFINITION, Aspect.ELIGIBILITY})


def told_or_cases(
    walked: Walked, catalogue: Catalogue, *, lead: str = "", candidates: tuple[Candidate, ...] = ()
) -> Done:
    """What a walk came to, said. A question comes with every case, or with what holds in all of them, where that reads
    at a glance."""
    question = walked.outcome
    if not isinstance(question, Question):
        return told(walked, lead=lead, candidates=candidates)
    leads = wording().answer
    if found := _every_case(walked.state, question, catalogue):
        text = joined(lead, answer_lead(found), leads.every_case)
        return _with_question(walked.state, question, found, LAST_MOVE, text, candidates)
    if _is_sure(question.subject, candidates) and (found := _in_all_cases(walked.state, question, catalogue)):
        text = joined(lead, leads.all_cases)
        return _with_question(walked.state, question, found, "question", text, candidates)
    return told(walked, lead=lead, candidates=candidates)


def asks_for_quotient(walked: Walked, catalogue: Catalogue) -> bool:
    """Whether what comes next is a fee by family quotient: its table is read at a glance, however one came to it."""
    question = walked.outcome
    procedure = catalogue.procedure(question.subject) if isinstance(question, Question) else None
    if procedure is None or not isinstance(question, Question):
        return False
    return any(choice.scale and choice.id == question.choice_id for choice in choices_in(procedure.body))


def _with_question(
    state: State, question: Question, found: Answer, move: str, text: str, candidates: tuple[Candidate, ...]
) -> Done:
    """``found``, then ``question`` beneath it, which the next words may answer."""
    after, asked = asking(state, question, lead="", candidates=candidates)
    shown = asked.content
    assert isinstance(shown, Question)
    labels = "\n".join(f"- {offer.label}" for offer in shown.choices)
    content = replace(found, aspect=state.aspect)
    reply = Reply(Decision.ANSWER, text, content, suggestions=shown.choices, candidates=candidates)
    return replace(after, last_move=move), replace(reply, closing=f"{joined(question.prompt, asked.text)}\n{labels}")


def _every_case(state: State, question: Question, catalogue: Catalogue) -> Answer | None:
    """The answer that holds every case of ``question``; None when it does not read at a glance."""
    procedure = catalogue.procedure(question.subject)
    if procedure is None or question.by_place or state.aspect is Aspect.DOCUMENTS:
        return None
    found = resolve_every_case(procedure, state.aspect, _given(state))
    if found is None:
        return None
    cases = list(_words_of_cases(found.sections))
    scales = [
        choice for choice in choices_in(found.sections) if choice.scale
    ]  # read at a glance, whatever their length
    if not (scales or len(cases) > 1) or len(cases) > _MOST_CASES or not all(cases):
        return None
    if _words(found.sections) - _words(scales) > LONGEST_ANSWER:
        return None
    return replace(found, aspect=state.aspect)


def _is_sure(subject: str, candidates: tuple[Candidate, ...]) -> bool:
    """Whether the sheet is more than the likeliest of a dossier; one gone on with has no score."""
    score = next((candidate.score for candidate in candidates if candidate.id == subject), 0.0)
    return not score or score >= ANSWERED


def _in_all_cases(state: State, question: Question, catalogue: Catalogue) -> Answer | None:
    """What the guide says before it tells the cases of ``question`` apart; None when that is no answer by itself."""
    procedure = catalogue.procedure(question.subject)
    if procedure is None or state.answers or state.aspect in _ONE_THING:
        return None  # once a case is chosen, it was told already
    found = resolve_before_cases(procedure, state.aspect, _given(state))
    if found is None or not _FEWEST_WORDS <= _words(found.sections) <= LONGEST_ANSWER:
        return None
    if found.aspect is not state.aspect and state.aspect not in _INTRODUCED:
        return None
    # What the sheet lists as a whole (forms, laws) is for some cases only, and comes with the answer to each.
    return replace(found, services=(), forms=(), legal=(), related=())


def _given(state: State) -> Given:
    return Given(state.answers, state.facts, state.variables, state.words, state.section)


def _words_of_cases(blocks: Iterable[Block]) -> Iterator[int]:
    """How much is said to each case that a question could single out; nothing where there is nothing to read."""
    for block in blocks:
        if isinstance(block, Choice) and block.scale:
            yield _words((block,))  # a table is one thing to read, however many its lines
        elif isinstance(block, Choice) and block.nature in ASKED:
            for option in block.options:
                told = 0 if all(map(is_blank, option.blocks)) else _words(option.blocks)
                yield from list(_words_of_cases(option.blocks)) or [told]
        else:
            yield from _words_of_cases(children(block))


def _words(blocks: Iterable[Block]) -> int:
    return len(text_of(blocks).split())
