"""Headers of what is published, in memory: which items there are, and which stand in for which.

A few hundred bytes per item; bodies stay in the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import Connection, select

from procedures.model import Audience, Origin, Procedure, ProcedureKind, Section
from procedures.settings import ContentScope
from procedures.store import bodies
from procedures.store.tables import (
    ContentVersion,
    DossierEntryRow,
    DossierRow,
    ItemKind,
    ProcedureRow,
    ResourceRow,
    Revision,
    State,
    ThemeRow,
)
from procedures.store.text_tables import TextKind, TextRow

PROJECT = "Rédaction de Guichet"  # how the publisher of the project's own sheets begins

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
    verified_on: date | None = None  # of a procedure
    newest_source: date | None = None  # of a sheet of the project's own, which gives way to a newer official page


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
    ``resting``: sheets of the project that newer official pages have overtaken. They come back when a source of
    theirs is newer again.
    """

    version: int = -1
    items: dict[ItemKind, Headers] = field(default_factory=lambda: {kind: {} for kind in ItemKind})
    stands_in: dict[str, str] = field(default_factory=dict)
    overlays: dict[str, LaidOver] = field(default_factory=dict)
    resting: Headers = field(default_factory=dict)

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
    known = {**index.items[ItemKind.PROCEDURE], **index.resting}
    procedures, resting = _given_way(_read(known, _procedures(connection, index.version), content))
    items = {
        ItemKind.PROCEDURE: procedures,
        ItemKind.DOSSIER: _read(index.items[ItemKind.DOSSIER], _dossiers(connection, index.version), content),
        ItemKind.THEME: _read(index.items[ItemKind.THEME], _plain(connection, ThemeRow, index.version), content),
        ItemKind.RESOURCE: _read(
            index.items[ItemKind.RESOURCE], _plain(connection, ResourceRow, index.version), content
        ),
    }
    overlays = _overlays(index, connection) if content == "all" else {}
    return Index(version, items, _stand_ins(items), overlays, resting)


def _read(known: Headers, changed: Iterable[tuple[State, Header]], content: ContentScope) -> Headers:
    headers = dict(known)
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
        row.verified_on,
    ).where(row.version > since)
    newest = _newest_sources(connection, since)
    for found in connection.execute(query):
        values = found._asdict()
        state, replaces = values.pop("state"), tuple(values.pop("replaces"))
        yield state, Header(**values, replaces=replaces, newest_source=newest.get(found.id))


def _newest_sources(connection: Connection, since: int) -> dict[str, date]:
    """The day of the newest source of each sheet that the project itself has written."""
    query = (
        select(ProcedureRow.id, Revision.body)
        .join(Revision, Revision.id == ProcedureRow.revision_id)
        .where(ProcedureRow.version > since, ProcedureRow.publisher.startswith(PROJECT))
    )
    found = {}
    for procedure_id, body in connection.execute(query):
        if body is None:
            continue
        sheet: Procedure = bodies.decode(Procedure, body)
        sources = (block.source for block in sheet.body if isinstance(block, Section))
        if days := [source.verified_on for source in sources if source and source.verified_on]:
            found[procedure_id] = max(days)
    return found


def _given_way(procedures: Headers) -> tuple[Headers, Headers]:
    """What is served, and the sheets of the project that rest: an official page that they replace has been checked
    since their newest source. What a town has written itself always stands."""
    resting = {
        header.id: header
        for header in procedures.values()
        if header.newest_source and any(_is_newer(procedures.get(official), header) for official in header.replaces)
    }
    return {name: header for name, header in procedures.items() if name not in resting}, resting


def _is_newer(official: Header | None, sheet: Header) -> bool:
    day, known = official.verified_on if official else None, sheet.newest_source
    return day is not None and known is not None and day > known


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
