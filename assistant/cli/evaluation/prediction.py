"""What the assistant made of one question."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

MOST_PROCEDURES = 5


@dataclass(frozen=True)
class Ranked:
    """A procedure thought to be meant, with a score from 0 to 1."""

    id: str
    score: float


@dataclass(frozen=True)
class Prediction:
    """One line of the predictions file."""

    id: str
    decision: str
    intent: str | None
    aspect: str | None
    procedures: tuple[Ranked, ...]
    choices: tuple[str, ...]
    text: str
    latency_ms: float

    def as_line(self) -> str:
        """As JSON on one line."""
        return json.dumps(asdict(self), ensure_ascii=False)


def from_reply(question_id: str, message: dict[str, Any], trace: dict[str, Any], latency_ms: float) -> Prediction:
    """From an assistant message of the HTTP contract and the trace that was stored with it."""
    candidates = trace.get("candidates") or []
    return Prediction(
        id=question_id,
        decision=trace["decision"],
        intent=trace.get("intent"),
        aspect=trace.get("aspect"),
        procedures=tuple(Ranked(one["id"], one["score"]) for one in candidates[:MOST_PROCEDURES]),
        choices=tuple(choice["label"] for choice in message["payload"].get("choices") or ()),
        text=message["text"],
        latency_ms=latency_ms,
    )
