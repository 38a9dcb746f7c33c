"""``guichet run``."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import console, instance, ports
from assistant.cli.serving import serve
from assistant.cli.settings import addressed, load
from assistant.cli.signals import until_stopped


def run(
    port: Annotated[int, typer.Option(envvar="GUICHET_PORT", help="Port du service web.", min=1, max=65535)] = 8000,
    data_dir: Annotated[Path | None, typer.Option(help="Dossier des données (défaut : .guichet).")] = None,
) -> None:
    """Lance l'assistant : base, contenu, entraînement si besoin, puis les serveurs, jusqu'à Ctrl-C."""
    settings = load(data_dir)
    with instance.only_one(settings.data_dir):
        instance.check_disk(settings.data_dir)
        ports.require_free(settings.host, port)
        stopped = asyncio.run(until_stopped(serve(addressed(settings, port), port=port)))
    if stopped:
        console.done("L'assistant est arrêté.")
