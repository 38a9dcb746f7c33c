"""What an item was, and when: every revision since it was first seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select

from procedures.model import Dossier, Procedure, Resource, Theme
from procedures.store import bodies
from procedures.store.tables import Event, ItemKind, Revision

MODELS = {
    ItemKind.PROCEDURE: Procedure,
    ItemKind.DOSSIER: Dossier,
    ItemKind.THEME: Theme,
    ItemKind.RESOURCE: Resource,
}


@dataclass(frozen=True)
class RevisionHeader:
    """One line of a history. ``has_body`` is False when only the state changed (withdrawn, restored)."""

    id: int
    event: Event
    recorded_at: datetime
    has_body: bool


def revisions(engine: Engine, kind: ItemKind, item_id: str) -> tuple[RevisionHeader, ...]:
    """The history of an item, oldest first; empty for an unknown id."""
    query = (
        select(Revision.id, Revision.event, Revision.recorded_at, Revision.body.is_not(None))
        .where(Revision.kind == kind, Revision.item_id == item_id)
        .order_by(Revision.id)
    )
    with engine.connect() as connection:
        return tuple(RevisionHeader(*row) for row in connection.execute(query))


def body_at(engine: Engine, revision_id: int) -> Procedure | Dossier | Theme | Resource | None:
    """The item as that revision recorded it; None for an unknown revision or one that only changed the state."""
    with engine.connect() as connection:
        row = connection.execute(select(Revision.kind, Revision.body).where(Revision.id == revision_id)).one_or_none()
    if row is None or row.body is None:
        return None
    item: Procedure | Dossier | Theme | Resource = bodies.decode(MODELS[row.kind], row.body)
    return item
