"""The only place that decides a turn. Pure: the same state, act and content always give the same reply."""

from __future__ import annotations

from dataclasses import replace

from procedures.catalogue import Catalogue
from procedures.dialogue import Act, Chose, Move, Opened, Reply, Said, State
from procedures.search import Search
from procedures.turn.answer import answer
from procedures.turn.browse import browse
from procedures.turn.care import care
from procedures.turn.choose import choose
from procedures.turn.hand_over import hand_over
from procedures.turn.memory import compact, fitted
from procedures.turn.opening import chose, opened
from procedures.turn.repair import repair
from procedures.turn.skill import Done, Turn
from procedures.turn.small_talk import small_talk

_SKILLS = {
    Move.ANSWER: answer,
    Move.CHOOSE: choose,
    Move.BROWSE: browse,
    Move.CARE: care,
    Move.REPAIR: repair,
    Move.HAND_OVER: hand_over,
    Move.SMALL_TALK: small_talk,
}


def advance(state: State, act: Act, *, catalogue: Catalogue, search: Search) -> tuple[State, Reply]:
    """The new state, a few hundred bytes as JSON, and the one message that answers ``act``."""
    turn = Turn(state=state, catalogue=catalogue, search=search)
    after, reply = _done(turn, act)
    return fitted(replace(after, pending=compact(after))), reply


def _done(turn: Turn, act: Act) -> Done:
    match act:
        case Said():
            return _SKILLS[act.move](turn, act)
        case Chose():
            return chose(turn, act.offer)
        case Opened():
            return opened(turn, act.step)
