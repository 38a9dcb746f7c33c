"""Lists, tables, notes and pictures."""

from __future__ import annotations

from itertools import takewhile

from procedures.importer.conditions import read_condition
from procedures.importer.nodes import Node
from procedures.importer.places import Place
from procedures.importer.runs import read_title
from procedures.model import BulletList, Cell, Illustration, ListItem, Note, NoteKind, Row, Table

_NOTES = {
    "Attention": NoteKind.CAUTION,
    "ASavoir": NoteKind.GOOD_TO_KNOW,
    "ANoter": NoteKind.PLEASE_NOTE,
    "Rappel": NoteKind.REMINDER,
}


def read_list(node: Node, place: Place) -> BulletList:
    items = (ListItem(place.blocks(item.children), read_condition(item)) for item in node.elements("Item"))
    return BulletList(tuple(item for item in items if item.blocks), ordered=node.get("type") == "numero")


def read_table(node: Node, place: Place) -> Table:
    summary = node.first("Resume")
    header_columns = takewhile(lambda column: column.get("type") == "header", node.elements("Colonne"))
    return Table(
        rows=tuple(_row(row, place) for row in node.elements("Rangée")),
        title=read_title(node.first("Titre"))[0],
        summary=place.blocks(summary.children) if summary else (),
        header_columns=sum(1 for _ in header_columns),
    )


def _row(node: Node, place: Place) -> Row:
    cells = (
        Cell(place.blocks(cell.children), _span(cell.get("fusionHorizontale")), _span(cell.get("fusionVerticale")))
        for cell in node.elements("Cellule")
    )
    return Row(tuple(cells), header=node.get("type") == "header")


def _span(attribute: str) -> int:
    return max(1, int(attribute)) if attribute.isdecimal() else 1


def read_note(node: Node, place: Place) -> Note:
    return Note(_NOTES[node.name], read_title(node.first("Titre"))[0], place.blocks(node.children))


def read_illustration(node: Node, place: Place) -> Illustration:
    description = node.first("Description")
    return Illustration(
        url=node.get("LienPublication"),
        alternative=node.words_of("TexteDeRemplacement"),
        caption=node.words_of("Legende"),
        credits=node.words_of("Credits"),
        description=place.blocks(description.children) if description else (),
    )


def read_illustrated(node: Node, place: Place) -> Illustration:
    """A picture and the text that it illustrates."""
    text, picture = node.first("Contenu"), node.first("Illustration") or Node("Illustration")
    shown = read_illustration(picture, place)
    return Illustration(
        url=shown.url,
        alternative=shown.alternative,
        caption=shown.caption,
        credits=shown.credits,
        description=shown.description,
        beside=place.blocks(text.children) if text else (),
    )
