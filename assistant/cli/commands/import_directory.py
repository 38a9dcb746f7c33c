"""``guichet import-directory``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import console
from assistant.cli.console import CommandError
from assistant.cli.settings import load
from procedures import directory
from procedures import town as towns
from procedures.importer.directory import DirectoryError, read_directory


def import_directory(
    file: Annotated[Path, typer.Argument(help="Fichier JSON des services de l'annuaire officiel (data.gouv.fr).")],
    competences: Annotated[
        Path | None, typer.Option(help="Fichier JSON des communes : quel guichet sert quelle commune.")
    ] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Dossier des données (défaut : .guichet).")] = None,
) -> None:
    """Prend dans l'annuaire officiel les guichets de votre commune : « où ? » a alors une adresse."""
    folder = load(data_dir).data_dir
    town = towns.load(folder)
    if not town.insee:
        raise CommandError(
            "On ne sait pas de quelle commune il s'agit.",
            "ajoutez code_insee à votre fiche town.yaml : 35238, par exemple.",
        )
    try:
        found = read_directory(file, town.insee, competences=competences)
    except DirectoryError as error:
        raise CommandError(f"{error}.", "téléchargez « Annuaire de l'administration » sur data.gouv.fr.") from error
    directory.save(found, folder)
    kinds = {kind for place in found.places for kind in place.types}
    console.done(f"Annuaire : {len(found.places)} guichet(s) pour {town.name}, de {len(kinds)} sorte(s).")
