"""From the official guide to the base: its XML (schemas 3.3 and 3.4) or its JSON snapshot, read as one."""

from procedures.importer.documents import Item, Unreadable, read, read_all
from procedures.importer.guide import GuideStore, ImportReport, import_guide
from procedures.importer.sources import SourceError

__all__ = ["GuideStore", "ImportReport", "Item", "SourceError", "Unreadable", "import_guide", "read", "read_all"]
