"""Shows the themes, or what a theme holds."""

from __future__ import annotations

from actions.skill import Skill
from procedures.dialogue import Move


class Browse(Skill):
    move = Move.BROWSE
