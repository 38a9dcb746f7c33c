"""The queries of freshness: what the town has written, what the guide has changed, what links answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, select

from api.database import reading, writing
from api.editor.freshness.links import LinkState
from api.editor.freshness.models import LinkCheckRow
from api.editor.inbox.models import MarkRow
from procedures.model import Origin, Procedure
from procedures.store import bodies
from procedures.store.history import MODELS
from procedures.store.tables import Event, ItemKind, ProcedureRow, Revision, State
from procedures.store.text_tables import TextKind, TextRow


@dataclass(frozen=True)
class GuideChange:
    """A change of an official procedure. ``touches``: ids and titles of what the town says about it."""

    revision_id: int
    procedure_id: str
    title: str
    at: datetime
    is_withdrawn: bool
    touches: tuple[tuple[str, str], ...]


class Freshness:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def own_procedures(self) -> list[Procedure]:
        """Those of the town that citizens are served, the fictional one's left out."""
        query = (
            select(Revision.body)
            .join(ProcedureRow, ProcedureRow.revision_id == Revision.id)
            .where(ProcedureRow.origin == Origin.OWN, ProcedureRow.state == State.PUBLISHED)
            .order_by(ProcedureRow.title)
        )
        with reading(self._engine) as session:
            return [bodies.decode(MODELS[ItemKind.PROCEDURE], body) for body in session.scalars(query) if body]

    def guide_changes(self, since: datetime) -> list[GuideChange]:
        """What the guide has changed or withdrawn, what touches the town's own texts first, then the newest."""
        query = (
            select(Revision.id, Revision.item_id, ProcedureRow.title, Revision.recorded_at, Revision.event)
            .join(ProcedureRow, ProcedureRow.id == Revision.item_id)
            .where(
                Revision.kind == ItemKind.PROCEDURE,
                Revision.event.in_((Event.CHANGED, Event.WITHDRAWN)),
                Revision.recorded_at >= since,
                ProcedureRow.origin == Origin.OFFICIAL,
            )
        )
        touching = self._touching()
        with reading(self._engine) as session:
            found = [
                GuideChange(number, item, title, at, event is Event.WITHDRAWN, touching.get(item, ()))
                for number, item, title, at, event in session.execute(query)
            ]
        return sorted(found, key=lambda one: (not one.touches, -one.revision_id))

    def before_and_after(self, revision_id: int) -> tuple[Procedure | None, Procedure | None]:
        """The official procedure before and after that revision; None where there is none."""
        with reading(self._engine) as session:
            row = session.get(Revision, revision_id)
            if row is None or row.kind is not ItemKind.PROCEDURE:
                return None, None
            earlier = session.scalars(
                select(Revision.body)
                .where(
                    Revision.kind == row.kind,
                    Revision.item_id == row.item_id,
                    Revision.id < row.id,
                    Revision.body.is_not(None),
                )
                .order_by(Revision.id.desc())
                .limit(1)
            ).first()
            read = [bodies.decode(MODELS[row.kind], body) if body else None for body in (earlier, row.body)]
        return read[0], read[1]

    def _touching(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """By official id: what is laid over it, and what stands for it."""
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        with reading(self._engine) as session:
            for row in session.scalars(select(TextRow).where(TextRow.kind == TextKind.OVERLAY)):
                if row.live and row.live.get("ajouts"):
                    found[row.id] = ((row.id, "Ce que votre commune y ajoute"),)
            own = select(ProcedureRow.id, ProcedureRow.title, ProcedureRow.replaces).where(
                ProcedureRow.origin == Origin.OWN, ProcedureRow.state == State.PUBLISHED
            )
            for procedure_id, title, replaces in session.execute(own):
                for official in replaces:
                    found[official] = (*found.get(official, ()), (procedure_id, title))
        return found

    # --- Links and marks ----------------------------------------------------------------------------------------

    def link_states(self) -> dict[str, LinkState]:
        with reading(self._engine) as session:
            return {
                row.url: LinkState(row.url, row.problem, row.moved_to, row.checked_at)
                for row in session.scalars(select(LinkCheckRow))
            }

    def keep(self, states: Iterable[LinkState]) -> None:
        with writing(self._engine) as session:
            for state in states:
                session.execute(delete(LinkCheckRow).where(LinkCheckRow.url == state.url))
                session.add(LinkCheckRow(**vars(state)))

    def claim(self, chore: str, now: datetime, every: timedelta) -> bool:
        """Whether ``chore`` is to be done now, and by this process: its mark moves on to ``now``."""
        with writing(self._engine) as session:
            mark = session.get(MarkRow, chore, with_for_update=True)
            if mark is None:
                session.add(MarkRow(chore=chore, until=now))
                return False  # the first time comes after one interval: nothing is stale on the first day
            if mark.until + every > now:
                return False
            mark.until = now
            return True
