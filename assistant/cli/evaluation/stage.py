"""A whole assistant for the time of a measure, on a copy of the base that is thrown away afterwards."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx

from assistant.cli import console, ports, services, serving
from assistant.cli.archive import save_database
from assistant.cli.archive.database import sqlite_file
from assistant.cli.console import CommandError
from assistant.cli.evaluation import citizen
from assistant.cli.evaluation.official import OfficialIds
from assistant.cli.evaluation.prediction import Prediction, from_reply
from assistant.cli.evaluation.questions import Question
from assistant.cli.settings import Settings
from assistant.cli.supervision import Fleet, Service, ServiceFailedError, Situation
from assistant.cli.trainer import trained_model

# One client asks everything: the limits that guard the service against one client do not apply to a measure.
WITHOUT_LIMITS = "1000000/second"
HTTP_PATIENCE = 60.0


@dataclass(frozen=True)
class Measured:
    """A prediction for each question, in order; ``themes``: of the questions with a procedure, by their ids."""

    predictions: tuple[Prediction, ...]
    themes: dict[str, str]


async def evaluate(
    questions: Sequence[Question], settings: Settings, *, each: Callable[[Prediction, int], None]
) -> Measured:
    """Ask every question through the real api, Rasa and action server; ``each`` is told how far it is.

    Raises:
        CommandError: one of the processes cannot be started.
    """
    model = await trained_model(settings)
    predictions = []
    with tempfile.TemporaryDirectory(prefix="guichet-evaluate-") as folder:
        staged = await _staged(settings, Path(folder))
        official = OfficialIds(staged)
        async with (
            _assistant(staged, model, logs=Path(folder)) as address,
            httpx.AsyncClient(base_url=address, timeout=HTTP_PATIENCE, trust_env=False) as client,
        ):
            for number, question in enumerate(questions, start=1):
                prediction = await _predict(client, question, staged)
                predictions.append(replace(prediction, procedures=official.of(prediction.procedures)))
                each(predictions[-1], number)
        themes = {question.id: official.theme_of(question.gold[0]) for question in questions if question.gold}
    return Measured(tuple(predictions), {name: theme for name, theme in themes.items() if theme})


async def _staged(settings: Settings, folder: Path) -> Settings:
    """Settings for the copy: its own base and ports, the official guide alone unless another content was asked for."""
    database = folder / "guichet.sqlite3"
    source = sqlite_file(settings.database_url)
    if source is None or source.is_file():
        console.say("Copie de la base")
        await asyncio.to_thread(save_database, settings.database_url, database)
    changes: dict[str, Any] = {
        "database_url": f"sqlite:///{database}",
        "public_url": f"http://127.0.0.1:{ports.any_free()}",
        "rasa_url": f"http://127.0.0.1:{ports.any_free()}",
        "actions_url": f"http://127.0.0.1:{ports.any_free()}",
    }
    if "content" not in settings.model_fields_set:
        changes["content"] = "official"
    staged = settings.model_copy(update=changes)
    await serving.prepare(staged)
    return staged


@contextlib.asynccontextmanager
async def _assistant(settings: Settings, model: Path, *, logs: Path) -> AsyncIterator[str]:
    """The three processes, ready; gives the address of the API."""
    port = httpx.URL(settings.public_url).port or 80
    limits = dict.fromkeys(("CONVERSATION", "ADDRESS", "OPENINGS", "READING"), WITHOUT_LIMITS)
    unlimited = {f"GUICHET_RATE_{name}": rate for name, rate in limits.items()}
    wanted = serving.all_essential(services.all_services(settings, port=port, model=model), unlimited)
    try:
        async with Fleet(wanted, logs=logs, tell=_tell) as fleet:
            await fleet.ready()
            yield f"http://127.0.0.1:{port}/api/v1/"
    except ServiceFailedError as error:
        raise CommandError(
            f"{error.service.label} : ne démarre pas ; la mesure n'aurait pas de sens.",
            "lisez les dernières lignes ci-dessus ; « guichet run » aide à trouver la cause.",
            details=error.tail,
        ) from error


def _tell(service: Service, situation: Situation) -> None:
    if situation is Situation.READY:
        console.done(f"{service.label} : en marche")
    elif situation is not Situation.STARTING:
        console.warn(f"{service.label} : {situation.name.lower()}")


async def _predict(client: httpx.AsyncClient, question: Question, settings: Settings) -> Prediction:
    try:
        exchange = await citizen.ask(client, question.text)
    except citizen.RefusedError as refusal:
        return Prediction(question.id, "fallback", None, None, (), (), str(refusal), 0.0)
    trace = _trace(settings, exchange.reply["id"])
    return from_reply(question.id, exchange.reply, trace, exchange.latency_ms)


def _trace(settings: Settings, message_id: str) -> dict[str, Any]:
    """How the reply came about, which the contract does not show to citizens."""
    database = sqlite_file(settings.database_url)
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        (text,) = connection.execute("SELECT trace FROM messages WHERE id = ?", (message_id,)).fetchone()
    trace: dict[str, Any] = json.loads(text)
    return trace
