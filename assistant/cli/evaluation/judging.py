"""What is right and what is not, of one question and what was made of it."""

from __future__ import annotations

import math

from assistant.cli.evaluation.prediction import Prediction
from assistant.cli.evaluation.questions import Question

Pair = tuple[Question, Prediction]
_LISTED = 5


def rank(pair: Pair) -> float:
    """The place of the first acceptable procedure, from 1; infinite when none was found."""
    question, prediction = pair
    ranks = [place for place, found in enumerate(prediction.procedures, start=1) if found.id in question.gold]
    return min(ranks, default=math.inf)


def answers(pair: Pair) -> bool:
    return pair[1].decision == "answer"


def is_answered_right(pair: Pair) -> bool:
    return answers(pair) and rank(pair) == 1


def is_found(pair: Pair) -> bool:
    """Answered right, or asked which with the right one among those meant."""
    return is_answered_right(pair) or (pair[1].decision == "clarify" and rank(pair) <= _LISTED)
