"""Short messages with a first and a last day ("fermé le 24 décembre"), over HTTP and for the town's citizens."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from fastapi import APIRouter, Response
from pydantic import BaseModel

from api.editor import schemas
from api.editor.access import PREFIX, Provided, Writer
from api.editor.intake import sound
from api.editor.life import add_life, opened_out
from api.editor.repository import Change, Texts
from api.editor.texts import Content, Text
from procedures.reply import Notice
from procedures.store.text_tables import TextKind

router = APIRouter(prefix=PREFIX, tags=["editor"])


class NoticesOut(BaseModel):
    notices: list[schemas.TextOut]


@router.get("/notices")
def list_notices(who: Writer, provided: Provided) -> NoticesOut:
    """Those to come, those shown now and those that are over, the latest first."""
    found = sorted(provided.editing.texts.of_kind(TextKind.NOTICE), key=_first_day, reverse=True)
    opened = [provided.editing.open(TextKind.NOTICE, one.id) for one in found]
    return NoticesOut(notices=[schemas.TextOut.of(one, provided.editing, who) for one in opened])


@router.post("/notices", status_code=201)
def start_notice(new: schemas.NewDraft, who: Writer, provided: Provided, response: Response) -> schemas.TextOut:
    """A new message, as a draft."""
    text = provided.editing.texts.save_draft(Change(TextKind.NOTICE, str(uuid4()), 0, who), sound(new.content))
    return opened_out(provided, provided.editing.open(TextKind.NOTICE, text.id), who, response)


add_life(router, "/notices/{text_id}", lambda _provided, _text_id: TextKind.NOTICE)


class CurrentNotices:
    """What is to be told on a day, as ``api.site`` asks for it."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def __call__(self, today: date) -> tuple[Notice, ...]:
        """In the order of their first day."""
        live = sorted(self._texts.published(TextKind.NOTICE), key=_day_of)
        return tuple(
            Notice(str(one["texte"]), tuple(one.get("demarches", ())))
            for one in live
            if _day_of(one) <= today.isoformat() <= str(one["au"])
        )


def _day_of(content: Content) -> str:
    return str(content.get("du", ""))


def _first_day(text: Text) -> str:
    return _day_of(text.content or {})
