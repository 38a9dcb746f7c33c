"""What operators measure. Numbers only: nothing of what anybody wrote."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from api.conversations.messages import Spoken
from api.privacy.kinds import Kind

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._replies = Counter(
            "guichet_replies", "Replies of the assistant.", ["decision", "degraded"], registry=self._registry
        )
        self._latency = Histogram(
            "guichet_reply_seconds",
            "From a citizen's message to the reply on disk.",
            buckets=(0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4),
            registry=self._registry,
        )
        self._masked = Counter(
            "guichet_masked", "Personal data masked in citizens' messages.", ["kind"], registry=self._registry
        )
        self._streams = Gauge("guichet_streams", "WebSockets open.", registry=self._registry)

    def replied(self, spoken: Spoken) -> None:
        """One reply is on disk."""
        trace = spoken.trace
        self._replies.labels(str(trace.get("decision")), str(bool(trace.get("degraded"))).lower()).inc()
        if "latency_ms" in trace:
            self._latency.observe(trace["latency_ms"] / 1000)

    def masked(self, kind: Kind) -> None:
        self._masked.labels(kind.value).inc()

    def stream_opened(self) -> None:
        self._streams.inc()

    def stream_closed(self) -> None:
        self._streams.dec()

    def as_text(self) -> bytes:
        return generate_latest(self._registry)
