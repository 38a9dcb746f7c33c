"""The write side of the knowledge base: lots of items in, revisions kept for ever."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import batched

from sqlalchemy import Connection, Engine, delete, insert, or_, select, update

from procedures.model import Audience, Origin
from procedures.store import bodies, rows
from procedures.store.base import Clock, utc_now, writer
from procedures.store.items import TABLES, Item, columns_of, kind_of, parts_of
from procedures.store.tables import (
    PARTS,
    ContentVersion,
    DossierEntryRow,
    DossierRow,
    Event,
    ImportRow,
    ItemKind,
    ProcedureRow,
    Revision,
    SearchEntryRow,
    State,
)
from procedures.store.text_tables import TextKind, TextRow

LOT = 50  # items in one transaction: a citizen's message waits behind one lot at most


class Change(StrEnum):
    """What putting an item did. One that had been withdrawn and is back counts as added."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class _Prepared:
    """An item made ready before the transaction opens, so that the transaction only writes."""

    item: Item
    kind: ItemKind
    content_hash: str
    body: bytes
    parts: rows.Rows


@dataclass(frozen=True)
class _Known:
    """What the database holds of an item."""

    content_hash: str
    state: State
    derivation: int


class Store:
    """Writes the knowledge base. Each call commits its own short transactions, of at most ``LOT`` items."""

    def __init__(self, engine: Engine, *, clock: Clock = utc_now) -> None:
        self._engine = engine
        self._writer = writer(engine)
        self._clock = clock

    def put(self, items: Iterable[Item]) -> tuple[Change, ...]:
        """Add or replace ``items``; says what happened to each, in order.

        Raises ValueError when an id comes twice in one lot with different contents.
        """
        return tuple(change for lot in batched(items, LOT) for change in self._put_lot(lot))

    def edited_procedures(self) -> frozenset[str]:
        """The ids of the procedures that editors have published or withdrawn in this base."""
        query = select(TextRow.id).where(
            TextRow.kind == TextKind.PROCEDURE, or_(TextRow.withdrawn, TextRow.version > 0)
        )
        with self._engine.connect() as connection:
            return frozenset(connection.scalars(query))

    def withdraw_missing(
        self, origin: Origin, seen: Collection[str], *, audiences: Collection[Audience] = tuple(Audience)
    ) -> tuple[str, ...]:
        """Withdraw what ``origin`` gave earlier and gives no more: ids not in ``seen``. Returns those ids.

        ``seen`` holds public ids of all kinds of items; only ``audiences`` are looked at, so that an import of one
        audience leaves the others alone. Revisions stay.
        """
        with self._engine.connect() as connection:
            gone = [
                (kind, item_id)
                for kind, table in TABLES.items()
                for item_id in connection.scalars(
                    select(table.id).where(
                        table.origin == origin, table.audience.in_(audiences), table.state == State.PUBLISHED
                    )
                )
                if item_id not in seen
            ]
        for lot in batched(gone, LOT):
            self._withdraw_lot(lot)
        return tuple(item_id for _, item_id in gone)

    def put_within(self, connection: Connection, item: Item) -> None:
        """Add or replace ``item`` in the caller's own transaction: what goes with it is written or lost with it."""
        content_hash, body = bodies.encode(item)
        self._write_within(connection, [_Prepared(item, kind_of(item), content_hash, body, parts_of(item))])

    def withdraw_within(self, connection: Connection, kind: ItemKind, item_id: str) -> None:
        """Withdraw an item in the caller's own transaction; nothing happens to one that is not in the base."""
        if _known(connection, [(kind, item_id)]):
            self._withdraw_lot_within(connection, [(kind, item_id)])

    def touch_within(self, connection: Connection, subject_id: str) -> int:
        """Has every process read again the procedure or dossier ``subject_id``, and whatever stands for it, though its
        body is the same; in the caller's own transaction. Returns the number of the content version."""
        version = next_version(connection)
        replacing = connection.execute(
            select(ProcedureRow.id, ProcedureRow.replaces).where(ProcedureRow.origin != Origin.OFFICIAL)
        )
        ids = [subject_id, *(found for found, replaced in replacing if subject_id in replaced)]
        for table in (ProcedureRow, DossierRow):
            connection.execute(update(table).where(table.id.in_(ids)).values(version=version))
        return version

    def log_import(
        self,
        source: str,
        *,
        started_at: datetime,
        added: int,
        changed: int,
        unchanged: int,
        withdrawn: int,
        unreadable: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Note that an import ended. ``unreadable``: name and reason of each file skipped."""
        with self._writer.begin() as connection:
            connection.execute(
                insert(ImportRow).values(
                    source=source,
                    started_at=started_at,
                    finished_at=self._clock(),
                    added=added,
                    changed=changed,
                    unchanged=unchanged,
                    withdrawn=withdrawn,
                    unreadable=[{"name": name, "reason": reason} for name, reason in unreadable],
                )
            )

    # --- One lot ------------------------------------------------------------------------------------------------

    def _put_lot(self, lot: Sequence[Item]) -> list[Change]:
        encoded: dict[tuple[ItemKind, str], tuple[Item, str, bytes]] = {}
        for item in lot:
            key = (kind_of(item), item.id)
            content = bodies.encode(item)
            if encoded.setdefault(key, (item, *content))[1] != content[0]:
                raise ValueError(f"{item.id} comes twice in one lot, with different contents")
        with self._engine.connect() as connection:
            known = _known(connection, encoded)
        prepared = [
            _Prepared(item, kind, content_hash, body, parts_of(item))
            for (kind, item_id), (item, content_hash, body) in encoded.items()
            if not _is_current(known.get((kind, item_id)), content_hash)
        ]
        changes = self._write(prepared) if prepared else {}
        return [changes.pop((kind_of(item), item.id), Change.UNCHANGED) for item in lot]

    def _write(self, prepared: Sequence[_Prepared]) -> dict[tuple[ItemKind, str], Change]:
        with self._writer.begin() as connection:
            return self._write_within(connection, prepared)

    def _write_within(
        self, connection: Connection, prepared: Sequence[_Prepared]
    ) -> dict[tuple[ItemKind, str], Change]:
        changes: dict[tuple[ItemKind, str], Change] = {}
        version = next_version(connection)
        known = _known(connection, [(ready.kind, ready.item.id) for ready in prepared])
        for ready in prepared:
            key = (ready.kind, ready.item.id)
            changes[key] = self._write_item(connection, ready, known.get(key), version)
        _write_parts(connection, prepared)
        return changes

    def _write_item(self, connection: Connection, ready: _Prepared, known: _Known | None, version: int) -> Change:
        table, item_id, now = TABLES[ready.kind], ready.item.id, self._clock()
        values = columns_of(ready.item) | {
            "state": State.PUBLISHED,
            "content_hash": ready.content_hash,
            "derivation": rows.DERIVATION,
            "version": version,
        }
        same = known is not None and known.content_hash == ready.content_hash
        if same and known is not None and known.state is State.PUBLISHED:
            # Only the rows derived from it are of an older make.
            connection.execute(update(table).where(table.id == item_id).values(values))
            return Change.UNCHANGED
        event = Event.ADDED if known is None else Event.RESTORED if same else Event.CHANGED
        body = None if same else ready.body
        revision_id = _add_revision(connection, ready.kind, item_id, event, ready.content_hash, body, version, now)
        values["changed_at"] = now
        if body is not None:
            values["revision_id"] = revision_id
        if known is None:
            connection.execute(insert(table).values(**values, first_seen=now))
            return Change.ADDED
        connection.execute(update(table).where(table.id == item_id).values(values))
        return Change.CHANGED if known.state is State.PUBLISHED else Change.ADDED

    def _withdraw_lot(self, lot: Sequence[tuple[ItemKind, str]]) -> None:
        with self._writer.begin() as connection:
            self._withdraw_lot_within(connection, lot)

    def _withdraw_lot_within(self, connection: Connection, lot: Sequence[tuple[ItemKind, str]]) -> None:
        version, now = next_version(connection), self._clock()
        known = _known(connection, lot)
        for kind, item_id in lot:
            table = TABLES[kind]
            connection.execute(
                update(table).where(table.id == item_id).values(state=State.WITHDRAWN, version=version, changed_at=now)
            )
            content_hash = known[(kind, item_id)].content_hash
            _add_revision(connection, kind, item_id, Event.WITHDRAWN, content_hash, None, version, now)


def _is_current(known: _Known | None, content_hash: str) -> bool:
    return known == _Known(content_hash, State.PUBLISHED, rows.DERIVATION)


def _known(connection: Connection, keys: Iterable[tuple[ItemKind, str]]) -> dict[tuple[ItemKind, str], _Known]:
    by_kind: dict[ItemKind, list[str]] = {}
    for kind, item_id in keys:
        by_kind.setdefault(kind, []).append(item_id)
    found = {}
    for kind, ids in by_kind.items():
        table = TABLES[kind]
        columns = select(table.id, table.content_hash, table.state, table.derivation).where(table.id.in_(ids))
        for item_id, content_hash, state, derivation in connection.execute(columns):
            found[(kind, item_id)] = _Known(content_hash, state, derivation)
    return found


def next_version(connection: Connection) -> int:
    """The number of this transaction. Its row lock makes concurrent writers take turns on PostgreSQL too."""
    return connection.execute(
        update(ContentVersion).values(number=ContentVersion.number + 1).returning(ContentVersion.number)
    ).scalar_one()


def _add_revision(
    connection: Connection,
    kind: ItemKind,
    item_id: str,
    event: Event,
    content_hash: str,
    body: bytes | None,
    version: int,
    now: datetime,
) -> int:
    statement = insert(Revision).values(
        kind=kind,
        item_id=item_id,
        event=event,
        content_hash=content_hash,
        body=body,
        version=version,
        recorded_at=now,
    )
    return connection.execute(statement.returning(Revision.id)).scalar_one()


def _write_parts(connection: Connection, prepared: Sequence[_Prepared]) -> None:
    """Replace the derived rows of all items of a lot, one statement per table."""
    procedures = [ready.item.id for ready in prepared if ready.kind is ItemKind.PROCEDURE]
    dossiers = [ready.item.id for ready in prepared if ready.kind is ItemKind.DOSSIER]
    for table in PARTS:
        connection.execute(delete(table).where(table.__table__.c.procedure_id.in_(procedures)))
    connection.execute(delete(DossierEntryRow).where(DossierEntryRow.dossier_id.in_(dossiers)))
    for kind, ids in ((ItemKind.PROCEDURE, procedures), (ItemKind.DOSSIER, dossiers)):
        connection.execute(delete(SearchEntryRow).where(SearchEntryRow.kind == kind, SearchEntryRow.id.in_(ids)))
    merged: rows.Rows = {}
    for ready in prepared:
        for part, values in ready.parts.items():
            merged.setdefault(part, []).extend(values)
    for part, values in merged.items():
        if values:
            connection.execute(insert(part), values)
