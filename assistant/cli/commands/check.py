"""``guichet check``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import console
from assistant.cli.settings import load
from procedures import checks


def check(
    data_dir: Annotated[Path | None, typer.Option(help="Dossier des données (défaut : .guichet).")] = None,
) -> None:
    """Vérifie chaque fiche écrite à la main et la fiche de la commune : fichier, champ, raison, remède."""
    problems = checks.check(load(data_dir).data_dir, today=date.today())  # noqa: DTZ011 -- the editor's own day
    for problem in problems:
        print(problem)
    if problems:
        console.warn(f"{len(problems)} point(s) à corriger.")
        raise typer.Exit(1)
    console.done("Toutes les fiches sont en ordre.")
