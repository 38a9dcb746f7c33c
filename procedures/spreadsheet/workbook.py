"""The three tabs in an Excel or LibreOffice file (.xlsx), with a page that explains them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from procedures.spreadsheet.archive import refuse_hostile, unreadable
from procedures.spreadsheet.faults import Fault, SpreadsheetError
from procedures.spreadsheet.layout import COLUMNS, KINDS, MOST_ROWS, Row, Table, Tables, Value

HELP = "Mode d'emploi"
_WIDEST = 40  # columns that are looked at: a file may claim thousands
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
    """The tabs of ``path`` by their names. Raises SpreadsheetError when it is no such file, when it is a monstrous one,
    and where it holds formulas: what they would give is not known here."""
    refuse_hostile(path)
    try:
        workbook = load_workbook(path, read_only=True, keep_links=False)
    except Exception as error:  # openpyxl lets the errors of zip, XML and its own types through
        raise unreadable() from error
    try:
        faults: list[Fault] = []
        found = {sheet.title: _table(sheet, faults) for sheet in workbook if sheet.title in COLUMNS}
    except SpreadsheetError:
        raise
    except Exception as error:
        raise unreadable() from error
    finally:
        workbook.close()
    if faults:
        raise SpreadsheetError(faults)
    return found


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


def _table(sheet: Any, faults: list[Fault]) -> Table:
    lines = iter(sheet.iter_rows(max_col=_WIDEST, max_row=MOST_ROWS + 1))
    names = tuple(str(_value(cell.value) or "").strip() for cell in next(lines, ()))
    found = []
    for number, line in enumerate(lines, start=2):
        cells = {}
        for name, cell in zip(names, line, strict=False):
            if cell.data_type == "f":
                faults.append(_formula(sheet.title, number, name))
            elif name and (value := _value(cell.value)):
                cells[name] = value
        if cells:
            if number > MOST_ROWS:
                raise SpreadsheetError([_too_long(sheet.title)])
            found.append(Row(number, cells))
    return Table(tuple(name for name in names if name), tuple(found))


def _formula(tab: str, number: int, column: str) -> Fault:
    cure = "Copiez cette case, puis collez sa valeur à la place."
    return Fault(tab, number, column, "cette case contient une formule, pas un texte", cure)


def _too_long(tab: str) -> Fault:
    return Fault(tab, 0, "", f"cet onglet a plus de {MOST_ROWS} lignes", "Partagez-le entre plusieurs classeurs.")


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
