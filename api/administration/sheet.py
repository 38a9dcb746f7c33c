"""The file of the town's sheet, written safely: checked first, whole or not at all, never over another's work."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from api.conversations.refusals import RefusedError
from api.handoff.refusals import ConflictError
from procedures import town as towns
from procedures.problems import ContentError, Problem
from procedures.town import TOWN_FILE
from procedures.town_sheet import rewritten

NO_SHEET = "none"
_NAMES = {
    "nom": "Nom de la commune",
    "telephones": "Téléphones",
    "adresse": "Adresse",
    "courriel": "Adresse électronique",
    "horaires": "Horaires d’ouverture",
    "horaires_reponses_ecrites": "Horaires des réponses écrites",
    "fermetures": "Fermetures",
    "jours_particuliers": "Jours à horaires particuliers",
    "jours_feries_de": "Jours fériés de la région",
    "textes": "Textes",
}


class SheetChangedError(ConflictError):
    sentence = "Quelqu’un a modifié cette fiche entre-temps. Rechargez la page, puis refaites votre changement."


class BadSheetError(RefusedError):
    """``problem``: the first thing to mend."""

    def __init__(self, problem: Problem) -> None:
        field = problem.field.partition("[")[0].partition(".")[0]
        where = _NAMES.get(field, field)
        self.sentence = f"{where} : {problem.reason}. {problem.cure}" if where else f"{problem.reason}. {problem.cure}"
        super().__init__()


class TownSheet:
    """All methods read or write the disk."""

    def __init__(self, data_dir: Path) -> None:
        self._file = data_dir / TOWN_FILE

    def version(self) -> str:
        """Of the file's content; ``NO_SHEET`` while there is none."""
        try:
            return hashlib.sha256(self._file.read_bytes()).hexdigest()[:32]
        except FileNotFoundError:
            return NO_SHEET

    def write(self, changes: Mapping[str, object], version: str) -> None:
        """Changes the fields named, and leaves the others and all comments as they are.

        Raises SheetChangedError when the file is not that ``version`` any more, BadSheetError when the town could not
        be read from what would be written.
        """
        if self.version() != version:
            raise SheetChangedError
        text = self._file.read_text(encoding="utf-8") if version != NO_SHEET else ""
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=self._file.parent, prefix=f".{TOWN_FILE}-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(rewritten(text, changes))
                file.flush()
                os.fsync(file.fileno())
            towns.read(Path(unfinished), demonstration=False)
            Path(unfinished).replace(self._file)
        except ContentError as error:
            raise BadSheetError(error.problems[0]) from error
        finally:
            Path(unfinished).unlink(missing_ok=True)
