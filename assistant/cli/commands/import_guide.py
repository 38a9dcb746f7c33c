"""``guichet import-guide``."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli import knowledge, knowledge_base, paths
from assistant.cli.console import CommandError
from assistant.cli.settings import load


def import_guide(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]…",
            help="Adresse ou fichier zip du guide officiel, dossier de fichiers XML, ou dossier (ou archive .tgz) "
            "de la copie JSON. Sans source : le guide officiel s'il est joignable, sinon la copie de novembre 2020.",
        ),
    ] = None,
) -> None:
    """Importe le guide officiel. Peut être relancé : seul ce qui a changé est modifié."""
    settings = load()
    chosen: tuple[object, ...] = tuple(sources or ())
    if not chosen:
        guide = knowledge.find_guide("auto", paths.cache(settings.data_dir), reachable=knowledge.answers)
        if guide is None:
            raise CommandError("Aucun guide à importer.", "donnez un fichier, un dossier ou une adresse.")
        chosen = guide.sources
    store = knowledge_base.opened(settings.database_url)
    print(knowledge_base.told(knowledge_base.import_into(store, [str(source) for source in chosen])))
