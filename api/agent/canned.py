"""Replies that agents need often, as they choose them; they are written on the editors' side."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from starlette.concurrency import run_in_threadpool

from api.agent.access import AtWork, Provided
from api.citizen.schemas import RefusalOut
from api.handoff.canned import values
from procedures.store.base import utc_now

_REFUSED: dict[int | str, dict[str, Any]] = {code: {"model": RefusalOut} for code in (401, 403)}

router = APIRouter(prefix="/api/v1/agent/canned", tags=["agent"], responses=_REFUSED)


class CannedReplyOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: str
    title: str
    text: str


class CannedRepliesOut(BaseModel):
    """``values``: what the words in braces that are known stand for now, for whoever asks."""

    replies: list[CannedReplyOut]
    values: dict[str, str]


@router.get("")
async def list_canned_replies(staff: AtWork, provided: Provided) -> CannedRepliesOut:
    """The replies that are published, and what the words in braces stand for now."""
    found = await run_in_threadpool(provided.canned.all)
    return CannedRepliesOut(
        replies=[CannedReplyOut.model_validate(one) for one in found],
        values=await run_in_threadpool(values, staff.name, provided.site, utc_now()),
    )
