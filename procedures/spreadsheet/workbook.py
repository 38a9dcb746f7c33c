"""The three tabs in an Excel or LibreOffice file (.xlsx), with a page that explains them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, cast

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from procedures.spreadsheet.faults import Fault, SpreadsheetError
from procedures.spreadsheet.layout import COLUMNS, KINDS, PROCEDURES, Row, Table, Tables, Value

HELP = "Mode d'emploi"
MOST_ROWS = 20_000  # lines of a tab that are read: more is a slip, or an attack
MOST_BYTES = 50_000_000  # of the unpacked file
_WIDTHS = {"texte": 70, "resume": 60, "titre": 36, "url": 40, "adresse": 40, "source_url": 40, "recoupement_url": 40}
_HEADER = PatternFill("solid", fgColor="DDE6F0")
_HELP = (
    "Ce classeur contient des fiches de démarches. Une fiche occupe une ligne de l'onglet Fiches.",
    "Ses rubriques (pièces, coût, délai…) sont dans l'onglet Rubriques, une par ligne, avec la source et la date.",
    "Ce que dit chaque rubrique est dans l'onglet Contenu, ligne après ligne, dans l'ordre où l'usager le lit.",
    "La colonne niveau dit ce qui est dedans : une ligne de niveau 2 appartient à la ligne de niveau 1 qui la précède.",
    "Pour ajouter un document : insérez une ligne, recopiez la précédente, changez le texte.",
    "Plusieurs valeurs dans une case se séparent par un point-virgule. Les cases d'un tableau, par une barre : |",
    "Ne changez ni les noms des onglets, ni ceux des colonnes. Une fiche publiée garde son nom.",
    "À l'import, tout est relu d'abord. S'il y a une faute, rien n'est changé et chaque faute est indiquée.",
    "Genres de ligne possibles : " + ", ".join(KINDS) + ".",
)


def write_workbook(tables: Tables, path: Path) -> None:
    """Write ``tables`` to ``path``, in place of what it held."""
    workbook = Workbook()
    _write_help(cast("Worksheet", workbook.active))
    for name, table in tables.items():
        _write_tab(workbook.create_sheet(name), table)
    workbook.save(path)


def read_workbook(path: Path) -> Tables:
    """The tabs of ``path`` by their names. Raises SpreadsheetError when it is no such file, or a monstrous one."""
    _refuse_monsters(path)
    try:
        workbook = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl lets the errors of zip, XML and its own types through
        raise _unreadable() from error
    try:
        return {sheet.title: _table(sheet.iter_rows(values_only=True)) for sheet in workbook if sheet.title in COLUMNS}
    finally:
        workbook.close()


def _write_help(sheet: Worksheet) -> None:
    sheet.title = HELP
    sheet.column_dimensions["A"].width = 110
    for number, words in enumerate(_HELP, start=1):
        _put(sheet.cell(number, 1), words)


def _write_tab(sheet: Worksheet, table: Table) -> None:
    sheet.freeze_panes = "B2"
    for number, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column, 18)
        header = sheet.cell(1, number, column)
        header.font, header.fill = Font(bold=True), _HEADER
        if column == "genre":
            _offer(sheet, get_column_letter(number), sorted(KINDS))
        for row in table.rows:
            if column in row.cells:
                _put(sheet.cell(row.number, number), row.cells[column])


def _offer(sheet: Worksheet, column: str, values: list[str]) -> None:
    offered = DataValidation(type="list", formula1=f'"{",".join(values)}"', allow_blank=True)
    offered.add(f"{column}2:{column}{MOST_ROWS}")
    sheet.add_data_validation(offered)


def _put(cell: Any, value: Value) -> None:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # "=1+1" is a text that someone wrote, never a formula to run
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.number_format = "@"
    else:
        cell.number_format = "yyyy-mm-dd"


def _table(rows: Iterable[tuple[Any, ...]]) -> Table:
    lines = islice(rows, MOST_ROWS)
    columns = tuple(_value(cell) or "" for cell in next(iter(lines), ()))
    names = tuple(str(column).strip() for column in columns)
    found = []
    for number, line in enumerate(lines, start=2):
        cells = {name: value for name, cell in zip(names, line, strict=False) if name and (value := _value(cell))}
        if cells:
            found.append(Row(number, cells))
    return Table(tuple(name for name in names if name), tuple(found))


def _value(cell: Any) -> Value | None:
    match cell:
        case None:
            return None
        case datetime():
            return cell.date()
        case date():
            return cell
        case bool():
            return "vrai" if cell else "faux"
        case float() if not cell.is_integer():
            return str(cell).replace(".", ",")
        case int() | float():
            return str(int(cell))
    return str(cell).strip() or None


def _refuse_monsters(path: Path) -> None:
    """A small archive that unpacks to gigabytes, or XML that calls itself, never reaches the parser."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > MOST_BYTES:
                raise SpreadsheetError([_too_large()])
            for part in parts:
                with archive.open(part) as opened:
                    if b"<!DOCTYPE" in opened.read(4096):
                        raise _unreadable()
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
        raise _unreadable() from error


def _too_large() -> Fault:
    return Fault("", 0, "", "ce classeur est trop gros", f"Partagez-le : {MOST_BYTES // 1_000_000} Mo au plus.")


def _unreadable() -> SpreadsheetError:
    cure = f"Enregistrez-le au format .xlsx, avec les onglets {PROCEDURES}, Rubriques et Contenu."
    return SpreadsheetError([Fault("", 0, "", "ce n'est pas un classeur lisible", cure)])
