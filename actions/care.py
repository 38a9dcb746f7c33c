"""Danger: gives the emergency numbers first."""

from __future__ import annotations

from actions.skill import Skill
from procedures.dialogue import Move


class Care(Skill):
    move = Move.CARE
