"""Conditions on the guide's variables, and what choosing an option says of them."""

from __future__ import annotations

from procedures.importer.nodes import Node
from procedures.model import AllOf, AnyOf, Assignment, Condition, IsTrue, IsUndefined


def read_condition(node: Node) -> Condition | None:
    """The condition under which ``node`` is shown, if it has one that can be read."""
    condition = node.first("Condition")
    if condition is None:
        return None
    return _together(_operands(condition))


def read_assignments(node: Node) -> tuple[Assignment, ...]:
    """What selecting ``node`` (a branch of a guided search, a questionnaire's reply) says of variables."""
    selected = node.first("SiSelectionne")
    if selected is None:
        return ()
    return tuple(
        Assignment(child.get("var"), child.name == "affecteVrai")
        for child in selected.elements("affecteVrai", "affecteFaux")
    )


def _operands(node: Node) -> tuple[Condition, ...]:
    read = (_operand(child) for child in node.elements())
    return tuple(condition for condition in read if condition is not None)


def _operand(node: Node) -> Condition | None:
    match node.name:
        case "estVrai":
            return IsTrue(node.get("var"))
        case "estIndefini":
            return IsUndefined(node.get("var"))
        case "ou":
            return AnyOf(_operands(node))
        case "et":
            return AllOf(_operands(node))
    return None  # a test of a later schema: unknown, so what it guards is shown


def _together(conditions: tuple[Condition, ...]) -> Condition | None:
    if len(conditions) > 1:
        return AllOf(conditions)
    return conditions[0] if conditions else None
