"""The three tabs as three CSV files of one folder, for those who have no spreadsheet or keep their files in git.

Semicolons between cells and a byte order mark, as French Excel writes them; read with commas too.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from procedures.spreadsheet.faults import Fault, SpreadsheetError
from procedures.spreadsheet.layout import COLUMNS, MOST_ROWS, Row, Table, Tables, Value

# A spreadsheet program would run a text that begins so: an apostrophe before it keeps it a text.
_WOULD_RUN = ("=", "+", "-", "@", "\t", "'")


def write_folder(tables: Tables, folder: Path) -> None:
    """Write ``Fiches.csv``, ``Rubriques.csv`` and ``Contenu.csv`` in ``folder``, which is made when it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        written = io.StringIO(newline="")
        lines = csv.writer(written, delimiter=";", lineterminator="\r\n")
        lines.writerow(table.columns)
        lines.writerows([_kept(row.cells.get(column, "")) for column in table.columns] for row in table.rows)
        (folder / f"{name}.csv").write_text(written.getvalue(), encoding="utf-8-sig", newline="")


def read_folder(folder: Path) -> Tables:
    """The tabs that ``folder`` holds. Raises SpreadsheetError when a file is not text."""
    return {name: _table(name, folder / f"{name}.csv") for name in COLUMNS if (folder / f"{name}.csv").is_file()}


def _table(name: str, file: Path) -> Table:
    try:
        words = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        cure = "Enregistrez ce fichier en « CSV UTF-8 »."
        raise SpreadsheetError([Fault(name, 0, "", "ce fichier n'est pas en UTF-8", cure)]) from error
    header = words.partition("\n")[0]
    lines = csv.reader(io.StringIO(words, newline=""), delimiter=";" if ";" in header else ",")
    try:
        columns = tuple(column.strip() for column in next(lines, []))
        rows = tuple(islice(_rows(columns, lines), MOST_ROWS + 1))
    except csv.Error as error:  # a quotation mark that is never closed, most often
        cure = "Cherchez un guillemet qui n'est pas fermé, puis enregistrez-le de nouveau."
        raise SpreadsheetError([Fault(name, 0, "", "ce fichier n'est pas un CSV lisible", cure)]) from error
    if len(rows) > MOST_ROWS:
        reason = f"ce fichier a plus de {MOST_ROWS} lignes"
        raise SpreadsheetError([Fault(name, 0, "", reason, "Partagez-le en plusieurs.")])
    return Table(tuple(column for column in columns if column), rows)


def _rows(columns: tuple[str, ...], lines: Iterator[list[str]]) -> Iterator[Row]:
    for number, line in enumerate(lines, start=2):
        cells = {
            column: value for column, cell in zip(columns, line, strict=False) if column and (value := _read(cell))
        }
        if cells:
            yield Row(number, cells)


def _kept(value: Value) -> str:
    words = value.isoformat() if isinstance(value, date) else value
    return f"'{words}" if words.startswith(_WOULD_RUN) else words


def _read(cell: str) -> str:
    words = cell.strip()
    return words[1:] if words.startswith("'") and words[1:].startswith(_WOULD_RUN) else words
