"""Measures the assistant on labelled questions, each the first message of a fresh conversation."""

from assistant.cli.evaluation.prediction import Prediction
from assistant.cli.evaluation.questions import Question, read_questions
from assistant.cli.evaluation.stage import evaluate
from assistant.cli.evaluation.summary import summary

__all__ = ["Prediction", "Question", "evaluate", "read_questions", "summary"]
