"""``guichet export-content``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import console, own_content
from assistant.cli.console import CommandError
from assistant.cli.settings import load
from procedures import spreadsheet
from procedures.yaml_files.saving import save


def export_content(
    destination: Annotated[
        Path, typer.Argument(help="Classeur (fiches.xlsx), ou dossier : des fichiers YAML, ou CSV avec --csv.")
    ],
    csv: Annotated[bool, typer.Option("--csv", help="Écrit trois fichiers CSV dans le dossier.")] = False,
    template: Annotated[bool, typer.Option("--modele", help="Écrit un modèle à remplir, avec des exemples.")] = False,
    data_dir: Annotated[Path | None, typer.Option(help="Dossier des données (défaut : .guichet).")] = None,
) -> None:
    """Écrit les fiches faites à la main dans un tableur ou des fichiers, pour les relire ou les modifier."""
    as_tables = csv or destination.suffix == ".xlsx"
    if template:
        if not as_tables:
            raise CommandError("Le modèle est un tableur.", "donnez un nom en .xlsx, ou ajoutez --csv.")
        spreadsheet.template(destination)
        console.done(f"Modèle écrit : {destination}")
        return
    settings = load(data_dir)
    procedures = own_content.served(settings.database_url, settings.data_dir)
    if as_tables:
        spreadsheet.write(procedures, destination)
    else:
        save(procedures, destination, places=own_content.places(settings.data_dir))
    console.done(f"{len(procedures)} fiche(s) écrite(s) : {destination}")
