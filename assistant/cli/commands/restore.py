"""``guichet restore``."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import console, instance
from assistant.cli.archive import contents, load_database, read, town
from assistant.cli.archive.database import holds_something
from assistant.cli.console import CommandError
from assistant.cli.settings import load


def restore(
    file: Annotated[
        Path, typer.Argument(help="Sauvegarde écrite par « guichet backup ».", exists=True, dir_okay=False)
    ],
    force: Annotated[bool, typer.Option("--force", help="Remplacer ce qui existe déjà.")] = False,
    data_dir: Annotated[Path | None, typer.Option(help="Dossier des données (défaut : .guichet).")] = None,
) -> None:
    """Remet en place une sauvegarde. L'assistant doit être arrêté."""
    settings = load(data_dir)
    with instance.only_one(settings.data_dir), tempfile.TemporaryDirectory(dir=settings.data_dir) as unpacked:
        folder = Path(unpacked)
        manifest = read(file, folder)
        if not force and (town.files_beside(settings.data_dir, folder) or holds_something(settings.database_url)):
            raise CommandError(
                f"Il y a déjà des données dans {settings.data_dir} ou dans la base.",
                "restaurez ailleurs avec --data-dir, ou ajoutez --force pour les remplacer.",
            )
        load_database(folder / contents.DATABASE, settings.database_url)
        _put_back(manifest, folder, settings.data_dir)
        settings_then = (folder / contents.SETTINGS).read_text(encoding="utf-8")
    console.done(f"Sauvegarde du {manifest.created_at[:10]} remise en place dans {settings.data_dir}.")
    print(settings_then, end="")
    console.say("Comparez ces réglages avec votre fichier .env, puis lancez « guichet run ».")


def _put_back(manifest: contents.Manifest, folder: Path, data_dir: Path) -> None:
    for name in manifest.files:
        if name.startswith(contents.DATA):
            target = data_dir / name.removeprefix(contents.DATA)
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copyfile(folder / name, target)
            target.chmod(0o600)
