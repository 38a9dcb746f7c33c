"""The lines of the tab "Contenu" as a tree: a line stands under the last one of a lower level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from procedures.spreadsheet.faults import Fault
from procedures.spreadsheet.layout import CONTENT, HOLDS_BLOCKS, KINDS, LEGAL, SEE_ALSO, Row

ONLY = {LEGAL: "texte_officiel", SEE_ALSO: "voir_aussi"}  # what stands apart holds one kind of line
_UNUSED = ("id", "texte", "adresse", "precision", "organisme", "numero", "date")


@dataclass
class Node:
    """A line and those under it."""

    row: Row
    kind: str
    children: list[Node] = field(default_factory=list)

    def of_kind(self, *kinds: str) -> list[Node]:
        return [child for child in self.children if child.kind in kinds]

    def blocks(self) -> list[Node]:
        """The lines under it that are content of their own, not a part of it."""
        return [child for child in self.children if not KINDS[child.kind].within]


def grown(rows: Iterable[Row], faults: list[Fault]) -> list[Node]:
    """The lines of one section as trees. What stands in the wrong place is named in ``faults`` and left out, with the
    lines under it."""
    top: list[Node] = []
    branch: list[Node | None] = []  # from the top to the last line read; None for what is left out
    for row in rows:
        level = _level(row, len(branch), faults)
        if level is None:
            continue
        del branch[level - 1 :]
        node = _node(row, branch, faults)
        branch.append(node)
        if node:
            parent = branch[-2] if len(branch) > 1 else None
            (parent.children if parent else top).append(node)
    return top


def _node(row: Row, branch: list[Node | None], faults: list[Fault]) -> Node | None:
    if None in branch:
        return None
    node = Node(row, row.text("genre"))
    if wrong := _misplaced(node, branch[-1] if branch else None):
        faults.append(_fault(row, "genre", *wrong))
        return None
    faults += _filled_in_vain(node)
    return node


def _level(row: Row, depth: int, faults: list[Fault]) -> int | None:
    words = row.text("niveau")
    if not words.isdigit() or int(words) < 1:
        faults.append(_fault(row, "niveau", f"« {words} » n'est pas un niveau", "Écrivez 1, 2, 3…"))
        return None
    if int(words) > depth + 1:
        reason = f"le niveau {words} ne peut pas suivre le niveau {depth}"
        faults.append(_fault(row, "niveau", reason, f"Écrivez {depth + 1} au plus."))
        return None
    return int(words)


def _misplaced(node: Node, parent: Node | None) -> tuple[str, str] | None:
    """Reason and cure when a line may not stand where it does."""
    kind, section = node.kind, node.row.text("rubrique")
    if kind not in KINDS:
        return f"« {kind} » n'est pas un genre de contenu", f"Choisissez parmi : {', '.join(KINDS)}."
    only = ONLY.get(section)
    if only and kind != only:
        return f"« {section} » ne contient pas de « {kind} »", f"Écrivez « {only} », ou changez la rubrique."
    if kind == "voir_aussi" and not only:
        return "« voir_aussi » n'est pas à sa place", f"Écrivez {SEE_ALSO} dans la colonne rubrique."
    within = KINDS[kind].within
    if within and (parent is None or parent.kind not in within):
        return f"« {kind} » n'est pas à sa place", f"Mettez cette ligne sous : {', '.join(within)}."
    if not within and parent and parent.kind not in HOLDS_BLOCKS:
        return f"une ligne « {parent.kind} » ne contient pas de « {kind} »", "Mettez cette ligne à un niveau plus haut."
    return None


def _filled_in_vain(node: Node) -> Iterator[Fault]:
    for column in _UNUSED:
        if column in node.row.cells and column not in KINDS[node.kind].fields:
            reason = f"une ligne « {node.kind} » n'utilise pas cette colonne"
            yield _fault(node.row, column, reason, "Videz cette case, ou changez le genre.")


def _fault(row: Row, column: str, reason: str, cure: str) -> Fault:
    return Fault(CONTENT, row.number, column, reason, cure)
