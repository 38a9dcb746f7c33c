"""From procedures to the lines of the three tabs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from procedures.model import Procedure
from procedures.spreadsheet.layout import (
    APART,
    CELLS,
    COLUMNS,
    CONTENT,
    INTRODUCTION,
    KINDS,
    LEGAL,
    PROCEDURES,
    SECTIONS,
    SEE_ALSO,
    VALUES,
    Row,
    Table,
    Tables,
    Value,
    joined,
)
from procedures.yaml_files.from_model import from_procedure

Cells = dict[str, Value]
Written = Mapping[str, Any]
_OFFICE_LINES = {"type": "types", "telephone": "telephones", "horaire": "horaires", "ligne_adresse": "adresse"}


def to_tables(procedures: Iterable[Procedure]) -> Tables:
    """The three tabs. Raises ValueError for what only the official guide uses."""
    lines: dict[str, list[Cells]] = {PROCEDURES: [], SECTIONS: [], CONTENT: []}
    for procedure in procedures:
        written = from_procedure(procedure)
        lines[PROCEDURES].append({"fiche": procedure.id, **_flat(written)})
        for section in written["rubriques"]:
            lines[SECTIONS].append({"fiche": procedure.id, **_section(section)})
        lines[CONTENT] += [{"fiche": procedure.id, **cells} for cells in _content(written)]
    return {
        name: Table(COLUMNS[name], tuple(Row(number, cells) for number, cells in enumerate(found, start=2)))
        for name, found in lines.items()
    }


def _flat(written: Written) -> Cells:
    cells: Cells = {column: written[column] for column in COLUMNS[PROCEDURES] if isinstance(written.get(column), str)}
    for column in ("remplace", "noms_courants"):
        if column in written:
            cells[column] = joined(written[column], VALUES)
    return cells


def _section(section: Written) -> Cells:
    cells: Cells = {"rubrique": section["id"], "titre": section["titre"]}
    if subjects := section.get("sujets"):
        cells["sujets"] = joined(subjects, VALUES)
    if source := section.get("source"):
        cells |= {"source": source["nom"], "source_url": source["url"], "verifie_le": source["verifie_le"]}
        if second := source.get("recoupement"):
            cells |= {
                "recoupement": second["nom"],
                "recoupement_url": second["url"],
                "recoupement_date": second["date"],
            }
            cells |= {"ecart": second["ecart"]} if "ecart" in second else {}
    return cells


def _content(written: Written) -> Iterator[Cells]:
    for cells in _blocks(written.get("introduction", []), 1):
        yield {"rubrique": INTRODUCTION, **cells}
    for section in written["rubriques"]:
        for cells in _blocks(section["contenu"], 1):
            yield {"rubrique": section["id"], **cells}
    for name, kind in ((LEGAL, "texte_officiel"), (SEE_ALSO, "voir_aussi")):
        for reference in written.get(APART[name], []):
            yield {"rubrique": name, **_line(1, kind, reference)}


def _blocks(blocks: Iterable[Any], level: int) -> Iterator[Cells]:
    for block in blocks:
        if isinstance(block, str):
            yield _line(level, "texte", {"texte": block})
        else:
            ((kind, body),) = block.items()
            yield from _block(kind, body, level)


def _block(kind: str, body: Any, level: int) -> Iterator[Cells]:
    match kind:
        case "liste" | "etapes":
            yield _line(level, kind, {})
            for item in body:
                yield from _item(item, level + 1)
        case "tableau":
            yield from _table(body, level)
        case "choix":
            yield from _choice(body, level)
        case "bareme":
            yield _line(level, kind, body)
            for bracket in body["tranches"]:
                yield _line(level + 1, "tranche", {key: str(value) for key, value in bracket.items()})
        case "lieu":
            yield _line(level, kind, body)
            for line, key in _OFFICE_LINES.items():
                for words in body.get(key, []):
                    yield _line(level + 1, line, {key: words})
        case _:
            yield _line(level, kind, body)
            yield from _source(body, level + 1)
            yield from _blocks(body.get("contenu", []), level + 1)


def _table(body: Written, level: int) -> Iterator[Cells]:
    yield _line(level, "tableau", body)
    yield _line(level + 1, "entete", {"entete": joined(body["entete"], CELLS)})
    for row in body["lignes"]:
        yield _line(level + 1, "ligne", {"lignes": joined(row, CELLS)})


def _choice(body: Written, level: int) -> Iterator[Cells]:
    yield _line(level, "choix", body)
    yield from _help(body, level + 1)
    for option in body["options"]:
        yield _line(level + 1, "option", option)
        yield from _help(option, level + 2)
        yield from _blocks(option["contenu"], level + 2)


def _item(item: Any, level: int) -> Iterator[Cells]:
    yield _line(level, "element", {"texte": item} if isinstance(item, str) else item)
    if not isinstance(item, str):
        yield from _blocks(item["contenu"], level + 1)


def _help(body: Written, level: int) -> Iterator[Cells]:
    if body.get("aide"):
        yield _line(level, "aide", {})
        yield from _blocks(body["aide"], level + 1)


def _source(body: Written, level: int) -> Iterator[Cells]:
    if source := body.get("source"):
        yield _line(level, "source", source)
        if second := source.get("recoupement"):
            yield _line(level + 1, "recoupement", second)


def _line(level: int, kind: str, body: Written) -> Cells:
    cells: Cells = {"niveau": str(level), "genre": kind}
    for column, key in KINDS[kind].fields.items():
        value = body.get(key)
        if value not in (None, "", []):
            cells[column] = joined(value, VALUES) if column in KINDS[kind].many else value
    return cells
