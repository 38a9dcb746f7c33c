"""The question pending, and a typed reply taken as its answer."""

from __future__ import annotations

from dataclasses import replace

from procedures.dialogue import Decision, Reply, Said
from procedures.outcome import Offer, Question
from procedures.turn.candidates import candidates
from procedures.turn.matching import Picked, with_said_facts
from procedures.turn.memory import expanded, moved, with_facts
from procedures.turn.opening import chose
from procedures.turn.replies import menu
from procedures.turn.skill import Done, Turn
from procedures.turn.walking import walk
from procedures.turn.wording import wording


def taken(turn: Turn, said: Said, picked: Picked) -> Done | None:
    """The turn once ``picked`` is taken: goes on with the choice meant, or asks which of a few; None when none is."""
    if picked.offer:
        # A choice of another page was offered by the same question.
        standing = replace(turn, state=replace(turn.state, pending=(picked.offer, *expanded(turn.state))))
        return chose(standing, with_said_facts(picked.offer, said))
    if picked.several:
        return _which(replace(turn, state=with_facts(turn.state, said.facts)), picked.several)
    return None


def choices(turn: Turn) -> tuple[Offer, ...]:
    """All the choices of the question pending, those of its other pages too."""
    shown = expanded(turn.state)
    question = pending_question(turn) if shown else None
    if question is None or len(question.choices) <= len(shown):
        return shown
    return question.choices


def pending_question(turn: Turn) -> Question | None:
    """The walk's own question; None when what is pending is ours ("which of these did you mean?")."""
    state = turn.state
    if not state.pending:
        return None
    if state.asked is not None:
        if state.asked.deed is not None or turn.catalogue.theme(state.asked.subject):
            return None
        state = moved(replace(state, subject=None), state.asked)
    outcome = walk(state, turn.catalogue).outcome
    return outcome if isinstance(outcome, Question) else None


def _which(turn: Turn, close: tuple[Offer, ...]) -> Done:
    text = wording().choose.several_match
    after = replace(turn.state, pending=close, failures=0, last_move="choose_among")
    question = pending_question(turn)
    content = replace(question, choices=close) if question else menu(text, close)
    named = candidates((), turn.state.subject, turn.catalogue)
    return after, Reply(Decision.CLARIFY, text, content, candidates=named)
