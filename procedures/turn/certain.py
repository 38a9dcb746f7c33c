"""What words alone decide, whatever the language model made of them: danger, and another language."""

from __future__ import annotations

from dataclasses import replace

from procedures.dialogue import Move, Said
from procedures.turn.danger import first_aid
from procedures.turn.language import language_of

# "Thank you" and "ciao" are said in French too.
_COURTESY = frozenset({"greet", "thanks", "goodbye"})


def as_certain(said: Said) -> Said:
    """``said`` with the move that its words decide; itself when they decide nothing."""
    if said.move is Move.CARE or first_aid(said.words):
        return replace(said, move=Move.CARE, intent="crisis")
    if said.intent not in _COURTESY and language_of(said.words):
        return replace(said, move=Move.REPAIR, intent="other_language")
    return said
