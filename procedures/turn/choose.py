"""Reads a typed reply to the question pending."""

from __future__ import annotations

from dataclasses import replace

from procedures.dialogue import Said
from procedures.outcome import Offer, Question
from procedures.turn.answer import answer
from procedures.turn.candidates import candidates
from procedures.turn.hand_over import person_needed
from procedures.turn.matching import match_reply
from procedures.turn.memory import expanded, with_facts
from procedures.turn.pending import pending_question, taken
from procedures.turn.place import with_place
from procedures.turn.replies import asking, menu, told
from procedures.turn.skill import Done, Turn
from procedures.turn.walking import walk
from procedures.turn.wording import wording

# A reply to a question is short; a sentence that a procedure covers is another question.
_LONG = 4
_SURELY = 0.75


def choose(turn: Turn, said: Said) -> Done:
    """Takes the choice meant; else lets facts settle it; else reads a new question in the words; else asks again."""
    offers = expanded(turn.state)
    if not offers:
        return answer(turn, said)
    if said.intent == "dont_know":
        return _help_to_choose(turn)
    picked = match_reply(said.words, offers)
    if said.aspect is not None and not picked.only_that:
        return answer(turn, said)  # "combien coûte un passeport à l'étranger ?" holds a choice, and asks something else
    if done := taken(turn, said, picked) or _settled_by_facts(turn, with_place(said)):
        return done
    if turn.state.subject is None or _new_question(turn, said):
        return answer(turn, said)  # themes and "which of these?" are ours to ask, not the procedure's
    if turn.state.failures:
        return person_needed(turn, wording().repair.twice, words=said.words)
    after, reply = _ask_again(turn, wording().choose.not_matched)
    return replace(after, failures=turn.state.failures + 1, last_move="choose_again"), reply


def _new_question(turn: Turn, said: Said) -> bool:
    if len(said.words.split()) < _LONG:
        return False
    hits = turn.search.find(said.words, limit=1)
    return bool(hits) and hits[0].score >= _SURELY


def _settled_by_facts(turn: Turn, said: Said) -> Done | None:
    """The walk again with what was just told ("le 97300", "il a 12 ans"), when that leads further."""
    if not said.facts or turn.state.subject is None:
        return None
    walked = walk(with_facts(turn.state, said.facts), turn.catalogue)
    if isinstance(walked.outcome, Question) and _labels(walked.outcome.choices) == _labels(turn.state.pending):
        return None
    return told(walked, candidates=candidates((), walked.state.subject, turn.catalogue))


def _labels(offers: tuple[Offer, ...]) -> list[str]:
    return [offer.label for offer in offers]


def _help_to_choose(turn: Turn) -> Done:
    question = pending_question(turn)
    words = wording().choose
    return _ask_again(turn, words.dont_know_with_help if question and question.help else words.dont_know)


def _ask_again(turn: Turn, lead: str) -> Done:
    """The same question with its help, introduced another way."""
    question = pending_question(turn) or menu(lead, expanded(turn.state))
    named = candidates((), turn.state.subject, turn.catalogue)
    return asking(turn.state, question, lead=lead, candidates=named)
