"""From the trees of the tab "Contenu" to what a YAML file would hold, with the cell that each value came from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from procedures.spreadsheet.layout import CELLS, CONTENT, KINDS, VALUES, Row, parted
from procedures.spreadsheet.tree import Node

Path = tuple[str | int, ...]
Cell = tuple[str, int, str]  # tab, line, column
Places = dict[Path, Cell]
Written = dict[str, Any]


def blocks(nodes: Iterable[Node], path: Path, places: Places) -> list[Any]:
    """The content of ``nodes``, which will lie at ``path`` of the file."""
    return [_block(node, (*path, number), places) for number, node in enumerate(nodes)]


def fields(row: Row, kind: str, path: Path, places: Places, tab: str = CONTENT) -> Written:
    """The values of the cells that ``kind`` uses, by their keys."""
    found: Written = {}
    for column, key in KINDS[kind].fields.items():
        places[*path, key] = (tab, row.number, column)
        if column in row.cells:
            value = row.cells[column]
            found[key] = parted(str(value), VALUES) if column in KINDS[kind].many else value
    return found


def _block(node: Node, path: Path, places: Places) -> Any:
    places[path] = (CONTENT, node.row.number, "genre")
    inside = (*path, node.kind)
    places[inside] = places[path]
    match node.kind:
        case "texte":
            return _words(node, path, places)
        case "liste" | "etapes":
            items = node.of_kind("element")
            return {node.kind: [_item(item, (*inside, number), places) for number, item in enumerate(items)]}
        case "tableau":
            return {node.kind: _table(node, inside, places)}
        case "choix":
            return {node.kind: _choice(node, inside, places)}
        case "bareme":
            return {node.kind: _scale(node, inside, places)}
        case "lieu":
            return {node.kind: _office(node, inside, places)}
    body = fields(node.row, node.kind, inside, places)
    if node.kind == "rubrique":
        body |= _source(node, inside, places)
    if node.kind in ("rubrique", "encadre"):
        body["contenu"] = _within(node, inside, places)
    return {node.kind: body}


def _words(node: Node, path: Path, places: Places) -> str:
    places[path] = (CONTENT, node.row.number, "texte")
    return node.row.text("texte")


def _within(node: Node, path: Path, places: Places) -> list[Any]:
    places[*path, "contenu"] = (CONTENT, node.row.number, "genre")
    return blocks(node.blocks(), (*path, "contenu"), places)


def _item(node: Node, path: Path, places: Places) -> Any:
    if not node.children:
        return _words(node, path, places)
    body = fields(node.row, node.kind, path, places)
    return {**body, "contenu": _within(node, path, places)}


def _table(node: Node, path: Path, places: Places) -> Written:
    body = fields(node.row, node.kind, path, places)
    headers, rows = node.of_kind("entete"), node.of_kind("ligne")
    for key, found in (("entete", headers[:1]), ("lignes", rows)):
        places[*path, key] = (CONTENT, (found[0] if found else node).row.number, "texte" if found else "genre")
    if headers:
        body["entete"] = parted(headers[0].row.text("texte"), CELLS)
    body["lignes"] = [parted(row.row.text("texte"), CELLS) for row in rows]
    for number, row in enumerate(rows):
        places[*path, "lignes", number] = (CONTENT, row.row.number, "texte")
    return body


def _choice(node: Node, path: Path, places: Places) -> Written:
    body = {**fields(node.row, node.kind, path, places), **_help(node, path, places)}
    places[*path, "options"] = (CONTENT, node.row.number, "genre")
    body["options"] = [
        _option(option, (*path, "options", number), places) for number, option in enumerate(node.of_kind("option"))
    ]
    return body


def _option(node: Node, path: Path, places: Places) -> Written:
    places[path] = (CONTENT, node.row.number, "genre")
    body = {**fields(node.row, node.kind, path, places), **_help(node, path, places)}
    return {**body, "contenu": _within(node, path, places)}


def _scale(node: Node, path: Path, places: Places) -> Written:
    body = fields(node.row, node.kind, path, places)
    places[*path, "tranches"] = (CONTENT, node.row.number, "genre")
    body["tranches"] = [
        fields(bracket.row, "tranche", (*path, "tranches", number), places)
        for number, bracket in enumerate(node.of_kind("tranche"))
    ]
    return body


def _help(node: Node, path: Path, places: Places) -> Written:
    found = [child for aide in node.of_kind("aide") for child in aide.blocks()]
    return {"aide": blocks(found, (*path, "aide"), places)} if found else {}


def _office(node: Node, path: Path, places: Places) -> Written:
    body = fields(node.row, node.kind, path, places)
    for kind in ("type", "telephone", "horaire", "ligne_adresse"):
        key = KINDS[kind].fields["texte"]
        lines = node.of_kind(kind)
        if lines:
            body[key] = [_words(line, (*path, key, number), places) for number, line in enumerate(lines)]
    return body


def _source(node: Node, path: Path, places: Places) -> Written:
    sources = node.of_kind("source")
    if not sources:
        return {}
    body = fields(sources[0].row, "source", (*path, "source"), places)
    for second in sources[0].of_kind("recoupement"):
        body["recoupement"] = fields(second.row, "recoupement", (*path, "source", "recoupement"), places)
    return {"source": body}
