"""The real sheets that conversations are tried on: few enough to load fast, and chosen for what makes them hard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from procedures.importer import read_all
from procedures.importer.documents import Item, Unreadable
from procedures.importer.sources import open_files
from tests.guide_snapshot import Chosen, snapshot_path

# Dossiers with their sheets, as citizens browse them.
DOSSIERS = ("N358", "N359", "N360", "N367", "N530")
# Sheets of the two first dossiers, then one or two of each kind of question that citizens come with.
SHEETS = (
    *("F1341", "F1342", "F1344", "F1759", "F1887", "F21089", "F11601", "F16872", "F32303", "F21224"),
    *("F14929", "F14930", "F21244", "F21245", "F21246", "F34752", "F21517", "F1359", "F21091", "F21092", "F21247"),
    *("F1427", "F1432", "F1411", "F961", "F909", "F930", "F1618", "F1620", "F10567", "F1656", "F21614"),
    *("F1050", "F10293", "F12118", "F1727", "F1450", "F250", "F1367", "F1372", "F1420", "F1435", "F12544"),
    *(
        "F12006",
        "F1636",
        "F2213",
        "F1193",
        "F24570",
        "F1617",
        "F1468",
        "F19778",
        "F265",
        "F1986",
        "F358",
        "F870",
        "F1249",
        "F3156",
        "F10009",
    ),
)
# Documents that the others quote for contacts, definitions and forms.
_RESOURCE = re.compile(r"^R\d+$")
_THEME = re.compile(r"^N(1980\d|1981[0-2]|2426[4-9]|3140[3-6])$")


def real_sheets() -> Iterator[Item]:
    """The themes, those dossiers, those sheets, and all resources of the guide's snapshot."""
    wanted = {*DOSSIERS, *SHEETS}

    def is_wanted(name: str) -> bool:
        stem = PurePosixPath(name).stem
        return stem in wanted or bool(_RESOURCE.match(stem) or _THEME.match(stem))

    read = read_all([Chosen(open_files(snapshot_path()), is_wanted)])
    return (item for item in read if not isinstance(item, Unreadable))
