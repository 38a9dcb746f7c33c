"""Whom to call back, and whether they were reached."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool

from api.agent.access import AtWork, Id, Provided, agent_of
from api.agent.incoming import NewCallbackResult
from api.agent.schemas import CallbackOut, CallbacksOut
from api.citizen.schemas import RefusalOut
from api.handoff.models import CallbackState

_REFUSED: dict[int | str, dict[str, Any]] = {code: {"model": RefusalOut} for code in (401, 403, 404, 422)}

router = APIRouter(prefix="/api/v1/agent/callbacks", tags=["agent"], responses=_REFUSED)


@router.get("")
async def list_callbacks(staff: AtWork, provided: Provided) -> CallbacksOut:  # noqa: ARG001
    """Those that wait first, the oldest first; then those that are settled, the newest first."""
    found = await run_in_threadpool(provided.callbacks.all)
    return CallbacksOut(callbacks=[CallbackOut.of(one) for one in found])


@router.post("/{callback_id}/result")
async def settle(callback_id: Id, new: NewCallbackResult, staff: AtWork, provided: Provided) -> CallbackOut:
    """Whether the citizen was reached; said again, the last word counts."""
    state = CallbackState.REACHED if new.reached else CallbackState.NOT_REACHED
    callback = await run_in_threadpool(provided.desk.settle, callback_id, agent_of(staff), state, new.comment)
    provided.announcer.said(callback.conversation_id)
    provided.announcer.staff_moved()
    return CallbackOut.of(callback)
