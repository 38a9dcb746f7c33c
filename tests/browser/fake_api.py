"""The citizen side of the HTTP contract, played from canned replies, with the network's accidents on demand.

Run by hand with ``python -m uvicorn --factory tests.browser.fake_api:create_app`` to look at the widget.
"""

from __future__ import annotations

import asyncio
import threading
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Header, HTTPException, Request, Response, WebSocket, WebSocketDisconnect
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import PlainTextResponse

from api.citizen.widget_files import sent
from api.widget.releases import build
from tests.browser import canned

Json = dict[str, Any]

LONGEST = 1000


@dataclass
class Accidents:
    """What goes wrong. Set from a test, read by the server's thread."""

    failing_posts: int = 0  # how many of the next messages get 503
    refuses_sockets: bool = False
    hanging_sockets: bool = False  # never opened nor refused: a proxy that knows nothing of them
    silent_sockets: bool = False  # sockets stay open and say nothing: a network that works one way
    site_is_down: bool = False
    opening_is_down: bool = False
    replies: threading.Event = field(default_factory=threading.Event)  # the assistant speaks only while set

    def __post_init__(self) -> None:
        self.replies.set()


@dataclass
class Talk:
    id: str
    token: str
    messages: list[Json] = field(default_factory=list)
    status: str = "bot"
    queue: Json | None = None
    typing: bool = False  # an agent is
    read: int = 0  # by an agent
    heard: list[Json] = field(default_factory=list)  # frames of the citizen

    def add(self, author: str, said: Json, **more: Any) -> Json:
        message = {
            "seq": len(self.messages) + 1,
            "id": str(uuid.uuid4()),
            "author": author,
            "created_at": "2026-11-21T10:00:00+00:00",
            **said,
            **more,
        }
        self.messages.append(message)
        return message

    def hand_to(self, agent: str) -> None:
        # Before its news, here and below: whoever reads the news at once sees both, as with the real service.
        self.queue, self.status = None, "agent"
        told = {"event": "taken", "agent": agent}
        self.add("system", {"kind": "notice", "text": f"{agent} vous répond maintenant.", "payload": told})

    def wait_in_vain(self) -> None:
        """Nobody came in time."""
        self.queue, self.status = None, "bot"
        text = "Personne n’a pu vous répondre à temps. Vous pouvez laisser un numéro. L’assistant peut aussi continuer."
        self.add(
            "system", {"kind": "notice", "text": text, "payload": {"event": "timed_out", "contact": {"fields": []}}}
        )

    def end(self) -> None:
        self.status = "closed"
        self.add("system", {"kind": "notice", "text": "La conversation est terminée.", "payload": {"event": "ended"}})

    def client_message(self, client_id: str) -> Json | None:
        return next((message for message in self.messages if message.get("client_id") == client_id), None)


@dataclass
class FakeApi:
    """State of the fake, shared with the tests that run it in a thread."""

    accidents: Accidents = field(default_factory=Accidents)
    talks: dict[str, Talk] = field(default_factory=dict)
    ratings: list[Json] = field(default_factory=list)
    contacts: list[Json] = field(default_factory=list)
    openings: list[Json] = field(default_factory=list)
    judgements: list[Json] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)  # for which titles were asked
    proposal: Json = field(default_factory=lambda: dict(canned.PERSON_THERE))
    requests: list[str] = field(default_factory=list)

    def reset(self) -> None:
        """As new, for the next test; the running application holds this very object."""
        vars(self).update(vars(FakeApi()))

    def talk(self, talk_id: str, authorization: str) -> Talk:
        talk = self.talks.get(talk_id)
        if talk is None or authorization != f"Bearer {talk.token}":
            raise HTTPException(404, "Cette conversation n’existe pas ou a été effacée.")
        return talk

    def reply_to(self, words: str, choice: str = "") -> Json:
        """The canned reply to what was written, or to the label of what was chosen."""
        if choice in canned.LED_TO:
            return canned.LED_TO[choice]
        folded = words.casefold()
        for key, said in {
            "carte": canned.WHERE,
            "frappe": canned.DANGER,
            "مرحبا": canned.ARABIC,
            "rappelez": canned.CALL_BACK,
            "quelqu’un": canned.PROPOSAL,
            "en france": canned.PASSPORT,
            "étranger": canned.text("Adressez-vous au consulat. Il répond au 01 99 00 56 78."),
            "oui, valide": canned.ANSWER,
            "oui, périmé": canned.ANSWER,
        }.items():
            if key in folded:
                return said
        if "hostile" in folded:
            return canned.hostile_answer()
        return canned.text("Je n’ai pas compris. Dites-le avec d’autres mots, ou appelez la mairie.")


def _labels(talk: Talk) -> dict[str, str]:
    offered = {}
    for message in talk.messages:
        payload = message.get("payload") or {}
        changes = [fact["change"] for fact in payload.get("facts", ()) if "change" in fact]
        back = [payload["back"]] if "back" in payload else []
        for offer in (*payload.get("choices", ()), *payload.get("suggestions", ()), *changes, *back):
            offered[offer["value"]] = offer["label"]
        offered.update({related["id"]: related["title"] for related in payload.get("related", ())})
    return offered


def _said_by_citizen(talk: Talk, body: Json) -> Json:
    if "choice" in body:
        label = _labels(talk).get(body["choice"])
        if label is None:
            raise HTTPException(422, "Ce choix n’a pas été proposé dans cette conversation.")
        return {"kind": "text", "text": label, "payload": {"choice": body["choice"]}}
    if len(body["text"]) > LONGEST:
        raise HTTPException(422, "Votre message est trop long : 1 000 caractères au plus.")
    if body["text"] == "refusez-moi":
        raise HTTPException(422, "Ce message ne peut pas être accepté tel quel.")
    return {"kind": "text", "text": body["text"], "payload": {}}


async def _reply(fake: FakeApi, talk: Talk, message: Json) -> None:
    while not fake.accidents.replies.is_set():
        await asyncio.sleep(0.02)
    said = fake.reply_to(message["text"], message["payload"].get("choice", ""))
    talk.add("assistant", said, in_reply_to=message["id"])


def create_app(fake: FakeApi | None = None) -> FastAPI:
    """The application; ``fake`` lets a test watch it and cause accidents."""
    fake = fake or FakeApi()
    app = FastAPI()
    app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["*"], allow_headers=["*"])

    @app.middleware("http")
    async def note_request(request: Request, call_next: Any) -> Any:
        fake.requests.append(f"{request.method} {request.url.path}")
        return await call_next(request)

    _serve_widget(app, fake)
    _serve_openings(app, fake)
    _serve_messages(app, fake)
    _serve_endings(app, fake)
    _serve_persons(app, fake)
    _serve_stream(app, fake)
    return app


def _serve_widget(app: FastAPI, fake: FakeApi) -> None:
    @app.get("/widget.js")
    def widget(request: Request) -> Response:
        return sent(request, build().launcher, {})

    @app.get("/widget/{digest}/{name}")
    def widget_file(digest: str, name: str, request: Request) -> Response:
        return sent(request, build().files[name], {})

    @app.get("/api/v1/site")
    def site() -> Json:
        if fake.accidents.site_is_down:
            raise HTTPException(503, "Le service est indisponible.")
        return canned.SITE


def _serve_openings(app: FastAPI, fake: FakeApi) -> None:
    @app.post("/api/v1/conversations", status_code=201)
    def open_conversation(body: Json) -> Json:
        if fake.accidents.opening_is_down:
            raise HTTPException(503, "Le service redémarre. Réessayez dans une minute.")
        if body.get("procedure") == "F0":
            raise HTTPException(422, "Cette démarche n’existe pas.")
        fake.openings.append(body)
        talk = Talk(id=str(uuid.uuid4()), token=uuid.uuid4().hex)
        fake.talks[talk.id] = talk
        talk.add("assistant", canned.WHERE if body.get("procedure") else canned.GREETING)
        return {"id": talk.id, "token": talk.token, "status": "bot", "messages": talk.messages}


def _serve_messages(app: FastAPI, fake: FakeApi) -> None:
    replies: set[asyncio.Task[None]] = set()

    @app.post("/api/v1/conversations/{talk_id}/messages", status_code=201)
    async def post(talk_id: str, body: Json, response: Response, authorization: str = Header("")) -> Json:
        talk = fake.talk(talk_id, authorization)
        if fake.accidents.failing_posts:
            fake.accidents.failing_posts -= 1
            raise HTTPException(503, "Le service redémarre.")
        known = talk.client_message(body["client_id"])
        if known:
            response.status_code = 200
            return {"message": known}
        message = talk.add("citizen", _said_by_citizen(talk, body), client_id=body["client_id"])
        if talk.status == "bot":
            reply = asyncio.create_task(_reply(fake, talk, message))
            replies.add(reply)
            reply.add_done_callback(replies.discard)
        return {"message": message}

    @app.get("/api/v1/conversations/{talk_id}/messages")
    async def messages(talk_id: str, after: int = 0, wait: int = 0, authorization: str = Header("")) -> Json:
        talk = fake.talk(talk_id, authorization)
        for _ in range(wait * 50):
            if len(talk.messages) > after:
                break
            await asyncio.sleep(0.02)
        queue = {"queue": talk.queue} if talk.queue else {}
        return {"status": talk.status, "messages": talk.messages[after:], **queue}

    @app.post("/api/v1/conversations/{talk_id}/feedback")
    def feedback(talk_id: str, body: Json, authorization: str = Header("")) -> Json:
        talk = fake.talk(talk_id, authorization)
        fake.ratings.append(body)
        if not body["useful"]:
            talk.add("assistant", canned.WHY)
        return {}


def _serve_endings(app: FastAPI, fake: FakeApi) -> None:
    @app.post("/api/v1/conversations/{talk_id}/contact")
    def contact(talk_id: str, body: Json, authorization: str = Header("")) -> Json:
        fake.talk(talk_id, authorization)
        if not body.get("phone") and not body.get("email"):
            raise HTTPException(422, "Indiquez un numéro de téléphone ou une adresse électronique.")
        fake.contacts.append(body)
        return {"status": "bot", "handoff_outcome": "contact_left"}

    @app.post("/api/v1/conversations/{talk_id}/rating")
    def rating(talk_id: str, body: Json, authorization: str = Header("")) -> Json:
        fake.talk(talk_id, authorization)
        fake.judgements.append(body)
        return {"score": body["score"]}

    @app.get("/api/v1/conversations/{talk_id}/transcript")
    def transcript(talk_id: str, authorization: str = Header("")) -> PlainTextResponse:
        return PlainTextResponse("\n\n".join(message["text"] for message in fake.talk(talk_id, authorization).messages))

    @app.delete("/api/v1/conversations/{talk_id}", status_code=204)
    def erase(talk_id: str, authorization: str = Header("")) -> None:
        del fake.talks[fake.talk(talk_id, authorization).id]


def _serve_persons(app: FastAPI, fake: FakeApi) -> None:
    @app.post("/api/v1/suggestions")
    def suggestions(body: Json) -> Json:
        fake.typed.append(body["q"])
        titles = ("Carte d’identité : perte", "Carte d’identité : vol", "Carte grise")
        return {"suggestions": [{"id": title, "title": title, "kind": "procedure"} for title in titles]}

    @app.get("/api/v1/conversations/{talk_id}/handoff")
    def proposal(talk_id: str, authorization: str = Header("")) -> Json:
        fake.talk(talk_id, authorization)
        return fake.proposal

    @app.post("/api/v1/conversations/{talk_id}/handoff", status_code=202)
    def ask(talk_id: str, body: Json, response: Response, authorization: str = Header("")) -> Json:
        talk = fake.talk(talk_id, authorization)
        if not fake.proposal["available"]:
            response.status_code = 200
            return {"status": "bot", **fake.proposal}
        talk.add("system", {"kind": "notice", "text": "Vous êtes dans la file d’attente.", "payload": {}})
        talk.status, talk.queue = "queued", {"position": 2, "estimated_wait_s": 290}
        return {"status": "queued", "queue": talk.queue}

    @app.delete("/api/v1/conversations/{talk_id}/handoff", status_code=204)
    def leave(talk_id: str, authorization: str = Header("")) -> None:
        talk = fake.talk(talk_id, authorization)
        talk.status, talk.queue = "bot", None


def _serve_stream(app: FastAPI, fake: FakeApi) -> None:
    @app.websocket("/api/v1/conversations/{talk_id}/stream")
    async def stream(socket: WebSocket, talk_id: str) -> None:
        if fake.accidents.refuses_sockets:
            await socket.close()
            return
        while fake.accidents.hanging_sockets:
            await asyncio.sleep(0.05)
        await socket.accept()
        with suppress(WebSocketDisconnect):
            await _stream(fake, socket, talk_id)


async def _stream(fake: FakeApi, socket: WebSocket, talk_id: str) -> None:
    opening = await socket.receive_json()
    talk = fake.talks.get(talk_id)
    if talk is None or opening.get("token") != talk.token:
        await socket.close(4401)
        return
    after = int(opening["after"])
    told = {"status": "", "queue": None, "typing": False, "read": 0}
    listening = asyncio.ensure_future(socket.receive_json())
    while True:
        if listening.done():
            talk.heard.append(listening.result())
            listening = asyncio.ensure_future(socket.receive_json())
        if not fake.accidents.silent_sockets:
            for message in talk.messages[after:]:
                await socket.send_json({"type": "message", "message": message})
                after = message["seq"]
            for frame in _news(talk, told):
                await socket.send_json(frame)
        await asyncio.wait({listening}, timeout=0.02)


def _news(talk: Talk, told: Json) -> list[Json]:
    """Frames for what is not as it was ``told``."""
    frames: list[Json] = []
    if talk.status != told["status"]:
        frames.append({"type": "status", "status": talk.status})
    if talk.queue and talk.queue != told["queue"]:
        frames.append({"type": "queue", **talk.queue})
    if talk.typing != told["typing"]:
        frames.append({"type": "typing", "author": "agent", "typing": talk.typing})
    if talk.read != told["read"]:
        frames.append({"type": "read", "by": "agent", "seq": talk.read})
    told.update(status=talk.status, queue=talk.queue, typing=talk.typing, read=talk.read)
    return frames
