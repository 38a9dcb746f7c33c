"""Answers a question, or words to search with."""

from __future__ import annotations

from actions.skill import Skill
from procedures.dialogue import Move


class Answer(Skill):
    move = Move.ANSWER
