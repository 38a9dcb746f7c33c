"""A fee that depends on the family quotient, which the Caf or the MSA tells each family."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Bracket:
    """Family quotients from ``lower`` to ``upper``, both included, without end when that is None, and the euros due."""

    lower: int
    upper: int | None
    amount: Decimal


@dataclass(frozen=True)
class Scale:
    """A fee by family quotient. ``unknown``: what is due from whoever tells none, where the town says so."""

    unit: str  # "par repas"
    brackets: tuple[Bracket, ...]
    unknown: Decimal | None = None
