"""The hand-written procedures as a whole: what the base serves of them, and new ones taken in, all or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from api.database import DatabaseUnavailableError, create_engine
from assistant.cli.console import CommandError
from procedures import spreadsheet
from procedures.checks import check_procedure
from procedures.model import Origin, Procedure
from procedures.problems import Problem
from procedures.store import StoredCatalogue
from procedures.yaml_files import Folder, folders, read_folders

CURE = "corrigez ces points, puis relancez la commande. Rien n'a été changé."


def served(database_url: str, data_dir: Path) -> tuple[Procedure, ...]:
    """The hand-written procedures that citizens see, by id: those of the base, or of the files when there is none."""
    file = database_url.removeprefix("sqlite:///")
    if file == database_url or Path(file).exists():
        engine = create_engine(database_url)
        try:
            catalogue = StoredCatalogue(engine, "own")
            found = (catalogue.procedure(entry.id) for entry in catalogue.search_entries())
            return _sorted(procedure for procedure in found if procedure)
        except DatabaseUnavailableError:  # a base that has no table yet
            pass
        finally:
            engine.dispose()
    procedures, problems, _ = read_folders(folders(data_dir))
    if problems:
        raise CommandError("Des fiches ne sont pas lisibles.", CURE, details=map(str, problems))
    return _sorted(procedures.values())


def places(data_dir: Path) -> dict[str, str]:
    """The sub-folder in which each procedure's file lies, in the project or in the town's folder."""
    files = (file for folder in folders(data_dir) if folder.origin is Origin.OWN for file in folder.files())
    return {file.stem: file.parent.name for file in files}


def changed(procedures: Iterable[Procedure], now: Iterable[Procedure]) -> tuple[Procedure, ...]:
    """Those of ``procedures`` that say something else than what is served ``now``: only these become the town's own."""
    known = {procedure.id: replace(procedure, origin=Origin.OWN) for procedure in now}
    return tuple(procedure for procedure in procedures if known.get(procedure.id) != procedure)


def read(source: Path, *, today: date) -> tuple[Procedure, ...]:
    """The procedures in ``source``: a workbook, a folder of CSV or YAML files, or one YAML file.

    Raises CommandError, which names every fault.
    """
    if not source.exists():
        raise CommandError(f"« {source} » n'existe pas.", "vérifiez le nom du fichier ou du dossier.")
    if source.suffix == ".yaml" or (source.is_dir() and not any(source.glob("*.csv"))):
        return _read_yaml(source, today)
    try:
        return spreadsheet.read(source, today=today)
    except spreadsheet.SpreadsheetError as error:
        raise _refused(error.faults) from error


def _read_yaml(source: Path, today: date) -> tuple[Procedure, ...]:
    folder = Folder(source if source.is_dir() else source.parent, Origin.OWN)
    procedures, problems, _ = read_folders((folder,))
    if source.is_file():
        procedures = {name: procedure for name, procedure in procedures.items() if name == source.stem}
        problems = tuple(problem for problem in problems if problem.file == source)
    found = [
        Problem(source, 1, f"{procedure.id} {field}".strip(), reason, cure)
        for procedure in procedures.values()
        for field, reason, cure in check_procedure(procedure, today=today)
    ]
    if problems or found:
        raise _refused((*problems, *found))
    if not procedures:
        raise CommandError(
            f"« {source} » ne contient aucune fiche.", "donnez un classeur .xlsx, ou un dossier de fiches."
        )
    return tuple(procedures.values())


def _refused(faults: Iterable[object]) -> CommandError:
    lines = [str(fault) for fault in faults]
    return CommandError(f"{len(lines)} faute(s) trouvée(s).", CURE, details=lines)


def _sorted(procedures: Iterable[Procedure]) -> tuple[Procedure, ...]:
    return tuple(sorted(procedures, key=lambda procedure: procedure.id))
