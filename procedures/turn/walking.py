"""Walks on from a state until there is something to say."""

from __future__ import annotations

from dataclasses import dataclass

from procedures.catalogue import Catalogue
from procedures.dialogue import State
from procedures.outcome import Answer, Given, Outcome, Question, Step
from procedures.turn.memory import moved
from procedures.walk import resolve, resolve_dossier

# A dossier leads to a procedure, a guided search to another; a longer chain would be a loop in the content.
_MOST_STEPS = 6


@dataclass(frozen=True)
class Walked:
    """Where the walk came to. ``outcome`` is None when the subject is not, or no longer, in the base."""

    state: State
    outcome: Answer | Question | None


def walk(state: State, catalogue: Catalogue) -> Walked:
    """Walks the subject of ``state`` with all that is known."""
    for _ in range(_MOST_STEPS):
        outcome = _resolved(state, catalogue)
        if not isinstance(outcome, Step):
            return Walked(state, outcome)
        state = moved(state, outcome)
    return Walked(state, None)


def _resolved(state: State, catalogue: Catalogue) -> Outcome | None:
    given = Given(state.answers, state.facts, state.variables, state.words, state.section)
    if state.subject is None:
        return None
    if procedure := catalogue.procedure(state.subject):
        return resolve(procedure, state.aspect, given)
    dossier = catalogue.dossier(state.subject)
    if dossier and dossier.procedure_ids():
        return resolve_dossier(dossier, state.aspect, given)
    return None
