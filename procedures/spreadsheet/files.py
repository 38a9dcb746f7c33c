"""A spreadsheet as people hold it: an .xlsx file, or a folder of CSV files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from procedures.model import Origin, Procedure
from procedures.spreadsheet.csv_folder import read_folder, write_folder
from procedures.spreadsheet.layout import Tables
from procedures.spreadsheet.reading import from_tables
from procedures.spreadsheet.workbook import read_workbook, write_workbook
from procedures.spreadsheet.writing import to_tables
from procedures.yaml_files import PROJECT_CONTENT
from procedures.yaml_files import read as read_yaml

EXAMPLES = ("location-de-salle", "cantine-scolaire")


def write(procedures: Iterable[Procedure], path: Path) -> None:
    """Write ``procedures`` to ``path``: a workbook when it ends in .xlsx, else a folder of CSV files.

    Raises ValueError for what only the official guide uses.
    """
    tables = to_tables(procedures)
    if path.suffix == ".xlsx":
        write_workbook(tables, path)
    else:
        write_folder(tables, path)


def read(path: Path, *, today: date, origin: Origin = Origin.OWN) -> tuple[Procedure, ...]:
    """The procedures in ``path``, a workbook or a folder. Raises SpreadsheetError, which names every fault."""
    return from_tables(tables_in(path), today=today, origin=origin)


def tables_in(path: Path) -> Tables:
    """The tabs of a workbook or a folder, whatever they hold. Raises SpreadsheetError when it is neither."""
    return read_folder(path) if path.is_dir() else read_workbook(path)


def template(path: Path) -> None:
    """A spreadsheet to fill in, with the examples of the fictional town."""
    folder = PROJECT_CONTENT / "demonstration"
    write([read_yaml(folder / f"{name}.yaml", Origin.DEMONSTRATION) for name in EXAMPLES], path)
