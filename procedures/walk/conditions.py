"""Conditions on the guide's variables, in three values: true, false, and not known (None).

Most variables are never set by anyone, so "not known" is the usual case and means: shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from procedures.model import AllOf, AnyOf, Condition, IsFalse, IsTrue, IsUndefined


def evaluate(condition: Condition | None, variables: Mapping[str, bool]) -> bool | None:
    """Whether ``condition`` holds. No condition holds; a variable absent from ``variables`` is not known."""
    match condition:
        case None:
            return True
        case IsTrue(variable):
            return variables.get(variable)
        case IsFalse(variable):
            known = variables.get(variable)
            return None if known is None else not known
        case IsUndefined(variable):
            # That nobody told us does not mean that the official dialogue left it undefined.
            return False if variable in variables else None
        case AnyOf(conditions):
            return _any([evaluate(inner, variables) for inner in conditions])
        case AllOf(conditions):
            return _all([evaluate(inner, variables) for inner in conditions])


def _any(values: list[bool | None]) -> bool | None:
    if True in values:
        return True
    return None if None in values else False


def _all(values: list[bool | None]) -> bool | None:
    if False in values:
        return False
    return None if None in values else True


def variables_of(condition: Condition | None) -> frozenset[str]:
    """The variables that ``condition`` tests."""
    match condition:
        case None:
            return frozenset()
        case IsTrue(variable) | IsFalse(variable) | IsUndefined(variable):
            return frozenset({variable})
        case AnyOf(conditions) | AllOf(conditions):
            return frozenset().union(*(variables_of(inner) for inner in conditions))
