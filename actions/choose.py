"""Takes a reply to the question pending; when it is none, a question."""

from __future__ import annotations

from actions.skill import Skill
from procedures.dialogue import Move


class Choose(Skill):
    move = Move.CHOOSE
