"""Reads a typed reply to the question pending."""

from __future__ import annotations

from dataclasses import replace

from procedures.dialogue import Said
from procedures.outcome import Offer, Question
from procedures.search.words import stem, stems
from procedures.turn import asides, cases, unsure
from procedures.turn.answer import answer
from procedures.turn.candidates import candidates
from procedures.turn.correcting import names_more, noted
from procedures.turn.fitting import fitted_to, moved_to
from procedures.turn.follow_up import is_situation, naming_words, sibling_of
from procedures.turn.kin import akin_to_any
from procedures.turn.linking import one_subject
from procedures.turn.matching import match_reply
from procedures.turn.memory import expanded, with_facts
from procedures.turn.pending import choices, pending_question, taken
from procedures.turn.place import with_place
from procedures.turn.repair import still_lost
from procedures.turn.replies import asking, menu, person_offer, told
from procedures.turn.skill import Done, Turn
from procedures.turn.thread_words import is_only
from procedures.turn.walking import walk
from procedures.turn.what_more import what_more
from procedures.turn.wording import wording

# A reply to a question is short; a sentence that a procedure covers is another question.
_LONG = 4
_SURELY = 0.75
_HITS = 10
_RESTATED = "restated"
REPLIES = frozenset({"affirm", "deny", "dont_know"})  # intents that reply to a question


def choose(turn: Turn, said: Said) -> Done:
    """Takes the choice meant; else lets facts settle it; else reads a new question in the words; else asks again."""
    offers = choices(turn)
    if not offers:
        return answer(turn, said)
    if said.intent == "dont_know" or is_only("unsure", said.words):
        return unsure.help_to_choose(turn, said)
    picked = match_reply(said.words, offers)
    if turn.state.subject and not picked.surely and is_only("none_of_these", said.words):
        return what_more(turn, turn.state, lead=wording().choose.only_these)
    if said.aspect is not None and not picked.only_that:
        return answer(turn, said)  # "combien coûte un passeport à l'étranger ?" holds a choice, and asks something else
    if done := taken(turn, said, picked) or _settled_by_facts(turn, with_place(said)):
        return done
    state = turn.state
    ours = state.subject is None or state.asked is not None  # themes, "which of these?": not the procedure's to ask
    # Below an answer, a question may be left open.
    answered = state.last_move in (asides.LAST_MOVE, cases.LAST_MOVE)
    if ours or answered or _new_question(turn, said):
        return answer(turn, said)
    if said.facts and not names_more(said) and state.last_move != _RESTATED:
        told_of = replace(turn, state=with_facts(state, said.facts))
        after, reply = _ask_again(told_of, noted(said.facts))  # taken in, though it settles nothing
        return replace(after, last_move=_RESTATED), reply
    return _beside(turn, said) or _not_matched(turn, said)


def _not_matched(turn: Turn, said: Said) -> Done:
    """The same question, once; then a person. What is told besides is taken in; "aucun" opens the rest of the sheet."""
    state = turn.state
    if is_situation(said) and state.last_move != _RESTATED:
        after, reply = _ask_again(turn, wording().choose.noted_aside)
        return replace(after, last_move=_RESTATED), reply
    if state.failures:
        return still_lost(turn, said.words)
    after, reply = _ask_again(turn, wording().choose.not_matched)
    return replace(after, failures=state.failures + 1, last_move="choose_again"), reply


def _beside(turn: Turn, said: Said) -> Done | None:
    """Another sheet of the same dossier that the words single out ("et pour le dissoudre ?"); None when they do not."""
    subject = turn.state.subject
    if not subject or not naming_words(said.words) or is_situation(said):
        return None
    other = sibling_of(turn, subject, said.words)
    if other is None or other == subject:
        return None
    there = with_facts(moved_to(turn.state, other, turn.catalogue), said.facts)
    there = replace(there, words=said.words, pending=(), asked=None, last_move="")
    return told(walk(there, turn.catalogue), candidates=candidates((), other, turn.catalogue))


def _new_question(turn: Turn, said: Said) -> bool:
    hits = turn.search.find(said.words, limit=_HITS)
    if one_subject(hits, turn.catalogue) < _SURELY:
        return False
    title = turn.catalogue.title(hits[0].id) or ""
    if is_situation(said) and not any(akin_to_any(word, title) for word in naming_words(said.words)):
        return False
    if len(said.words.split()) >= _LONG:
        return True
    named = {stem(word) for word in naming_words(said.words)}
    titles = (set(stems(turn.catalogue.title(hit.id) or "")) for hit in hits)
    return any(title and title <= named for title in titles)


def _settled_by_facts(turn: Turn, said: Said) -> Done | None:
    """The walk again with what was just told ("le 97300", "il a 12 ans"), when that leads further."""
    state = turn.state
    if not said.facts or state.subject is None:
        return None
    after = fitted_to(with_facts(replace(state, asked=None), said.facts), said.facts, turn.catalogue)
    walked = walk(after, turn.catalogue)
    if isinstance(walked.outcome, Question) and _labels(walked.outcome.choices) == _labels(expanded(state)):
        return None
    return told(walked, candidates=candidates((), walked.state.subject, turn.catalogue))


def _labels(offers: tuple[Offer, ...]) -> list[tuple[str, str]]:
    return [(offer.label, offer.step.subject) for offer in offers]


def _ask_again(turn: Turn, lead: str) -> Done:
    """The same question with its help, introduced another way."""
    question = pending_question(turn) or menu(lead, expanded(turn.state))
    named = candidates((), turn.state.subject, turn.catalogue)
    after, reply = asking(turn.state, question, lead=lead, candidates=named, here=turn.state.asked)
    return after, replace(reply, suggestions=(person_offer(),))
