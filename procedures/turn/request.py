"""What a message asks for besides what else it holds: a cry for help, an insult."""

from __future__ import annotations

import re
from dataclasses import replace

from procedures.dialogue import Decision, Move, Reply, Said
from procedures.outcome import Answer, Question
from procedures.turn.answer import answer
from procedures.turn.danger import without_danger
from procedures.turn.skill import Done, Turn

_ASKS = re.compile(
    r"\b(?:comment|combien|quels?|quelles?|quoi|ou (?:dois|puis|peut|aller|faire|porter|deposer|demander)|puis je|"
    r"est ce que|ai je|qu est ce|que (?:dois|puis|peut|faut)|faut il|besoin d|demarches?|droit a|"
    r"(?:je|on|nous) (?:veux|voudrais|voudrait|veut|souhaite|dois|doit|aimerais|peux|peut|cherche|voulons|voudrions)|"
    r"porter plainte|deposer plainte|divorcer|faire une demande|demander|refaire|renouveler)\b"
)
_CAME_TO_SOMETHING = frozenset({Decision.ANSWER, Decision.CLARIFY})


def request_in(words: str) -> str:
    """The words from the first that ask for something on, without those that tell of danger; empty when none ask.

    >>> request_in("Je veux porter plainte, mon mari me frappe")
    'je veux porter plainte mon mari'
    >>> request_in("mon mari me frappe")
    ''
    """
    left = without_danger(words)
    found = _ASKS.search(left)
    return left[found.start() :] if found else ""


def answered(turn: Turn, said: Said) -> Done | None:
    """What comes of the request that ``said`` holds; None when it holds none, or none that the base knows."""
    asked = request_in(said.words)
    if not asked:
        return None
    state, reply = answer(turn, replace(said, words=asked, move=Move.ANSWER, intent="ask"))
    return (state, reply) if _is_useful(reply) else None


def _is_useful(reply: Reply) -> bool:
    """Themes to choose from answer nothing that was asked."""
    if reply.decision not in _CAME_TO_SOMETHING:
        return False
    return isinstance(reply.content, Answer) or (isinstance(reply.content, Question) and bool(reply.content.subject))
