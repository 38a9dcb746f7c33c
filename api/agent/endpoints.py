"""The desk over HTTP: who is there, who waits, and what is done with one conversation."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response
from starlette.concurrency import run_in_threadpool

from api.agent.access import AtWork, Id, Provided, agent_of, may_act_for_others
from api.agent.board import board, summarised, teams
from api.agent.card import card
from api.agent.incoming import (
    NewApproval,
    NewClosing,
    NewLabel,
    NewNote,
    NewPresence,
    NewRelease,
    NewReply,
    NewTransfer,
)
from api.agent.known import draft, known
from api.agent.schemas import (
    CallbackOut,
    ChangeOut,
    ConflictOut,
    ConversationsOut,
    DeskOut,
    DetailOut,
    DraftOut,
    KnownOut,
    LabelOut,
    NoteAccepted,
    NoteOut,
    SubjectOut,
    SummaryOut,
    TeamsOut,
)
from api.citizen.schemas import MessageAccepted, MessageOut, RefusalOut, clean
from api.conversations.messages import Message
from api.handoff.labels import Label
from api.handoff.refusals import UnknownThemeError
from api.handoff.repository.presences import Agent
from api.handoff.repository.reading import View
from api.services import Services

_REFUSED: dict[int | str, dict[str, Any]] = {
    **{code: {"model": RefusalOut} for code in (401, 403, 404, 422)},
    409: {"model": ConflictOut},
}
_NO_COMMENT, _ANSWERED, _AND_HAND_BACK = NewRelease(), NewClosing(), NewApproval()
Seq = Annotated[int, Path(ge=1, le=2**31 - 1)]
ONE = "/conversations/{conversation_id}"

router = APIRouter(prefix="/api/v1/agent", tags=["agent"], responses=_REFUSED)


@router.get("/queue")
async def show_queue(staff: AtWork, provided: Provided) -> DeskOut:
    """Who waits, whose turn is next first; what one has taken; who is there; how many wait to be called back."""
    return await run_in_threadpool(board, provided, agent_of(staff))


@router.post("/presence", status_code=204)
async def be_there(new: NewPresence, staff: AtWork, provided: Provided) -> None:
    """Says that one is there, away or gone. Whoever goes offline gives their conversations back to the head of the
    queue."""
    back_in = timedelta(minutes=new.back_in_minutes) if new.back_in_minutes else None
    changed = await run_in_threadpool(provided.desk.be, agent_of(staff), new.state, back_in)
    if changed:
        await provided.announcer.changed(changed)
    else:
        provided.announcer.staff_moved()


@router.post("/presence/alive", status_code=204)
async def be_alive(staff: AtWork, provided: Provided) -> None:
    """A sign of life that changes nothing else, to be given at least every minute unless a stream is open: an agent of
    whom nothing is heard for three is held gone."""
    await run_in_threadpool(provided.desk.touch, agent_of(staff))


@router.get("/teams")
async def list_teams(staff: AtWork, provided: Provided) -> TeamsOut:
    """The teams, the themes that each answers about, and how many of each are there."""
    return await run_in_threadpool(teams, provided, staff.id)


@router.get("/conversations")
async def list_conversations(
    staff: AtWork,
    provided: Provided,
    state: View = View.ALL,
    q: Annotated[str, Query(max_length=200)] = "",
) -> ConversationsOut:
    """Those that citizens agreed to have read, the newest first; with ``q``, those in which it was said."""
    found = await run_in_threadpool(provided.desk_reading.find, state, staff.id, clean(q))
    return ConversationsOut(conversations=summarised(provided, found))


@router.get(ONE)
async def show_conversation(conversation_id: Id, staff: AtWork, provided: Provided) -> DetailOut:  # noqa: ARG001
    """Everything: what was said, what is known, why a person was needed, notes, contacts, changes of hands."""
    return await run_in_threadpool(_detail, provided, conversation_id)


def _detail(provided: Services, conversation_id: str) -> DetailOut:
    whole = provided.desk_reading.whole(conversation_id)
    return DetailOut(
        theme=_theme(provided, whole.label.theme or provided.cards.theme_of(whole.summary.subject)),
        label=LabelOut(
            theme=_theme(provided, whole.label.theme), quality=whole.label.quality, follow_up=whole.label.follow_up
        ),
        conversation=summarised(provided, [whole.summary])[0],
        draft=DraftOut.of(draft(whole)),
        page_url=whole.page_url,
        known=KnownOut.of(known(whole, provided.knowledge.catalogue.title)),
        messages=[MessageOut.of(one.message) for one in whole.said],
        notes=[NoteOut.model_validate(note) for note in whole.notes],
        callbacks=[CallbackOut.of(one) for one in provided.callbacks.of(conversation_id)],
        changes=[ChangeOut.model_validate(change) for change in whole.changes],
    )


def _theme(provided: Services, theme: str | None) -> SubjectOut | None:
    title = provided.knowledge.catalogue.title(theme) if theme else None
    return SubjectOut(id=theme, title=title) if theme and title else None


@router.post(ONE + "/claim")
async def claim(conversation_id: Id, staff: AtWork, provided: Provided) -> SummaryOut:
    """Takes the conversation: of two who try, one wins, the other gets 409 and who has it."""
    await run_in_threadpool(provided.desk.claim, conversation_id, agent_of(staff))
    return await _changed(provided, conversation_id)


@router.post(ONE + "/messages", status_code=201, response_model_exclude_none=True)
async def reply(
    conversation_id: Id, new: NewReply, staff: AtWork, response: Response, provided: Provided
) -> MessageAccepted:
    """Says something to the citizen, or shows them a card: 201 once it is on disk; 200 when the same ``client_id`` was
    accepted before."""
    message, is_new = await run_in_threadpool(_say, provided, conversation_id, agent_of(staff), new)
    provided.announcer.said(conversation_id)
    if not is_new:
        response.status_code = 200
    return MessageAccepted(message=MessageOut.of(message))


def _say(provided: Services, conversation_id: str, agent: Agent, new: NewReply) -> tuple[Message, bool]:
    client_id = str(new.client_id)
    if new.card is not None:
        return provided.desk.show(conversation_id, agent, client_id, card(provided, conversation_id, new.card))
    assert new.text is not None
    return provided.desk.say(conversation_id, agent, client_id, new.text)


@router.post(ONE + "/drafts/{seq}", status_code=201, response_model_exclude_none=True)
async def send_draft(
    conversation_id: Id, seq: Seq, staff: AtWork, provided: Provided, new: NewApproval = _AND_HAND_BACK
) -> MessageAccepted:
    """Sends the assistant's answer that one has read, as it is. To change it, write to the citizen instead."""
    approve = partial(provided.desk.send_draft, hand_back=new.hand_back)
    message = await run_in_threadpool(approve, conversation_id, agent_of(staff), seq)
    await provided.announcer.changed([conversation_id])
    return MessageAccepted(message=MessageOut.of(message))


@router.post(ONE + "/release")
async def release(conversation_id: Id, staff: AtWork, provided: Provided, new: NewRelease = _NO_COMMENT) -> SummaryOut:
    """Back to the head of the queue, with a comment for whoever takes it next."""
    give_back = partial(provided.desk.release, any_owner=may_act_for_others(staff))
    await run_in_threadpool(give_back, conversation_id, agent_of(staff), new.comment)
    return await _changed(provided, conversation_id)


@router.post(ONE + "/return")
async def hand_to_assistant(conversation_id: Id, staff: AtWork, provided: Provided) -> SummaryOut:
    """The assistant answers again, and remembers all it knew; the citizen is told."""
    hand_over = partial(provided.desk.hand_to_assistant, any_owner=may_act_for_others(staff))
    await run_in_threadpool(hand_over, conversation_id, agent_of(staff))
    return await _changed(provided, conversation_id)


@router.post(ONE + "/close")
async def close(conversation_id: Id, staff: AtWork, provided: Provided, new: NewClosing = _ANSWERED) -> SummaryOut:
    """Ends the conversation, with the reason, and labels it when a label is given."""
    label = new.read()
    await run_in_threadpool(_check_theme, provided, label)
    end = partial(provided.desk.close, any_owner=may_act_for_others(staff))
    await run_in_threadpool(end, conversation_id, agent_of(staff), new.reason, new.comment)
    if label != Label():
        await run_in_threadpool(provided.labels.put, conversation_id, label)
    return await _changed(provided, conversation_id)


@router.put(ONE + "/label")
async def label(conversation_id: Id, new: NewLabel, staff: AtWork, provided: Provided) -> SummaryOut:  # noqa: ARG001
    """Labels the conversation, in place of an earlier label: any agent, at any time."""
    await run_in_threadpool(_check_theme, provided, new.read())
    await run_in_threadpool(provided.labels.put, conversation_id, new.read())
    return await _changed(provided, conversation_id)


def _check_theme(provided: Services, label: Label) -> None:
    if label.theme and provided.knowledge.catalogue.theme(label.theme) is None:
        raise UnknownThemeError


@router.post(ONE + "/transfer")
async def transfer(conversation_id: Id, new: NewTransfer, staff: AtWork, provided: Provided) -> SummaryOut:
    """To a colleague who is there; or to a team, at the head of the queue. With a comment for whoever goes on."""
    pass_on = provided.desk.transfer if new.to else provided.desk.transfer_to_team
    transferred = partial(pass_on, any_owner=may_act_for_others(staff))
    await run_in_threadpool(transferred, conversation_id, agent_of(staff), new.to or new.team or "", new.comment)
    return await _changed(provided, conversation_id)


@router.post(ONE + "/reopen")
async def reopen(conversation_id: Id, staff: AtWork, provided: Provided) -> SummaryOut:
    """A closed conversation becomes one's own again."""
    await run_in_threadpool(provided.desk.reopen, conversation_id, agent_of(staff))
    return await _changed(provided, conversation_id)


@router.post(ONE + "/notes", status_code=201)
async def add_note(conversation_id: Id, new: NewNote, staff: AtWork, provided: Provided) -> NoteAccepted:
    """For colleagues alone: citizens never see it."""
    note_id = await run_in_threadpool(provided.desk.note, conversation_id, agent_of(staff), new.text)
    provided.announcer.said(conversation_id)
    return NoteAccepted(id=note_id)


async def _changed(provided: Services, conversation_id: str) -> SummaryOut:
    """Tells everybody that the conversation changed hands; how it stands now."""
    await provided.announcer.changed([conversation_id])
    summary = await run_in_threadpool(provided.desk_reading.summary, conversation_id)
    return summarised(provided, [summary])[0]
