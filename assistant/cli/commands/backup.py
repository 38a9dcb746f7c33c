"""``guichet backup``."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import console
from assistant.cli.archive import contents, save_database, town, write
from assistant.cli.archive.database import sqlite_file
from assistant.cli.console import CommandError
from assistant.cli.settings import load, recorded


def backup(
    file: Annotated[Path, typer.Argument(help="Fichier à écrire, par exemple sauvegarde.tar.gz.")],
    force: Annotated[bool, typer.Option("--force", help="Remplacer le fichier s'il existe.")] = False,
) -> None:
    """Sauvegarde la base, les fiches et les réglages (sans mot de passe), pendant que l'assistant tourne."""
    if file.exists() and not force:
        raise CommandError(f"{file} existe déjà.", "choisissez un autre nom, ou ajoutez --force.")
    settings = load()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder, contents.DATABASE)
        save_database(settings.database_url, database)
        set_up = Path(folder, contents.SETTINGS)
        set_up.write_text(town.settings_text(recorded(settings)), encoding="utf-8")
        kept = {contents.DATA + name: path for name, path in town.files(settings.data_dir).items()}
        rows_from = "sqlite" if sqlite_file(settings.database_url) else "postgresql"
        write(file, {contents.DATABASE: database, contents.SETTINGS: set_up, **kept}, rows_from=rows_from)
    console.done(f"Sauvegarde écrite : {file} ({file.stat().st_size / 10**6:.1f} Mo).")
    console.say("Elle contient des conversations : gardez-la dans un endroit sûr.")
