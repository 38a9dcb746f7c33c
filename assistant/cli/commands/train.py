"""``guichet train``."""

from __future__ import annotations

import asyncio

from assistant.cli import console
from assistant.cli.settings import load
from assistant.cli.signals import until_stopped
from assistant.cli.trainer import trained_model


def train() -> None:
    """Entraîne le modèle de dialogue, seulement si ses données ont changé."""
    settings = load()

    async def work() -> None:
        model = await trained_model(settings)
        print(model)

    if asyncio.run(until_stopped(work())):
        console.warn("Entraînement interrompu.")
