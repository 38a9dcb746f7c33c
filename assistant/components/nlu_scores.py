"""How well intents are told, in figures: accuracy, F1 of each intent and their mean, pairs taken for one another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Dict, List, Tuple

ASPECTS = "ask_"


@dataclass(frozen=True)
class Judged:
    """The intent written beside an utterance and the one found, with its confidence from 0 to 1."""

    expected: str
    found: str
    confidence: float


@dataclass(frozen=True)
class Score:
    """Of one intent: how many utterances, and from 0 to 1 the share found and the share rightly so called."""

    count: int
    recall: float
    precision: float

    @property
    def f1(self) -> float:
        total = self.recall + self.precision
        return 2 * self.recall * self.precision / total if total else 0.0


def accuracy(judged: List[Judged]) -> float:
    """The share of utterances whose intent is right, from 0 to 1."""
    return sum(each.expected == each.found for each in judged) / len(judged)


def aspects(judged: List[Judged]) -> List[Judged]:
    """Those that ask for an aspect."""
    return [each for each in judged if each.expected.startswith(ASPECTS)]


def scores(judged: List[Judged]) -> Dict[str, Score]:
    """The score of each intent expected, by name."""
    expected, found = Counter(each.expected for each in judged), Counter(each.found for each in judged)
    hits = Counter(each.expected for each in judged if each.expected == each.found)
    return {
        intent: Score(count, hits[intent] / count, hits[intent] / found[intent] if found[intent] else 0.0)
        for intent, count in sorted(expected.items())
    }


def macro_f1(judged: List[Judged]) -> float:
    """The mean F1 of the intents, each counting as much as another."""
    each = scores(judged).values()
    return sum(score.f1 for score in each) / len(each)


def mean_confidence(judged: List[Judged]) -> float:
    """Should equal the accuracy: then confidences mean what they say."""
    return sum(each.confidence for each in judged) / len(judged)


def confusions(judged: List[Judged], most: int) -> List[Tuple[str, str, int]]:
    """The pairs (expected, found) most often confused, and how often."""
    wrong = Counter((each.expected, each.found) for each in judged if each.expected != each.found)
    return [(expected, found, count) for (expected, found), count in wrong.most_common(most)]
