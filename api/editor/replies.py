"""What agents say often, written: by editors, and by those who lead the agents."""

from __future__ import annotations

from uuid import uuid4

from fastapi import APIRouter, Response
from pydantic import BaseModel

from api.editor import schemas
from api.editor.access import PREFIX, Provided, ReplyWriter, author_of_replies
from api.editor.intake import sound
from api.editor.life import add_life, opened_out
from api.editor.repository import Change
from api.handoff.canned import VARIABLES, first_replies
from procedures.store.text_tables import TextKind
from procedures.words import fold

router = APIRouter(prefix=PREFIX, tags=["editor"])


class RepliesOut(BaseModel):
    """``variables``: the words that are filled when a reply is chosen, to be written in braces."""

    replies: list[schemas.TextOut]
    variables: list[str]


@router.get("/replies")
def list_replies(who: ReplyWriter, provided: Provided) -> RepliesOut:
    """Those that every town begins with, then its own, drafts and withdrawn ones included."""
    first = [one.id for one in first_replies()]
    own = sorted(provided.editing.texts.of_kind(TextKind.CANNED_REPLY), key=lambda text: fold(text.title))
    ids = dict.fromkeys((*first, *(text.id for text in own)))
    opened = [provided.editing.open(TextKind.CANNED_REPLY, one) for one in ids]
    replies = [schemas.TextOut.of(one, provided.editing, who) for one in opened]
    return RepliesOut(replies=replies, variables=list(VARIABLES))


@router.post("/replies", status_code=201)
def start_reply(new: schemas.NewDraft, who: ReplyWriter, provided: Provided, response: Response) -> schemas.TextOut:
    """A new reply, as a draft."""
    text = provided.editing.texts.save_draft(Change(TextKind.CANNED_REPLY, str(uuid4()), 0, who), sound(new.content))
    return opened_out(provided, provided.editing.open(text.kind, text.id), who, response)


add_life(router, "/replies/{text_id}", lambda _provided, _text_id: TextKind.CANNED_REPLY, author_of_replies)
