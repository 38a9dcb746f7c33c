"""Courtesy, help, beginning again."""

from __future__ import annotations

from actions.skill import Skill
from procedures.dialogue import Move


class SmallTalk(Skill):
    move = Move.SMALL_TALK
