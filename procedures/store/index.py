"""Headers of what is published, in memory: which items there are, and which stand in for which.

A few hundred bytes per item; bodies stay in the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, select

from procedures.model import Audience, Origin, ProcedureKind
from procedures.settings import ContentScope
from procedures.store.tables import (
    ContentVersion,
    DossierEntryRow,
    DossierRow,
    ItemKind,
    ProcedureRow,
    ResourceRow,
    State,
    ThemeRow,
)
from procedures.store.text_tables import TextKind, TextRow

SERVED: dict[ContentScope, frozenset[Origin]] = {
    "all": frozenset(Origin),
    "official": frozenset({Origin.OFFICIAL}),
    "own": frozenset({Origin.OWN, Origin.DEMONSTRATION}),
}


@dataclass(frozen=True, slots=True)
class Header:
    """What is known of an item without its body."""

    id: str
    title: str
    revision_id: int
    audience: Audience
    origin: Origin
    kind: ProcedureKind | None = None  # None unless a procedure
    theme_id: str | None = None
    sub_theme: str | None = None
    dossier_id: str | None = None
    sub_dossier: str | None = None
    label: str | None = None
    replaces: tuple[str, ...] = ()
    procedure_ids: tuple[str, ...] = ()  # of a dossier


Headers = dict[str, Header]


@dataclass(frozen=True, slots=True)
class LaidOver:
    """What the town lays over an official procedure: ``procedures.overlay.Overlay`` as ``bodies`` writes it, and the
    content version that brought it."""

    version: int
    body: bytes


@dataclass(frozen=True)
class Index:
    """Everything published at one content version. Never changed once made: readers of an older one finish with it.

    ``stands_in`` maps an official id to the hand-written procedure that replaces it; a dossier all of whose
    procedures are replaced by the same one is replaced too. ``overlays``: by the procedure they are laid over.
    """

    version: int = -1
    items: dict[ItemKind, Headers] = field(default_factory=lambda: {kind: {} for kind in ItemKind})
    stands_in: dict[str, str] = field(default_factory=dict)
    overlays: dict[str, LaidOver] = field(default_factory=dict)

    def resolve(self, procedure_id: str) -> Header | None:
        """The procedure served under that id: itself, or the one that replaces it."""
        return self.items[ItemKind.PROCEDURE].get(self.stands_in.get(procedure_id, procedure_id))


def content_version(connection: Connection) -> int:
    return connection.execute(select(ContentVersion.number)).scalar_one()


def refreshed(index: Index, connection: Connection, content: ContentScope) -> Index:
    """``index`` brought up to date by reading only what changed since."""
    version = content_version(connection)
    if version == index.version:
        return index
    items = {
        ItemKind.PROCEDURE: _read(index, ItemKind.PROCEDURE, _procedures(connection, index.version), content),
        ItemKind.DOSSIER: _read(index, ItemKind.DOSSIER, _dossiers(connection, index.version), content),
        ItemKind.THEME: _read(index, ItemKind.THEME, _plain(connection, ThemeRow, index.version), content),
        ItemKind.RESOURCE: _read(index, ItemKind.RESOURCE, _plain(connection, ResourceRow, index.version), content),
    }
    overlays = _overlays(index, connection) if content == "all" else {}
    return Index(version, items, _stand_ins(items), overlays)


def _read(index: Index, kind: ItemKind, changed: Iterable[tuple[State, Header]], content: ContentScope) -> Headers:
    headers = dict(index.items[kind])
    for state, header in changed:
        if state is State.PUBLISHED and header.origin in SERVED[content]:
            headers[header.id] = header
        else:
            headers.pop(header.id, None)
    return headers


def _overlays(index: Index, connection: Connection) -> dict[str, LaidOver]:
    overlays = dict(index.overlays)
    query = select(TextRow.id, TextRow.version, TextRow.served).where(
        TextRow.kind == TextKind.OVERLAY, TextRow.version > index.version
    )
    for procedure_id, version, body in connection.execute(query):
        if body is None:
            overlays.pop(procedure_id, None)
        else:
            overlays[procedure_id] = LaidOver(version, body)
    return overlays


def _procedures(connection: Connection, since: int) -> Iterable[tuple[State, Header]]:
    row = ProcedureRow
    query = select(
        row.state,
        row.id,
        row.title,
        row.revision_id,
        row.audience,
        row.origin,
        row.kind,
        row.theme_id,
        row.sub_theme,
        row.dossier_id,
        row.sub_dossier,
        row.label,
        row.replaces,
    ).where(row.version > since)
    for found in connection.execute(query):
        values = found._asdict()
        state, replaces = values.pop("state"), tuple(values.pop("replaces"))
        yield state, Header(**values, replaces=replaces)


def _dossiers(connection: Connection, since: int) -> Iterable[tuple[State, Header]]:
    changed = list(_plain(connection, DossierRow, since))
    entries: dict[str, list[str]] = {}
    query = (
        select(DossierEntryRow.dossier_id, DossierEntryRow.procedure_id)
        .join(DossierRow, DossierRow.id == DossierEntryRow.dossier_id)
        .where(DossierRow.version > since)
        .order_by(DossierEntryRow.dossier_id, DossierEntryRow.position)
    )
    for dossier_id, procedure_id in connection.execute(query):
        entries.setdefault(dossier_id, []).append(procedure_id)
    for state, header in changed:
        yield state, replace(header, procedure_ids=tuple(dict.fromkeys(entries.get(header.id, ()))))


def _plain(
    connection: Connection, row: type[DossierRow] | type[ThemeRow] | type[ResourceRow], since: int
) -> Iterable[tuple[State, Header]]:
    query = select(row.state, row.id, row.title, row.revision_id, row.audience, row.origin).where(row.version > since)
    for found in connection.execute(query):
        values = found._asdict()
        yield values.pop("state"), Header(**values)


def _stand_ins(items: dict[ItemKind, Headers]) -> dict[str, str]:
    procedures = items[ItemKind.PROCEDURE]
    # The town's own word wins over a demonstration when both name the same official procedure.
    ordered = sorted(procedures.values(), key=lambda header: header.origin is Origin.OWN)
    stands_in = {replaced: header.id for header in ordered for replaced in header.replaces}
    for dossier in items[ItemKind.DOSSIER].values():
        served = {stands_in.get(procedure_id) for procedure_id in dossier.procedure_ids}
        if len(served) == 1 and (only := served.pop()) is not None:
            stands_in[dossier.id] = only
    return stands_in
