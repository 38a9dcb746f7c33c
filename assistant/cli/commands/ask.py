"""``guichet ask``."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Annotated

import typer

from assistant.cli import console
from assistant.cli.settings import load
from assistant.cli.single_turn import reply_to
from assistant.cli.why import explained

LONGEST_QUESTION = 1000  # characters, as for citizens


def ask(
    question: Annotated[str, typer.Argument(help="La question, comme un habitant l'écrirait.")],
    as_json: Annotated[bool, typer.Option("--json", help="Tout ce qui a été compris et répondu, en JSON.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Montre plutôt ce qui a fait choisir ces fiches.")] = False,
) -> None:
    """Pose une question et affiche la réponse. Rien n'est enregistré."""
    if len(question) > LONGEST_QUESTION:
        raise console.CommandError(
            f"La question fait {len(question)} caractères.", f"écrivez-la en {LONGEST_QUESTION} caractères au plus."
        )
    settings = load()
    if why:
        print(explained(question, settings))
        return
    spoken = asyncio.run(reply_to(question, settings))
    if spoken.trace.get("degraded"):
        console.warn(
            f"Rasa ne répond pas à {settings.rasa_url} : la réponse est simplifiée. « guichet run » le démarre."
        )
    if as_json:
        told = {"kind": spoken.kind, "text": spoken.text, "payload": spoken.payload, **spoken.trace}
        json.dump(told, sys.stdout, ensure_ascii=False, indent=2, default=str)
        print()
    else:
        print(spoken.text)
