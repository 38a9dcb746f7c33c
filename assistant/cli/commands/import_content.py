"""``guichet import-content``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from api.database import create_engine
from assistant.cli import console, knowledge_base, own_content
from assistant.cli.settings import load
from procedures import yaml_files
from procedures.store import Store
from procedures.yaml_files.saving import save


def import_content(
    source: Annotated[
        Path, typer.Argument(help="Classeur .xlsx, dossier de fichiers CSV ou YAML, ou un fichier YAML.")
    ],
    data_dir: Annotated[Path | None, typer.Option(help="Dossier des données (défaut : .guichet).")] = None,
    dry_run: Annotated[bool, typer.Option("--essai", help="Relit tout et n'écrit rien.")] = False,
) -> None:
    """Prend des fiches d'un tableur ou de fichiers, toutes ou aucune : chaque faute est dite, avec sa case."""
    settings = load(data_dir)
    procedures = own_content.read(source, today=date.today())  # noqa: DTZ011 -- the editor's own day
    if dry_run:
        console.done(f"{len(procedures)} fiche(s) sans faute. Rien n'a été écrit (--essai).")
        return
    knowledge_base.brought_up_to_date(settings.database_url)
    store = Store(create_engine(settings.database_url))
    yaml_files.load(store, settings.data_dir)  # what is compared with must be there
    changed = own_content.changed(procedures, own_content.served(settings.database_url, settings.data_dir))
    edited = store.edited_procedures()
    for procedure in changed:
        if procedure.id in edited:
            console.warn(f"« {procedure.id} » a été modifiée dans la console de rédaction, qui garde le dernier mot.")
    taken = [procedure for procedure in changed if procedure.id not in edited]
    save(taken, settings.data_dir / "content", places=own_content.places(settings.data_dir))
    for problem in yaml_files.load(store, settings.data_dir).problems:
        console.warn(str(problem))
    console.done(f"{len(taken)} fiche(s) prise(s), {len(procedures) - len(changed)} inchangée(s).")
