"""What of a published text those who read the base are served, by its kind."""

from __future__ import annotations

from sqlalchemy import Connection, select

from api.editor import content as contents
from api.editor.texts import Content
from procedures.model import Origin
from procedures.store import Store, bodies
from procedures.store.tables import ItemKind, ProcedureRow
from procedures.store.text_tables import TextKind
from procedures.store.writing import next_version


class Serving:
    """Each change is made inside the transaction of the text that it comes from."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def lay(self, connection: Connection, kind: TextKind, text_id: str, content: Content) -> tuple[bytes | None, int]:
        """Brings ``content`` to those who read the base: what is served of it, and the content version."""
        match kind:
            case TextKind.PROCEDURE:
                origin = connection.execute(select(ProcedureRow.origin).where(ProcedureRow.id == text_id))
                self._store.put_within(
                    connection, contents.procedure(text_id, content, origin.scalar_one_or_none() or Origin.OWN)
                )
                return None, next_version(connection)
            case TextKind.OVERLAY:
                return bodies.encode(contents.overlay(content))[1], next_version(connection)
            case TextKind.PHRASINGS:
                return None, self._store.touch_within(connection, text_id)
            case TextKind.NOTICE | TextKind.CANNED_REPLY:  # read where they stand, each time
                return None, 0

    def take_away(self, connection: Connection, kind: TextKind, text_id: str) -> int:
        """Citizens no longer read it; the content version."""
        match kind:
            case TextKind.PROCEDURE:
                self._store.withdraw_within(connection, ItemKind.PROCEDURE, text_id)
                return next_version(connection)
            case TextKind.OVERLAY:
                return next_version(connection)
            case TextKind.PHRASINGS:
                return self._store.touch_within(connection, text_id)
            case TextKind.NOTICE | TextKind.CANNED_REPLY:
                return 0
