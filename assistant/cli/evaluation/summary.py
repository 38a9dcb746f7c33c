"""The figures of an evaluation, as a table for people."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from statistics import median

from assistant.cli.evaluation.prediction import Prediction
from assistant.cli.evaluation.questions import Question

# What the service should do with a message that no procedure answers.
RIGHT_DECISIONS: dict[str, frozenset[str]] = {
    "human": frozenset({"handoff"}),
    "crisis": frozenset({"crisis"}),
    **dict.fromkeys(("greet", "thanks", "bye", "insult", "chitchat"), frozenset({"smalltalk"})),
    **dict.fromkeys(("out_of_scope", "injection"), frozenset({"fallback"})),
    "unclear": frozenset({"clarify", "fallback"}),
    **dict.fromkeys(("status", "complaint"), frozenset({"clarify", "handoff", "crisis", "smalltalk", "fallback"})),
}
# The labels are coarser than the assistant's aspects.
SAME_ASPECT = {"amount": "cost", "appeal": "complaint"}

Pair = tuple[Question, Prediction]


def summary(questions: Sequence[Question], predictions: Sequence[Prediction]) -> str:
    """The table; a figure without any line to count says so."""
    pairs = list(zip(questions, predictions, strict=True))
    with_gold = [pair for pair in pairs if pair[0].gold]
    without = [pair for pair in pairs if not pair[0].gold and pair[0].intent in RIGHT_DECISIONS]
    with_aspect = [pair for pair in with_gold if pair[0].aspect not in (None, "other")]
    rows = [
        ("Questions", str(len(pairs))),
        ("Bonne fiche en premier (top-1)", _share(with_gold, lambda pair: _rank(pair) == 1)),
        ("Bonne fiche parmi cinq (top-5)", _share(with_gold, lambda pair: _rank(pair) <= 5)),
        ("Bon aspect", _share(with_aspect, _right_aspect)),
        *_decisions(with_gold),
        ("Bonne décision, messages sans fiche", _share(without, _right_decision)),
        *_by_intent(without),
        *_latencies(predictions),
    ]
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name:<{width}}  {value}" for name, value in rows)


def _rank(pair: Pair) -> float:
    question, prediction = pair
    ranks = [rank for rank, found in enumerate(prediction.procedures, start=1) if found.id in question.gold]
    return min(ranks, default=math.inf)


def _right_aspect(pair: Pair) -> bool:
    question, prediction = pair
    return SAME_ASPECT.get(prediction.aspect or "", prediction.aspect) == question.aspect


def _right_decision(pair: Pair) -> bool:
    question, prediction = pair
    return prediction.decision in RIGHT_DECISIONS[question.intent or ""]


def _decisions(pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    counted = Counter(prediction.decision for _, prediction in pairs)
    return [
        (f"Décision « {decision} », questions à fiche", _part(number, len(pairs)))
        for decision, number in counted.most_common()
    ]


def _by_intent(pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    rows = []
    for intent in sorted({question.intent or "" for question, _ in pairs}):
        those = [pair for pair in pairs if pair[0].intent == intent]
        rows.append((f"  {intent}", _share(those, _right_decision)))
    return rows


def _latencies(predictions: Sequence[Prediction]) -> list[tuple[str, str]]:
    taken = sorted(prediction.latency_ms for prediction in predictions)
    ninety_fifth = taken[math.ceil(len(taken) * 0.95) - 1]
    return [
        ("Temps de réponse, médiane", f"{median(taken):.0f} ms"),
        ("Temps de réponse, p95", f"{ninety_fifth:.0f} ms"),
    ]


def _share(pairs: Sequence[Pair], right: Callable[[Pair], bool]) -> str:
    return _part(sum(map(right, pairs)), len(pairs))


def _part(number: int, total: int) -> str:
    return f"{number / total:.3f} ({number}/{total})".replace(".", ",") if total else "sans objet"
