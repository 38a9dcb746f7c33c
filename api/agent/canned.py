"""Replies that agents need often: everybody uses them, supervisors write them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict
from starlette.concurrency import run_in_threadpool

from api.agent.access import AtWork, Id, Provided
from api.agent.incoming import words
from api.citizen.schemas import RefusalOut
from api.handoff.canned import VARIABLES, values
from api.staff.identity import Role, Staff, current_staff
from procedures.store.base import utc_now

LONGEST_TITLE, LONGEST_TEXT = 60, 2000

_REFUSED: dict[int | str, dict[str, Any]] = {code: {"model": RefusalOut} for code in (401, 403, 404, 422)}

Supervising = Annotated[Staff, Depends(current_staff(Role.SUPERVISOR))]

router = APIRouter(prefix="/api/v1/agent/canned", tags=["agent"], responses=_REFUSED)


class NewCannedReply(BaseModel):
    """``text`` may hold variables in braces: ``{commune}``."""

    title: Annotated[str, words(LONGEST_TITLE, required=True)]
    text: Annotated[str, words(LONGEST_TEXT, required=True)]


class CannedReplyOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: str
    title: str
    text: str


class CannedRepliesOut(BaseModel):
    """``variables``: all there are; ``values``: what those that are known stand for now, for whoever asks."""

    replies: list[CannedReplyOut]
    variables: list[str]
    values: dict[str, str]


@router.get("")
async def list_canned_replies(staff: AtWork, provided: Provided) -> CannedRepliesOut:
    """The replies, and what the words in braces stand for now."""
    found = await run_in_threadpool(provided.canned.all)
    return CannedRepliesOut(
        replies=[CannedReplyOut.model_validate(one) for one in found],
        variables=list(VARIABLES),
        values=await run_in_threadpool(values, staff.name, provided.site, utc_now()),
    )


@router.post("", status_code=201)
async def add_canned_reply(new: NewCannedReply, staff: Supervising, provided: Provided) -> CannedReplyOut:  # noqa: ARG001
    """A new reply, at the end of the list."""
    return CannedReplyOut.model_validate(await run_in_threadpool(provided.canned.add, new.title, new.text))


@router.put("/{reply_id}")
async def change_canned_reply(
    reply_id: Id,
    new: NewCannedReply,
    staff: Supervising,  # noqa: ARG001
    provided: Provided,
) -> CannedReplyOut:
    """Another title, another text."""
    changed = await run_in_threadpool(provided.canned.change, reply_id, new.title, new.text)
    return CannedReplyOut.model_validate(changed)


@router.delete("/{reply_id}", status_code=204)
async def remove_canned_reply(reply_id: Id, staff: Supervising, provided: Provided) -> None:  # noqa: ARG001
    """Takes the reply away. Once the last is gone, those that every town begins with are back."""
    await run_in_threadpool(provided.canned.remove, reply_id)
