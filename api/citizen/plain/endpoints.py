"""``/assistant``: the widget on a page of its own, and under it the same thing with forms; ``/r/…``: one answer."""

from __future__ import annotations

import uuid
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.exceptions import HTTPException
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response

from api.answer_address import OVERVIEW, answer_at, mark, marks_in, path_of
from api.citizen.access import Provided, limit_reading
from api.citizen.plain.conversing import Outcome, PlainConversation
from api.citizen.plain.forms import Deed, Fields, Identity, UnreadableFormError, fields_of
from api.citizen.plain.view import agent_of, all_shown, answer_view, parted_from
from api.citizen.templating import page
from api.citizen.transcript import transcript_of
from api.conversations.messages import History
from api.conversations.refusals import RefusedError, StorageUnavailableError, UnknownConversationError
from api.conversations.states import ImpossibleChangeError, Status
from api.errors import sentence, words_for
from api.handoff.refusals import ConflictError
from api.security.rate_limits import TooOftenError
from api.services import Services
from api.site import ANSWER_PATH, ASSISTANT_PATH
from procedures.catalogue import Catalogue
from procedures.model import Aspect
from procedures.outcome import Answer, Question
from procedures.reply import localised, to_wire

GONE = "Cette conversation n’existe plus : elle a été effacée. Vous pouvez en commencer une autre."
ERASED = "Tout est effacé, ici et sur le service. Vous pouvez fermer cette page."
LATE = "La réponse prend plus de temps que d’habitude. Demandez-la de nouveau dans un instant."

router = APIRouter(include_in_schema=False)


@router.get(ASSISTANT_PATH)
def assistant_page(
    request: Request, provided: Provided, procedure: str = "", aspect: str = "", partage: str | None = None
) -> Response:
    """Opens nothing by itself: looking at a page is not beginning a conversation."""
    title = _title(provided.knowledge.catalogue, procedure)
    content = {
        "interactive": True,
        "shared": partage is not None,
        "procedure": procedure if title else "",
        "procedure_title": title,
        "aspect": aspect if aspect in set(Aspect) else "",
    }
    return _assistant(request, provided, content)


def _title(catalogue: Catalogue, procedure: str) -> str:
    return (catalogue.title(procedure) or "") if 0 < len(procedure) <= 80 else ""


@router.post(ASSISTANT_PATH)
async def converse(request: Request, provided: Provided) -> Response:
    """One form of the page. What cannot be done is said above it, with what was typed still there."""
    fields = Fields()
    try:
        fields = await fields_of(request)
        if fields.do is Deed.TRANSCRIPT:
            return await _transcript(provided, fields)
        outcome = await PlainConversation(provided, request).do(fields)
    except UnreadableFormError:
        return _assistant(request, provided, {"problem": sentence(400)}, status=400)
    except UnknownConversationError:
        return _assistant(request, provided, {"problem": GONE, "kept": fields}, status=404)
    except (RefusedError, ConflictError, ImpossibleChangeError, ValidationError, TooOftenError) as refused:
        return await _refused(request, provided, fields, words_for(refused))
    except StorageUnavailableError:
        return _assistant(request, provided, {"problem": sentence(503), "kept": fields}, status=503)
    if outcome.identity is None:
        return _assistant(request, provided, {"problem": ERASED})
    return _assistant(request, provided, _content(outcome))


async def _refused(request: Request, provided: Services, fields: Fields, problem: str) -> Response:
    """The page as it was, with why, and what was typed."""
    content: dict[str, Any] = {"kept": fields}
    if fields.conversation:
        identity = Identity(fields.conversation, fields.token)
        content |= _content(await PlainConversation(provided, request).look(Outcome(identity, rated=fields.rated)))
    return _assistant(request, provided, {**content, "problem": problem, "kept": fields}, status=422)


async def _transcript(provided: Services, fields: Fields) -> Response:
    mine = fields.conversation
    await run_in_threadpool(provided.conversations.check_token, mine, fields.token)
    history = await run_in_threadpool(provided.conversations.history, mine, 0)
    attached = {"Content-Disposition": 'attachment; filename="conversation-mairie.txt"'}
    return PlainTextResponse(transcript_of(history.messages, provided.site), headers=attached)


def _content(outcome: Outcome) -> dict[str, Any]:
    history = outcome.history
    assert history is not None
    return {
        "identity": outcome.identity,
        "messages": all_shown(history.messages),
        "status": history.status.value,
        "standing": _standing(history, outcome),
        "offered": {**outcome.offered.payload, "text": outcome.offered.text} if outcome.offered else None,
        "asks_opinion": parted_from(history.messages) and not outcome.rated,
        "judged": (outcome.judged,),
        "rated": outcome.rated,
        "thanks": outcome.thanks,
    }


def _standing(history: History, outcome: Outcome) -> str:
    """How it stands when the next words are not the citizen's."""
    if history.awaits_reply:
        return LATE
    if history.status is Status.AGENT:
        return f"Vous parlez avec {agent_of(history.messages) or 'une personne'}, de la mairie."
    if history.status is not Status.QUEUED:
        return ""
    place = outcome.place
    if place is None or place.position <= 1:
        return "Vous attendez une personne de la mairie. Personne n’attend avant vous."
    before = place.position - 1
    words = "1 personne attend" if before == 1 else f"{before} personnes attendent"
    return f"Vous attendez une personne de la mairie. {words} avant vous."


def _assistant(request: Request, provided: Services, content: dict[str, Any], status: int = 200) -> Response:
    shown = {
        "messages": [],
        "status": Status.BOT.value,
        "kept": Fields(),
        "judged": (),
        "nonce": uuid.uuid4(),
        **content,
    }
    return page(request, provided, "assistant.html", shown, status)


# --- One answer, at an address of its own ----------------------------------------------------------------------------


@router.get(f"{ANSWER_PATH}/{{procedure}}", dependencies=[Depends(limit_reading)])
@router.get(f"{ANSWER_PATH}/{{procedure}}/{{aspect}}", dependencies=[Depends(limit_reading)])
@router.get(f"{ANSWER_PATH}/{{procedure}}/{{aspect}}/{{marks}}", dependencies=[Depends(limit_reading)])
def answer_page(
    request: Request, provided: Provided, procedure: str, aspect: str = OVERVIEW, marks: str = ""
) -> Response:
    """What the address leads to today: an answer, or the question left, each choice being an address too."""
    catalogue = provided.knowledge.catalogue
    if aspect not in {OVERVIEW, *Aspect} or not _title(catalogue, procedure):
        return page(request, provided, "answer.html", {"kind": "gone"}, 404)
    known = marks_in(marks)
    asked = None if aspect == OVERVIEW else Aspect(aspect)
    reply = answer_at(procedure, asked, known, catalogue=catalogue, search=provided.knowledge)
    payload, _ = localised(to_wire(reply, today=provided.site.today())["payload"], "", provided.site.around())
    match reply.content:
        case Answer() if provided.handoff.read_first(payload["procedure"]["id"]):
            return page(request, provided, "answer.html", {"kind": "read_first"})
        case Answer():
            payload["address"] = provided.site.answer_url(path_of(payload))
            return page(request, provided, "answer.html", {"kind": "answer", "payload": answer_view(payload)})
        case Question():
            here = f"{ANSWER_PATH}/{procedure}/{aspect}"
            choices = [
                {"label": offer.label, "address": f"{here}/{'-'.join((*known, mark(offer.label)))}"}
                for offer in reply.content.choices
            ]
            return page(request, provided, "answer.html", {"kind": "question", "payload": payload, "choices": choices})
        case _:
            raise HTTPException(404)
