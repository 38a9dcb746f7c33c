"""The replies that agents of this town need often."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Engine, select

from api.database import reading
from api.handoff.canned import CannedReply, checked, first_replies
from procedures.store.text_tables import TextKind, TextRow
from procedures.words import fold


class CannedReplyRepository:
    """Those of ``canned.yaml``, as far as nobody has changed or withdrawn them, and those that the town has written."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self) -> Sequence[CannedReply]:
        """As they are published: the first ones in their order, then the town's own by title."""
        query = select(TextRow.id, TextRow.live, TextRow.withdrawn).where(TextRow.kind == TextKind.CANNED_REPLY)
        with reading(self._engine) as session:
            rows = session.execute(query).all()
        written = {row.id: row.live for row in rows if row.live is not None or row.withdrawn}
        first = {one.id: {"titre": one.title, "texte": one.text} for one in first_replies()}
        replies = [
            CannedReply(reply_id, live["titre"], checked(live["texte"]))
            for reply_id, live in {**first, **written}.items()
            if live is not None
        ]
        own = (one for one in replies if one.id not in first)
        return [*(one for one in replies if one.id in first), *sorted(own, key=lambda one: (fold(one.title), one.id))]
