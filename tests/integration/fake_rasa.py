"""A stand-in for Rasa and its action server: the webhook contract over HTTP, and the real brain behind it."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from procedures.dialogue import Move, Said, State
from procedures.reply import to_wire
from procedures.search import LexicalSearch
from procedures.search.aspect_words import guess_aspect
from procedures.store import StoredCatalogue
from procedures.turn import advance
from procedures.wire import from_python, to_python

ASKS_FOR_A_PERSON = "je veux parler à une personne"


class FakeRasa:
    """``received`` holds what was sent to it. ``sends``: replaces every reply. ``held``: set it free to answer."""

    def __init__(self, engine: Engine) -> None:
        self._catalogue = StoredCatalogue(engine, "all")
        self._search: LexicalSearch | None = None
        self.received: list[dict[str, Any]] = []
        self.sends: Any = None
        self.hangs = False
        self.app = Starlette(
            routes=[
                Route("/", lambda _: PlainTextResponse("Hello from a fake Rasa")),
                Route("/webhooks/rest/webhook", self._webhook, methods=["POST"]),
            ]
        )

    async def _webhook(self, request: Request) -> Response:
        message = await request.json()
        self.received.append(message)
        if self.hangs:
            await asyncio.sleep(60)
        if self.sends is not None:
            return JSONResponse(self.sends)
        return JSONResponse(await run_in_threadpool(self._reply, message))

    def _reply(self, message: dict[str, Any]) -> list[dict[str, Any]]:
        words = message["message"]
        said = Said(words=words, move=_move(words), intent="ask", confidence=0.9, aspect=guess_aspect(words))
        self._search = self._search or LexicalSearch(self._catalogue)
        state = from_python(State, message["metadata"]["state"])
        state, reply = advance(state, said, catalogue=self._catalogue, search=self._search)
        understood = {"intent": said.intent, "confidence": 0.9, "aspect": said.aspect, "move": said.move}
        custom = {
            "reply": to_wire(reply, today=date(2026, 11, 20)),
            "state": to_python(state),
            "understood": understood,
        }
        return [{"recipient_id": message["sender"], "custom": custom}]


def _move(words: str) -> Move:
    return Move.HAND_OVER if words == ASKS_FOR_A_PERSON else Move.ANSWER
