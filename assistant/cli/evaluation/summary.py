"""The figures of an evaluation, as a table for people."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from statistics import median

from assistant.cli.evaluation.breakdown import breakdown
from assistant.cli.evaluation.judging import Pair, answers, is_answered_right, is_found, rank
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

_NORMAL_95 = 1.96


def summary(
    questions: Sequence[Question], predictions: Sequence[Prediction], themes: Mapping[str, str] | None = None
) -> str:
    """The tables; a figure without any line to count says so. ``themes``: of each question with a procedure, by id."""
    pairs = list(zip(questions, predictions, strict=True))
    with_gold = [pair for pair in pairs if pair[0].gold]
    without = [pair for pair in pairs if not pair[0].gold and pair[0].intent in RIGHT_DECISIONS]
    with_aspect = [pair for pair in with_gold if pair[0].aspect not in (None, "other")]
    rows = [
        ("Questions", str(len(pairs))),
        ("Bonne fiche en premier (top-1)", _share(with_gold, lambda pair: rank(pair) == 1)),
        ("Bonne fiche parmi cinq (top-5)", _share(with_gold, lambda pair: rank(pair) <= 5)),
        ("Bon aspect", _share(with_aspect, _right_aspect)),
        ("Répond tout de suite", _share(with_gold, answers)),
        ("Juste quand il répond", _share([pair for pair in with_gold if answers(pair)], is_answered_right)),
        ("Répond juste, ou propose la bonne fiche", _share(with_gold, is_found)),
        *_decisions(with_gold),
        ("Bonne décision, messages sans fiche", _share(without, _right_decision)),
        *_by_intent(without),
        *_latencies(predictions),
    ]
    width = max(len(name) for name, _ in rows)
    table = "\n".join(f"{name:<{width}}  {value}" for name, value in rows)
    return f"{table}\n\n{breakdown(with_gold, themes or {})}" if with_gold else table


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
    """A share, its count, and half the width of its interval of 95 % in points."""
    if not total:
        return "sans objet"
    share = number / total
    half = _NORMAL_95 * math.sqrt(share * (1 - share) / total) * 100
    return f"{share:.3f} ({number}/{total}) ± {half:.0f}".replace(".", ",")
