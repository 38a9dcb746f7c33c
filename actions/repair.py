"""Says what cannot be answered, and what can be done about it."""

from __future__ import annotations

from actions.skill import Skill
from procedures.dialogue import Move


class Repair(Skill):
    move = Move.REPAIR
