"""Conditions on the guide's variables, and what choosing an option says of them."""

from __future__ import annotations

from procedures.importer.nodes import Node
from procedures.model import AllOf, AnyOf, Assignment, Condition, IsFalse, IsTrue, IsUndefined


def read_condition(node: Node) -> Condition | None:
    """The condition under which ``node`` is shown, if it has one.

    A condition with a test that nobody here knows (of a later schema) is left out: what it guards is then shown.
    """
    condition = node.first("Condition")
    if condition is None:
        return None
    try:
        operands = _operands(condition)
    except _UnknownTestError:
        return None
    if len(operands) > 1:
        return AllOf(operands)
    return operands[0] if operands else None


def read_assignments(node: Node) -> tuple[Assignment, ...]:
    """What selecting ``node`` (a branch of a guided search, a questionnaire's reply) says of variables."""
    selected = node.first("SiSelectionne")
    if selected is None:
        return ()
    return tuple(
        Assignment(child.get("var"), child.name == "affecteVrai")
        for child in selected.elements("affecteVrai", "affecteFaux")
    )


class _UnknownTestError(Exception):
    pass


def _operands(node: Node) -> tuple[Condition, ...]:
    return tuple(_operand(child) for child in node.elements())


def _operand(node: Node) -> Condition:
    match node.name:
        case "estVrai":
            return IsTrue(node.get("var"))
        case "estFaux":
            return IsFalse(node.get("var"))
        case "estIndefini":
            return IsUndefined(node.get("var"))
        case "ou":
            return AnyOf(_operands(node))
        case "et":
            return AllOf(_operands(node))
    raise _UnknownTestError
