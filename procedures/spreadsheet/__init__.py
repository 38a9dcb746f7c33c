"""Hand-written procedures as a spreadsheet and back: three tabs that a town fills in without learning YAML."""

from procedures.spreadsheet.faults import Fault, SpreadsheetError
from procedures.spreadsheet.files import read, tables_in, template, write
from procedures.spreadsheet.reading import from_tables
from procedures.spreadsheet.writing import to_tables

__all__ = ["Fault", "SpreadsheetError", "from_tables", "read", "tables_in", "template", "to_tables", "write"]
