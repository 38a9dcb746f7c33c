"""``guichet bench``."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

import httpx
import typer

from assistant.cli import console
from assistant.cli.bench import measuring
from assistant.cli.bench.citizen import NoReplyError, connected
from assistant.cli.bench.memory import held_by_assistant

LIMITED = (
    "pour mesurer, démarrez-le sans limites : GUICHET_RATE_CONVERSATION, _ADDRESS, _OPENINGS et _READING à "
    "« 1000000/second »."
)


def bench(
    url: Annotated[str, typer.Option(help="Adresse de l'assistant, déjà lancé.")] = "http://127.0.0.1:8000",
    turns: Annotated[int, typer.Option(help="Messages de chaque mesure.", min=10)] = 100,
    clients: Annotated[int, typer.Option(help="Habitants qui écrivent en même temps.", min=1)] = 8,
) -> None:
    """Mesure un assistant lancé : temps de réponse, débit, mémoire. Les conversations qu'il ouvre restent en base."""
    _require_ready(url)
    try:
        with connected(url) as citizen:
            measuring.texts(citizen, 10)  # caches of the system, connections: not counted
            print(measuring.texts(citizen, turns).line("Un message écrit"))
            print(measuring.clicks(citizen, turns).line("Un clic"))
        load = measuring.together(url, clients, turns)
        print(f"{load.figures.line(f'{clients} habitants à la fois')}, {load.turns_per_second:.1f} tours/s")
        with connected(url) as citizen:
            early, late = measuring.growth(citizen.another, samples=max(10, turns // 5))
            print(early.line("Le 2e message d'une conversation"))
            print(late.line("Le 100e message, le même") + f", soit {late.p50 / early.p50:.2f} fois le 2e")
    except NoReplyError as error:
        raise console.CommandError(f"L'assistant n'a pas répondu : {error}", LIMITED) from error
    for held in held_by_assistant(urlsplit(url).port or 80):
        print(f"Mémoire, {held.name} : {held.megabytes:.0f} Mo")


def _require_ready(url: str) -> None:
    try:
        report = httpx.get(f"{url}/readyz", timeout=10, trust_env=False).json()
    except (httpx.HTTPError, ValueError) as error:
        raise console.CommandError(f"Aucun assistant ne répond à {url}.", "lancez-le avec « guichet run ».") from error
    if report.get("rasa") != "ok":
        raise console.CommandError(
            "Rasa n'est pas prêt : la mesure serait celle du mode simplifié.",
            "attendez « Tout est prêt », ou lisez son journal.",
        )
