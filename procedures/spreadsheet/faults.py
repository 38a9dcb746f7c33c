"""What is wrong with a spreadsheet: tab, line, column, reason, cure."""

from __future__ import annotations

from dataclasses import dataclass

from procedures.spreadsheet.layout import COLUMNS

_ORDER = {name: place for place, name in enumerate(COLUMNS)}


@dataclass(frozen=True)
class Fault:
    """One thing to mend. ``row`` counts as the spreadsheet does; 0 when it is about the whole tab."""

    sheet: str
    row: int
    column: str
    reason: str
    cure: str

    def __str__(self) -> str:
        where = ", ".join(
            part
            for part in (
                f"Onglet {self.sheet}" if self.sheet else "",
                f"ligne {self.row}" if self.row else "",
                f"colonne {self.column}" if self.column else "",
            )
            if part
        )
        return f"{where or 'Fichier'} : {self.reason}. {self.cure}"

    @property
    def place(self) -> tuple[int, int, int]:
        """In the order in which one reads the spreadsheet."""
        columns = COLUMNS.get(self.sheet, ())
        column = columns.index(self.column) if self.column in columns else len(columns)
        return _ORDER.get(self.sheet, -1), self.row, column


class SpreadsheetError(Exception):
    """A spreadsheet that cannot be used; ``faults`` says why, in French and in reading order. Nothing was written."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(sorted(set(faults), key=lambda fault: (fault.place, fault.reason)))
        super().__init__("\n".join(map(str, self.faults)))
