"""``guichet import-guide``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import knowledge, knowledge_base, paths
from assistant.cli.console import CommandError
from assistant.cli.settings import Settings, load


def import_guide(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]…",
            help="Adresse ou fichier zip du guide officiel, dossier de fichiers XML, ou dossier (ou archive .tgz) "
            "de la copie JSON. Sans source : le guide officiel du jour ; dans une base vide, à défaut, la copie de "
            "novembre 2020.",
        ),
    ] = None,
) -> None:
    """Importe le guide officiel. Peut être relancé : seul ce qui a changé est modifié."""
    settings = load()
    store = knowledge_base.opened(settings.database_url)
    report = knowledge_base.import_into(store, tuple(sources or _default_sources(settings)))
    print(knowledge_base.told(report))


def _default_sources(settings: Settings) -> tuple[str | Path, ...]:
    """The guide of the day. The old copy only fills an empty base: it must never take the place of a newer guide."""
    policy = settings.guide if knowledge_base.last_import_of(settings.database_url) is None else "official"
    guide = knowledge.find_guide(policy, paths.cache(settings.data_dir), reachable=knowledge.answers)
    if guide is None:
        raise CommandError("Aucun guide à importer.", "donnez un fichier, un dossier ou une adresse.")
    return guide.sources
