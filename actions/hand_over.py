"""Hands the conversation over to a person, through the api."""

from __future__ import annotations

from actions.skill import Skill
from procedures.dialogue import Move


class HandOver(Skill):
    move = Move.HAND_OVER
