"""What an .xlsx file may be before anything in it is read: an archive of bounded size, of texts and nothing else.

Whoever sends one may have been sent it. What unpacks to gigabytes, XML that calls on other files or on itself, programs
and links to other workbooks are refused, each with its own reason.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from procedures.spreadsheet.faults import Fault, SpreadsheetError
from procedures.spreadsheet.layout import PROCEDURES

MOST_BYTES = 30_000_000  # of the unpacked file; the forty sheets of the project take three
_MOST_PARTS = 500
_READ = 1 << 16
_DECLARATIONS = (b"<!doctype", b"<!entity")
# Parts of an archive that are no text of ours, by how their names begin.
_STRANGE = {
    "xl/externallinks/": ("il contient des liens vers d'autres classeurs", "Rompez ces liens, puis enregistrez-le."),
    "xl/connections": ("il va chercher des données ailleurs", "Supprimez ces connexions, puis enregistrez-le."),
    "xl/querytables/": ("il va chercher des données ailleurs", "Supprimez ces connexions, puis enregistrez-le."),
    "xl/vbaproject": ("il contient un programme (macros)", "Enregistrez-le au format .xlsx, sans macros."),
    "xl/macrosheets/": ("il contient un programme (macros)", "Enregistrez-le au format .xlsx, sans macros."),
    "xl/activex/": ("il contient un programme (contrôles)", "Supprimez ces contrôles, puis enregistrez-le."),
    "xl/embeddings/": ("il contient d'autres fichiers", "Supprimez ces objets, puis enregistrez-le."),
}


def refuse_hostile(path: Path) -> None:
    """Raises SpreadsheetError, with the reason, for what must not reach the parser."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
                raise SpreadsheetError([_too_large()])
            if strange := [Fault("", 0, "", *why) for why in dict.fromkeys(_strange(parts))]:
                raise SpreadsheetError(strange)
            if any(_declares(archive, part) for part in parts):
                raise unreadable()
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise unreadable() from error


def unreadable() -> SpreadsheetError:
    cure = f"Enregistrez-le au format .xlsx, avec les onglets {PROCEDURES}, Rubriques et Contenu."
    return SpreadsheetError([Fault("", 0, "", "ce n'est pas un classeur lisible", cure)])


def _too_large() -> Fault:
    return Fault("", 0, "", "ce classeur est trop gros", f"Partagez-le : {MOST_BYTES // 1_000_000} Mo au plus.")


def _strange(parts: list[zipfile.ZipInfo]) -> Iterator[tuple[str, str]]:
    for part in parts:
        name = part.filename.lower().replace("\\", "/").lstrip("/")
        yield from (why for beginning, why in _STRANGE.items() if name.startswith(beginning))


def _declares(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part defines entities of its own, or is in a writing in which that could not be seen."""
    if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
        return False
    longest = max(map(len, _DECLARATIONS))
    tail = b""
    with archive.open(part) as opened:
        while read := opened.read(_READ):
            seen = tail + read.lower()
            if b"\0" in seen or any(one in seen for one in _DECLARATIONS):
                return True
            tail = seen[-longest:]
    return False
