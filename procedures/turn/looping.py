"""No question comes a third time in the same words: by then, another way on is due."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from procedures.dialogue import Act, Decision, Reply, Said
from procedures.outcome import Question
from procedures.turn.hand_over import person_needed
from procedures.turn.memory import expanded
from procedures.turn.pages import A_PAGE
from procedures.turn.skill import Done, Turn
from procedures.turn.wording import wording

_ONCE_TOO_OFTEN = 3
_LEADING_NOWHERE = frozenset({Decision.CLARIFY, Decision.FALLBACK})


def without_loop(turn: Turn, act: Act, done: Done) -> Done:
    """``done``; a person instead, with the choices pending, where it would be the third time in a row. Words of
    courtesy may well be said three times, and so may what is asked for again."""
    state, reply = done
    mark = _mark_of(reply)
    times = turn.state.times_said + 1 if mark == turn.state.last_said else 1
    state = replace(state, last_said=mark, times_said=times)
    asked_for = bool(reply.language) or (isinstance(act, Said) and act.intent == "repeat")
    if times < _ONCE_TOO_OFTEN or asked_for or reply.decision not in _LEADING_NOWHERE:
        return state, reply
    offers = expanded(state)[:A_PAGE]
    text = wording().thread.unsure_again if offers else wording().repair.twice
    words = act.words if isinstance(act, Said) else state.words
    after, other = person_needed(replace(turn, state=state), text, words=words, candidates=reply.candidates)
    after = replace(after, failures=0, last_said="", times_said=0)
    return after, replace(other, suggestions=(*offers, *other.suggestions))


def _mark_of(reply: Reply) -> str:
    """What tells a message from another, in a few characters."""
    found = reply.content
    asked = (found.prompt, [offer.label for offer in found.choices]) if isinstance(found, Question) else found
    return sha256(repr((reply.text, asked)).encode()).hexdigest()[:8]
