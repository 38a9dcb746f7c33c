"""Sending a citizen to another organisation: how to reach it, and the end of the conversation here. Nothing of what was
said is passed on."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from api.agent.access import AtWork, Id, Provided, agent_of
from api.agent.board import summarised
from api.agent.schemas import ConflictOut, SummaryOut
from api.citizen.schemas import RefusalOut, clean
from api.conversations.refusals import RefusedError
from api.conversations.states import Status
from api.handoff import organisations
from api.handoff.desk import ClosingReason
from api.handoff.repository.presences import Agent
from api.handoff.wording import wording
from api.services import Services

_REFUSED: dict[int | str, dict[str, Any]] = {
    **{code: {"model": RefusalOut} for code in (401, 403, 404, 422)},
    409: {"model": ConflictOut},
}

router = APIRouter(prefix="/api/v1/agent", tags=["agent"], responses=_REFUSED)


class OrganisationOut(BaseModel):
    """``card``: how to reach it, in lines, as the citizen reads it."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    name: str
    kind: str
    card: str


class OrganisationsOut(BaseModel):
    organisations: list[OrganisationOut]


class NewReferral(BaseModel):
    """``organisation``: an id. ``close``: the conversation ends here."""

    client_id: UUID
    organisation: Annotated[str, Field(max_length=80)]
    close: bool = True


class UnknownOrganisationError(RefusedError):
    sentence = "Cet organisme n’est plus dans l’annuaire. Choisissez-en un autre."


@router.get("/organisations")
def search_organisations(
    staff: AtWork,  # noqa: ARG001
    provided: Provided,
    q: Annotated[str, Query(max_length=200)] = "",
) -> OrganisationsOut:
    """The town's services and the public services around it, by their name, kind or address."""
    known = organisations.found(clean(q), provided.site.around())
    return OrganisationsOut(organisations=[OrganisationOut.model_validate(one) for one in known])


@router.post("/conversations/{conversation_id}/referral")
async def refer(conversation_id: Id, new: NewReferral, staff: AtWork, provided: Provided) -> SummaryOut:
    """Tells the citizen how to reach the organisation, then ends the conversation. Sent twice, it is told once."""
    await run_in_threadpool(_refer, provided, conversation_id, agent_of(staff), new)
    await provided.announcer.changed([conversation_id])
    summary = await run_in_threadpool(provided.desk_reading.summary, conversation_id)
    return summarised(provided, [summary])[0]


def _refer(provided: Services, conversation_id: str, agent: Agent, new: NewReferral) -> None:
    organisation = organisations.with_id(new.organisation, provided.site.around())
    if organisation is None:
        raise UnknownOrganisationError
    text = wording().agent.referral.format(card=organisation.card)
    provided.desk.say(conversation_id, agent, str(new.client_id), text)
    still = provided.desk_reading.summary(conversation_id)
    if new.close and still.status is Status.AGENT:
        provided.desk.close(conversation_id, agent, ClosingReason.ELSEWHERE, "", any_owner=False)
