"""Spreadsheets as a browser sends and gets them: one workbook, or the three tabs as CSV files."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from procedures import spreadsheet
from procedures.model import Procedure
from procedures.spreadsheet import Fault, SpreadsheetError
from procedures.spreadsheet.layout import COLUMNS, PROCEDURES

Format = Literal["xlsx", "csv"]
_NAMES = {f"{name.casefold()}.csv": f"{name}.csv" for name in COLUMNS}


def read(files: Mapping[str, bytes], *, today: date) -> list[tuple[int, Procedure]]:
    """The procedures in ``files`` (by name: a workbook, or CSV files), each with its line in the tab that names them.

    Raises SpreadsheetError, which names every fault.
    """
    with TemporaryDirectory(prefix="guichet-") as folder:
        tables = spreadsheet.tables_in(_laid_out(files, Path(folder)))
    lines = {row.text("fiche"): row.number for row in tables[PROCEDURES].rows} if PROCEDURES in tables else {}
    return [(lines[procedure.id], procedure) for procedure in spreadsheet.from_tables(tables, today=today)]


def written(procedures: Iterable[Procedure], kind: Format) -> bytes:
    """A workbook, or an archive of CSV files."""
    procedures = tuple(procedures)
    return _made(lambda path: spreadsheet.write(procedures, path), kind)


def template(kind: Format) -> bytes:
    """One to fill in, with examples."""
    return _made(spreadsheet.template, kind)


def _laid_out(files: Mapping[str, bytes], folder: Path) -> Path:
    """Where the files lie for ``spreadsheet.read``; their own names lead nowhere."""
    names = [name.casefold() for name in files]
    if len(files) == 1 and not names[0].endswith(".csv"):
        workbook = folder / "fiches.xlsx"
        workbook.write_bytes(next(iter(files.values())))
        return workbook
    tabs = folder / "csv"
    tabs.mkdir()
    for name, content in files.items():
        known = _NAMES.get(name.casefold())
        if known is None:
            reason = f"« {name[:60]} » n'est pas un des fichiers attendus"
            cure = f"Choisissez un classeur .xlsx, ou les trois fichiers {', '.join(_NAMES.values())} ensemble."
            raise SpreadsheetError([Fault("", 0, "", reason, cure)])
        (tabs / known).write_bytes(content)
    return tabs


def _made(write: Callable[[Path], None], kind: Format) -> bytes:
    with TemporaryDirectory(prefix="guichet-") as folder:
        path = Path(folder) / ("fiches.xlsx" if kind == "xlsx" else "fiches")
        write(path)
        if kind == "xlsx":
            return path.read_bytes()
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(path.iterdir()):
                archive.write(file, file.name)
        return packed.getvalue()
