"""Times of turns, and what is told of them."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass, field


@dataclass
class Figures:
    """Seconds that turns took. Medians and percentiles are told, not means: one slow turn says little."""

    seconds: list[float] = field(default_factory=list)

    def add(self, seconds: float) -> None:
        self.seconds.append(seconds)

    @property
    def p50(self) -> float:
        """In seconds. Raises ``statistics.StatisticsError`` when there is no figure."""
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        """The smallest of the figures that 95 % of them do not exceed, in seconds."""
        return sorted(self.seconds)[math.ceil(0.95 * len(self.seconds)) - 1]

    def line(self, what: str) -> str:
        """One line of a report; times in milliseconds."""
        if not self.seconds:
            return f"{what} : aucune mesure"
        return f"{what} : p50 {1000 * self.p50:.0f} ms, p95 {1000 * self.p95:.0f} ms ({len(self.seconds)} tours)"
