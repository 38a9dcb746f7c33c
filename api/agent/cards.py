"""The base, as agents look things up in it while they speak with somebody."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict
from starlette.concurrency import run_in_threadpool

from api.agent.access import AtWork, Id, Provided
from api.agent.card import NewCard, previewed
from api.citizen.schemas import RefusalOut, clean
from api.conversations.messages import Kind
from api.handoff.cards import Sheet
from api.services import Services

_REFUSED: dict[int | str, dict[str, Any]] = {code: {"model": RefusalOut} for code in (401, 403, 404, 422)}
_MOST = 10

router = APIRouter(prefix="/api/v1/agent", tags=["agent"], responses=_REFUSED)


class SheetOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: str
    title: str
    context: str


class SheetsOut(BaseModel):
    procedures: list[SheetOut]


class CardOut(BaseModel):
    """As the message of the contract would be: an answer, or a question whose choices lead on."""

    kind: Kind
    text: str
    payload: dict[str, Any]


@router.get("/procedures")
async def search_procedures(
    staff: AtWork,  # noqa: ARG001
    provided: Provided,
    q: Annotated[str, Query(max_length=200)] = "",
) -> SheetsOut:
    """Sheets and dossiers about ``q``, the most likely first; a number of the guide finds its sheet."""
    found = await run_in_threadpool(_search, provided, clean(q))
    return SheetsOut(procedures=[SheetOut.model_validate(one) for one in found])


@router.post("/conversations/{conversation_id}/card")
async def preview_card(conversation_id: Id, new: NewCard, staff: AtWork, provided: Provided) -> CardOut:  # noqa: ARG001
    """What the citizen would be told, knowing their situation. Nothing is sent."""
    spoken = await run_in_threadpool(previewed, provided, conversation_id, new)
    return CardOut(kind=spoken.kind, text=spoken.text, payload=dict(spoken.payload))


def _search(provided: Services, words: str) -> list[Sheet]:
    if not words:
        return []
    ids = [words.upper()] if provided.cards.knows(words.upper()) else []
    ids += [hit.id for hit in provided.knowledge.find(words, limit=_MOST)]
    ids += [one.id for one in provided.suggestions.complete(words)]
    return provided.cards.found(ids)[:_MOST]
