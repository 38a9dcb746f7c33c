"""The knowledge base as the commands open it, and the import with its report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from api.database import DatabaseUnavailableError, create_engine, migrate
from assistant.cli import console
from assistant.cli.console import CommandError
from procedures.importer import ImportReport, SourceError, import_guide
from procedures.store import Store
from procedures.store.imports import Import, last_import
from procedures.store.phrasings import load_phrasings
from procedures.store.queries import official_ids

UNREADABLE_SHOWN = 20


def opened(database_url: str) -> Store:
    """The write side of the base at ``database_url``, its tables and how citizens ask brought up to date first.

    Raises:
        CommandError: the database does not answer, or cannot be written.
    """
    brought_up_to_date(database_url)
    engine = create_engine(database_url)
    for problem in load_phrasings(engine):
        console.warn(str(problem))
    return Store(engine)


def brought_up_to_date(database_url: str) -> None:
    """Gives the base at ``database_url`` the tables of this version.

    Raises:
        CommandError: the database does not answer, or cannot be written.
    """
    try:
        migrate(database_url)
    except DatabaseUnavailableError as error:
        raise CommandError(
            f"La base de données ne répond pas ou ne peut pas être écrite ({str(error.orig).strip()}).",
            "vérifiez GUICHET_DATABASE_URL, que PostgreSQL est démarré s'il sert, et la place sur le disque.",
        ) from error


def last_import_of(database_url: str) -> Import | None:
    """The latest import that went to its end, in the base at ``database_url``."""
    engine = create_engine(database_url)
    try:
        return last_import(engine)
    finally:
        engine.dispose()


def known_ids(database_url: str) -> frozenset[str] | None:
    """The ids that the guide ever had in the base at ``database_url``; None without a base, or without the guide."""
    file = database_url.removeprefix("sqlite:///")
    if file != database_url and not Path(file).exists():
        return None  # looking must not create it
    engine = create_engine(database_url)
    try:
        return official_ids(engine) or None
    except DatabaseUnavailableError:  # a base that has no table yet
        return None
    finally:
        engine.dispose()


def import_into(store: Store, sources: Sequence[str | Path]) -> ImportReport:
    """Import ``sources`` together, showing how far it is.

    Raises:
        CommandError: a source as a whole cannot be used.
    """
    try:
        return import_guide(sources, store, progress=console.progress("Guide officiel"))
    except SourceError as error:
        raise CommandError(str(error), "corrigez la source et relancez ; la base n'a pas changé.") from error


def told(report: ImportReport) -> str:
    """The report as people read it: one line, then the unreadable files."""
    counts = (
        f"{report.added} ajoutées, {report.changed} modifiées, {report.unchanged} inchangées, "
        f"{report.withdrawn} retirées, {len(report.unreadable)} illisibles"
    )
    named = [f"  illisible : {file.name} ({file.reason})" for file in report.unreadable[:UNREADABLE_SHOWN]]
    if len(report.unreadable) > UNREADABLE_SHOWN:
        named.append(f"  … et {len(report.unreadable) - UNREADABLE_SHOWN} autres")
    return "\n".join((f"Pages du guide : {counts}", *named))
