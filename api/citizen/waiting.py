"""A citizen who waits for a person: where they stand is told."""

from __future__ import annotations

from api.conversations.states import Status
from api.handoff.estimate import Place
from api.services import Services


async def place_of(provided: Services, conversation_id: str, status: Status) -> Place | None:
    """Their place in the queue, if they are in it."""
    return await provided.looks.at(provided.handoff.place, conversation_id) if status is Status.QUEUED else None
