"""Trains the dialogue model in Rasa's environment, which may be missing."""

from __future__ import annotations

import time
from pathlib import Path

from assistant.cli import console, training
from assistant.cli.console import CommandError
from assistant.cli.paths import ROOT
from assistant.cli.settings import Settings
from assistant.cli.supervision import ProcessGroup, ServiceLog

GRACE = 5.0


async def trained_model(settings: Settings) -> Path:
    """The model of the present training data, trained now if it does not exist yet.

    Raises:
        CommandError: Rasa is not installed, or the training failed.
    """
    model = training.model_path(settings.data_dir)
    if model.is_file():
        console.done("Modèle de dialogue : à jour")
        return model
    python = ROOT / settings.rasa_python
    if not python.is_file():
        raise CommandError(
            f"L'environnement de Rasa n'est pas installé ({python} est absent).",
            "lancez « make setup ».",
        )
    console.say("Modèle de dialogue : entraînement (quelques minutes)")
    begun = time.monotonic()
    await _train(model, python, ServiceLog(settings.data_dir / "logs", "training"))
    training.forget_older(model)
    console.done(f"Modèle de dialogue : entraîné en {time.monotonic() - begun:.0f} s")
    return model


async def _train(model: Path, python: Path, log: ServiceLog) -> None:
    model.parent.mkdir(parents=True, exist_ok=True)
    unfinished = model.with_name(f"unfinished-{model.name}")
    group = await ProcessGroup.start(
        (str(python), "-m", "assistant.components.train", str(unfinished)),
        environment=training.environment(),
        sink=log.write,
        folder=ROOT,
    )
    try:
        code = await group.wait()
    finally:
        await group.end(grace=GRACE)
        log.close()
    if code != 0 or not unfinished.is_file():
        unfinished.unlink(missing_ok=True)
        raise CommandError(
            f"L'entraînement a échoué (code {code}).",
            f"lisez {log.path} ; si vous avez changé nlu_data/ ou assistant/, la faute y est nommée.",
            details=log.tail(),
        )
    unfinished.replace(model)
