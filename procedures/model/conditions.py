"""What must hold for a part of a procedure to be shown.

Variables (T10576…) mean something only inside one guided search and its end, one questionnaire, or one procedure.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class IsTrue:
    variable: str


@dataclass(frozen=True)
class IsFalse:
    variable: str


@dataclass(frozen=True)
class IsUndefined:
    variable: str


@dataclass(frozen=True)
class AnyOf:
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class AllOf:
    conditions: tuple[Condition, ...]


Condition = IsTrue | IsFalse | IsUndefined | AnyOf | AllOf


@dataclass(frozen=True)
class Assignment:
    """What choosing an option says about a variable."""

    variable: str
    value: bool
