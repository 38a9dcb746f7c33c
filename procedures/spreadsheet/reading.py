"""From the three tabs to procedures: every fault is named, and one fault is enough for nothing to be taken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError

from procedures.checks import check_procedure
from procedures.model import Origin, Procedure
from procedures.problems import told
from procedures.spreadsheet.faults import Fault, SpreadsheetError
from procedures.spreadsheet.layout import (
    APART,
    COLUMNS,
    CONTENT,
    LEGAL,
    PROCEDURES,
    SECTIONS,
    SEE_ALSO,
    VALUES,
    Row,
    Table,
    Tables,
    parted,
)
from procedures.spreadsheet.rebuilding import Cell, Places, Written, blocks, fields
from procedures.spreadsheet.tree import grown
from procedures.yaml_files.inline import untypeset
from procedures.yaml_files.schema import ContentFile
from procedures.yaml_files.to_model import to_procedure

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SOURCE = {"nom": "source", "url": "source_url", "verifie_le": "verifie_le"}
_SECOND = {"nom": "recoupement", "url": "recoupement_url", "date": "recoupement_date", "ecart": "ecart"}


def from_tables(tables: Tables, *, today: date, origin: Origin = Origin.OWN) -> tuple[Procedure, ...]:
    """The procedures of a spreadsheet, in its order. Raises SpreadsheetError, which names every fault."""
    reading = _Reading(tables, today)
    procedures = tuple(reading.procedures(origin))
    if reading.faults:
        raise SpreadsheetError(reading.faults)
    return procedures


class _Reading:
    """One spreadsheet being read, and the faults found so far."""

    def __init__(self, tables: Tables, today: date) -> None:
        self.faults: list[Fault] = []
        self._today = today
        self._tables = {name: self._table(name, tables.get(name)) for name in COLUMNS}
        self._sections = _by(("fiche",), self._tables[SECTIONS])
        self._content = _by(("fiche", "rubrique"), self._tables[CONTENT])

    def procedures(self, origin: Origin) -> Iterator[Procedure]:
        heads = list(self._heads())
        self._strangers({head.text("fiche") for head in heads})
        for head in heads:
            before = len(self.faults)
            written, places = self._sheet(head)
            incomplete = len(self.faults) > before
            try:
                content = ContentFile.model_validate(written)
            except ValidationError as error:
                self.faults += _faults_in(error, written, places, head, incomplete=incomplete)
                continue
            procedure = to_procedure(content, head.text("fiche"), origin)
            for field, reason, cure in check_procedure(procedure, today=self._today):
                self.faults.append(Fault(*self._cell_about(field, head), reason, cure))
            yield procedure
        self.faults += _replaced_twice(heads)

    def _table(self, name: str, table: Table | None) -> Table:
        if table is None:
            self.faults.append(Fault(name, 0, "", "cet onglet manque", "Reprenez le modèle, sans changer les onglets."))
            return Table(COLUMNS[name])
        for column in COLUMNS[name]:
            if column not in table.columns:
                cure = "Ajoutez-la sur la première ligne, écrite ainsi."
                self.faults.append(Fault(name, 1, column, "cette colonne manque", cure))
        for column in table.columns:
            if column not in COLUMNS[name]:
                cure = "Supprimez-la, ou corrigez son nom."
                self.faults.append(Fault(name, 1, column, "cette colonne n'existe pas", cure))
        return table

    def _heads(self) -> Iterator[Row]:
        """The lines of the first tab whose names can be used."""
        seen: Counter[str] = Counter()
        for row in self._tables[PROCEDURES].rows:
            name = row.text("fiche")
            seen[name] += 1
            if not _SLUG.fullmatch(name):
                reason = f"« {name} » n'est pas un bon nom de fiche" if name else "la fiche n'a pas de nom"
                cure = "Écrivez des minuscules sans accent, avec des tirets : salle-des-fetes."
                self.faults.append(Fault(PROCEDURES, row.number, "fiche", reason, cure))
            elif seen[name] > 1:
                reason = f"« {name} » est déjà le nom d'une autre ligne"
                self.faults.append(Fault(PROCEDURES, row.number, "fiche", reason, "Donnez un nom à chaque fiche."))
            else:
                yield row

    def _strangers(self, known: set[str]) -> None:
        """Lines that belong to no procedure, or to no section of theirs."""
        named = {row.text("fiche") for row in self._tables[PROCEDURES].rows}
        sections = {(row.text("fiche"), row.text("rubrique")) for row in self._tables[SECTIONS].rows}
        seen: Counter[tuple[str, str]] = Counter()
        for row in self._tables[SECTIONS].rows:
            self._stranger(SECTIONS, row, named)
            seen[row.text("fiche"), row.text("rubrique")] += 1
            if seen[row.text("fiche"), row.text("rubrique")] > 1:
                reason = f"« {row.text('rubrique')} » est déjà une rubrique de cette fiche"
                self.faults.append(Fault(SECTIONS, row.number, "rubrique", reason, "Donnez-lui un autre nom."))
        for row in self._tables[CONTENT].rows:
            name, section = row.text("fiche"), row.text("rubrique")
            if self._stranger(CONTENT, row, named) or name not in known:
                continue
            if section not in APART and (name, section) not in sections:
                cure = f"Écrivez un nom de l'onglet {SECTIONS}, ou l'un de : {', '.join(APART)}."
                reason = f"« {section} » n'est pas une rubrique de cette fiche"
                self.faults.append(Fault(CONTENT, row.number, "rubrique", reason, cure))

    def _stranger(self, tab: str, row: Row, named: set[str]) -> bool:
        if row.text("fiche") in named:
            return False
        reason = f"« {row.text('fiche')} » n'est pas une fiche de l'onglet {PROCEDURES}"
        self.faults.append(Fault(tab, row.number, "fiche", reason, "Reprenez le nom écrit dans cet onglet."))
        return True

    def _sheet(self, head: Row) -> tuple[Written, Places]:
        name, places = head.text("fiche"), Places()
        written = _head(head, places)
        sections = self._sections.get((name,), [])
        written["rubriques"] = [
            self._section(row, number, places) for number, row in enumerate(_first_of_each(sections))
        ]
        if introduction := self._trees(name, "(introduction)"):
            written["introduction"] = blocks(introduction, ("introduction",), places)
        for apart, kind in ((LEGAL, "texte_officiel"), (SEE_ALSO, "voir_aussi")):
            lines = [node.row for node in self._trees(name, apart)]
            key = APART[apart]
            if lines:
                written[key] = [fields(row, kind, (key, number), places) for number, row in enumerate(lines)]
        return written, places

    def _cell_about(self, field: str, head: Row) -> Cell:
        """The cell that an editorial rule speaks of: it quotes a title, a name or the beginning of a text."""
        quoted = re.search(r"« (.+?)(…)? »", field)
        if quoted:
            words, column = quoted[1], "verifie_le" if field.endswith("verifie_le") else "titre"
            for tab, columns in ((SECTIONS, ("titre",)), (CONTENT, ("id", "texte"))):
                for row in self._tables[tab].rows:
                    found = next((name for name in columns if untypeset(row.text(name)).startswith(words)), None)
                    if found and row.text("fiche") == head.text("fiche"):
                        return tab, row.number, column if tab == SECTIONS else found
        return PROCEDURES, head.number, "fiche"

    def _section(self, row: Row, number: int, places: Places) -> Written:
        path = ("rubriques", number)
        for key, column in (("id", "rubrique"), ("titre", "titre"), ("sujets", "sujets")):
            places[*path, key] = (SECTIONS, row.number, column)
        places[path] = (SECTIONS, row.number, "rubrique")
        places[*path, "contenu"] = (SECTIONS, row.number, "rubrique")
        written: Written = {
            key: row.cells[cell] for key, cell in (("id", "rubrique"), ("titre", "titre")) if cell in row.cells
        }
        if "sujets" in row.cells:
            written["sujets"] = parted(row.text("sujets"), VALUES)
        if source := _cells(row, _SOURCE, (*path, "source"), places):
            written["source"] = source
            if second := _cells(row, _SECOND, (*path, "source", "recoupement"), places):
                source["recoupement"] = second
        trees = self._trees(row.text("fiche"), row.text("rubrique"))
        written["contenu"] = blocks(trees, (*path, "contenu"), places)
        return written

    def _trees(self, name: str, section: str) -> list[Any]:
        return grown(self._content.get((name, section), []), self.faults)


def _by(columns: tuple[str, ...], table: Table) -> dict[tuple[str, ...], list[Row]]:
    """The lines of ``table`` by what they hold in ``columns``, in their order."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in table.rows:
        found.setdefault(tuple(row.text(column) for column in columns), []).append(row)
    return found


def _head(head: Row, places: Places) -> Written:
    written: Written = {}
    for column in COLUMNS[PROCEDURES][1:]:
        places[column,] = (PROCEDURES, head.number, column)
        if column in head.cells:
            many = column in ("remplace", "noms_courants")
            written[column] = parted(head.text(column), VALUES) if many else head.text(column)
    places["rubriques",] = (PROCEDURES, head.number, "fiche")
    return written


def _cells(row: Row, columns: dict[str, str], path: tuple[str | int, ...], places: Places) -> Written:
    for key, column in columns.items():
        places[*path, key] = (SECTIONS, row.number, column)
    return {key: row.cells[column] for key, column in columns.items() if column in row.cells}


def _first_of_each(rows: Iterable[Row]) -> list[Row]:
    """Without a second section of the same name, which was named as a fault."""
    return list({row.text("rubrique"): row for row in reversed(list(rows))}.values())[::-1]


def _faults_in(
    error: ValidationError, written: Written, places: Places, head: Row, *, incomplete: bool
) -> Iterator[Fault]:
    """``incomplete``: lines were left out, so that what is missing for that reason is not said a second time."""
    for details in error.errors():
        # A text in a list may also be an element with content of its own, which is not what was meant here.
        if details["type"] == "model_type" or (incomplete and details["type"] == "too_short"):
            continue
        path, reason, cure = told(details, written)
        cell = _cell_of(path, places) or (PROCEDURES, head.number, "fiche")
        yield Fault(*cell, reason, cure)


def _cell_of(path: Sequence[str | int], places: Places) -> Cell | None:
    """The cell that ``path`` leads to, or the closest above it."""
    return next((found for end in range(len(path), 0, -1) if (found := places.get(tuple(path[:end])))), None)


def _replaced_twice(heads: list[Row]) -> Iterator[Fault]:
    owners: dict[str, str] = {}
    for head in heads:
        for official in parted(head.text("remplace"), VALUES):
            other = owners.setdefault(official, head.text("fiche"))
            if other != head.text("fiche"):
                reason = f"« {other} » remplace déjà {official}"
                yield Fault(PROCEDURES, head.number, "remplace", reason, "Gardez ce numéro dans une seule fiche.")
