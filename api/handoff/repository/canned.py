"""The replies that agents of this town need often."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from api.database import reading, writing
from api.handoff.canned import CannedReply, checked, first_replies
from api.handoff.models import CannedReplyRow
from api.handoff.refusals import UnknownCannedReplyError


class CannedReplyRepository:
    """Until somebody changes one, those of ``canned.yaml``; from then on, the town's own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self) -> Sequence[CannedReply]:
        """In the order in which they were written."""
        with reading(self._engine) as session:
            rows = session.scalars(select(CannedReplyRow).order_by(CannedReplyRow.place)).all()
            return [CannedReply(row.id, row.title, row.text) for row in rows] or first_replies()

    def add(self, title: str, text: str) -> CannedReply:
        """Raises UnknownVariableError."""
        new = CannedReply(str(uuid.uuid4()), title, checked(text))
        with writing(self._engine) as session:
            _own(session)
            _put(session, new)
        return new

    def change(self, reply_id: str, title: str, text: str) -> CannedReply:
        """Raises UnknownCannedReplyError, UnknownVariableError."""
        changed = CannedReply(reply_id, title, checked(text))
        with writing(self._engine) as session:
            _own(session)
            row = _found(session, reply_id)
            row.title, row.text = changed.title, changed.text
        return changed

    def remove(self, reply_id: str) -> None:
        """Raises UnknownCannedReplyError."""
        with writing(self._engine) as session:
            _own(session)
            session.delete(_found(session, reply_id))


def _own(session: Session) -> None:
    """The first change makes those that the town began with its own."""
    if session.scalar(select(func.count()).select_from(CannedReplyRow)) == 0:
        for one in first_replies():
            _put(session, one)


def _put(session: Session, reply: CannedReply) -> None:
    last = session.scalar(select(func.max(CannedReplyRow.place))) or 0
    session.add(CannedReplyRow(id=reply.id, title=reply.title, text=reply.text, place=last + 1))
    session.flush()


def _found(session: Session, reply_id: str) -> CannedReplyRow:
    row = session.get(CannedReplyRow, reply_id, with_for_update=True)
    if row is None:
        raise UnknownCannedReplyError
    return row
