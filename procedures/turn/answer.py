"""Answers a question: about the subject under way, or about what the words name."""

from __future__ import annotations

from dataclasses import replace

from procedures.dialogue import Said, State
from procedures.outcome import Deed, Step
from procedures.search.aspect_words import subject_words
from procedures.turn.asides import with_question_again
from procedures.turn.candidates import candidates
from procedures.turn.cases import told_or_cases
from procedures.turn.chapter_named import chapter_meant
from procedures.turn.correcting import noted
from procedures.turn.countries import in_wider_words
from procedures.turn.events import event_told
from procedures.turn.fitting import fitted_to, learnt, moved_to
from procedures.turn.follow_up import aspect_of, follow_up, is_situation, naming_words, takes_up_aspect
from procedures.turn.heard import ellipsis, without_opening
from procedures.turn.matching import is_place
from procedures.turn.memory import with_facts
from procedures.turn.options import Answers, answers_meant
from procedures.turn.place import with_postcode
from procedures.turn.repair import ABOUT_WHAT, still_lost
from procedures.turn.replies import all_themes, asking
from procedures.turn.searching import HITS, search_for
from procedures.turn.skill import Done, Turn
from procedures.turn.status_file import is_about_the_file, status_file
from procedures.turn.thread_words import says
from procedures.turn.walking import walk
from procedures.turn.what_more import what_more
from procedures.turn.wording import wording


def answer(turn: Turn, said: Said) -> Done:
    """Keeps the subject when the words only add to it; else searches, then answers, asks, or says it is lost. A
    question left open on the way is offered again."""
    if said.intent == "status_file" or is_about_the_file(turn, said):
        return status_file(turn, said)
    return with_question_again(turn, _answered(turn, with_postcode(said)))


def _answered(turn: Turn, said: Said) -> Done:
    state = turn.state
    if state.subject and event_told(said.words, aspect_of(said), turn.catalogue):
        return search_for(turn, said)
    if is_place(said.words):  # in no list: what there is to choose from is shown
        return what_more(turn, state) if state.subject else _about_what(turn, said)
    if meant := _case_meant(turn, said):
        return _go_on(turn, _of_this_sheet(turn, said, meant), state.subject or "", meant)
    if state.subject is None and state.words and is_situation(said):
        said = replace(said, words=f"{state.words} {said.words}")  # tells more of what is being looked for
    if chapter := chapter_meant(turn, said.words):
        return _go_on(turn, said, state.subject or "", {}, chapter)
    if subject := follow_up(turn, said):
        return _go_on(turn, said, subject, {})
    if not naming_words(said.words) and (state.words or said.facts or not subject_words(said.words)):
        return _about_what(turn, said)
    if takes_up_aspect(state, said):
        said = replace(said, aspect=state.aspect)
    return search_for(turn, said)


def _case_meant(turn: Turn, said: Said) -> Answers:
    """The case of the sheet that the words name, with or without the verb that tells it: "je l'ai perdu en Europe"."""
    if not turn.catalogue.procedure(turn.state.subject or ""):
        return {}
    words = without_opening(said.words)
    told = [text for whole in (words, *in_wider_words(words)) for text in (whole, _without_verbs(whole))]
    return next(filter(None, (answers_meant(text, turn.state, turn.catalogue) for text in told)), {})


def _without_verbs(words: str) -> str:
    return " ".join(word for word in words.split() if not says("telling", word))


def _of_this_sheet(turn: Turn, said: Said, meant: Answers) -> Said:
    """``said`` with what the case chosen tells: "à l'étranger" is where one was born in one sheet, where one lives in
    another."""
    read = ellipsis(said.words)
    told_by_it = learnt(turn.state, Step(turn.state.subject or "", answers=meant), turn.catalogue)
    return replace(said, facts=(*(fact for fact in said.facts if fact != read), *told_by_it))


def _go_on(turn: Turn, said: Said, subject: str, meant: Answers, chapter: str | None = None) -> Done:
    """Goes on with ``subject``: another aspect of it, the case ``meant``, the ``chapter`` named, or what was told."""
    before, aspect = turn.state, aspect_of(said)
    if subject == before.subject and not chapter and _adds_nothing(before, said, meant):
        return what_more(turn, before)
    state = with_facts(before, said.facts)
    if subject != before.subject:
        state = moved_to(state, subject, turn.catalogue)
    state = fitted_to(state, said.facts if subject == before.subject else state.facts, turn.catalogue)
    waiting = bool(before.pending) and aspect is None
    state = replace(
        state,
        aspect=aspect or state.aspect,
        answers={**state.answers, **meant},
        section=chapter or (None if aspect else state.section),
        words=before.words if waiting else _words_that_choose(said),
        pending=(),
        asked=None,
    )
    lead = noted(said.facts) if state.facts[: len(before.facts)] != before.facts else ""
    if aspect or lead:
        state = replace(state, last_move="")  # the question asked next is not the next one of a row
    named = candidates((), state.subject, turn.catalogue)
    return told_or_cases(walk(state, turn.catalogue), turn.catalogue, lead=lead, candidates=named)


def _words_that_choose(said: Said) -> str:
    """The words that may point to a chapter; none when they only tell a fact: "je suis majeur" asks for no chapter that
    speaks of it."""
    return said.words if naming_words(said.words) or aspect_of(said) else ""


def _adds_nothing(state: State, said: Said, meant: Answers) -> bool:
    """Whether the words leave the answer just given as it is."""
    retold = with_facts(state, said.facts).facts != state.facts
    same_aspect = aspect_of(said) in (None, state.aspect)
    settled = state.last_move in ("answer", "what_more") and not state.pending
    return settled and same_aspect and not retold and not meant and not naming_words(said.words)


def _about_what(turn: Turn, said: Said) -> Done:
    """Words that name nothing ("c'est combien ?"): they go on with the question under way, else ask what about."""
    asked = turn.state.words
    if asked and naming_words(asked):
        aspect = aspect_of(said) or turn.state.aspect
        return search_for(turn, replace(said, words=f"{asked} {said.words}", aspect=aspect))
    known = with_facts(turn.state, said.facts)
    named = candidates(turn.search.find(said.words, limit=HITS), None, turn.catalogue)
    if turn.state.last_move == ABOUT_WHAT:  # asked already: the same words again would lead nowhere
        return still_lost(replace(turn, state=known), said.words, named)
    state = replace(known, subject=None, aspect=aspect_of(said), answers={}, variables={}, words=said.words)
    prompt = wording().clarify.few_words
    question = replace(all_themes(turn.catalogue), prompt=prompt)
    after, reply = asking(state, question, lead=prompt, candidates=named, here=Step(deed=Deed.THEMES))
    return replace(after, last_move=ABOUT_WHAT), reply
