"""The read side of the knowledge base: headers in memory, bodies on demand.

Reading never waits for an import: SQLite's WAL and PostgreSQL both serve the last committed lot meanwhile.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, select

from procedures.catalogue import SearchEntry
from procedures.model import Audience, Dossier, DossierEntry, Origin, Procedure, Resource, Theme
from procedures.overlay import Overlay, laid_over
from procedures.settings import ContentScope
from procedures.store import bodies
from procedures.store.base import Clock, utc_now
from procedures.store.history import MODELS
from procedures.store.index import Header, Index, content_version, refreshed
from procedures.store.search_rows import SearchRows
from procedures.store.tables import ItemKind, Revision

_TOWN_TIME = ZoneInfo("Europe/Paris")  # what begins "le 1er septembre" begins at midnight there


class StoredCatalogue:
    """A ``Catalogue`` over the database. Safe to share between threads.

    ``cached_bodies``: how many parsed trees stay in memory, the least recently used going first.
    """

    def __init__(
        self, engine: Engine, content: ContentScope = "all", *, cached_bodies: int = 128, clock: Clock = utc_now
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._content = content
        self._index = Index()
        self._search_rows = SearchRows(engine)
        self._bodies: OrderedDict[int, Any] = OrderedDict()
        self._cached_bodies = cached_bodies
        self._lock = threading.Lock()

    def procedure(self, procedure_id: str) -> Procedure | None:
        index = self._current()
        header = index.resolve(procedure_id)
        if header is None:
            return None
        procedure: Procedure = self._body(ItemKind.PROCEDURE, header)
        over = index.overlays.get(header.id)
        if over is None or header.origin is not Origin.OFFICIAL:
            return procedure
        # A few pieces put in their places: cheaper to do anew than to keep for each day.
        return laid_over(procedure, bodies.decode(Overlay, over.body), self._clock().astimezone(_TOWN_TIME).date())

    def dossier(self, dossier_id: str) -> Dossier | None:
        """None too for a dossier that one hand-written procedure replaces: ``procedure`` then answers to its id."""
        index = self._current()
        header = index.items[ItemKind.DOSSIER].get(dossier_id)
        if header is None or dossier_id in index.stands_in:
            return None
        return _served(self._body(ItemKind.DOSSIER, header), index)

    def theme(self, theme_id: str) -> Theme | None:
        header = self._current().items[ItemKind.THEME].get(theme_id)
        return self._body(ItemKind.THEME, header) if header else None

    def themes(self, audience: Audience = Audience.INDIVIDUALS) -> tuple[Theme, ...]:
        headers = self._current().items[ItemKind.THEME].values()
        chosen = sorted((header for header in headers if header.audience is audience), key=lambda header: header.title)
        return tuple(self._body(ItemKind.THEME, header) for header in chosen)

    def resource(self, resource_id: str) -> Resource | None:
        header = self._current().items[ItemKind.RESOURCE].get(resource_id)
        return self._body(ItemKind.RESOURCE, header) if header else None

    def title(self, subject_id: str) -> str | None:
        index = self._current()
        header = index.resolve(subject_id)
        for kind in (ItemKind.DOSSIER, ItemKind.THEME):
            header = header or index.items[kind].get(subject_id)
        return header.title if header else None

    def version(self) -> str:
        return str(self._current().version)

    def search_entries(self) -> Iterable[SearchEntry]:
        """Once read, only what has changed since is read again."""
        index = self._current()
        shown = (
            (kind, header)
            for kind in (ItemKind.PROCEDURE, ItemKind.DOSSIER)
            for header in index.items[kind].values()
            if header.id not in index.stands_in
        )
        for kind, row in self._search_rows.of(shown):
            header = row.header
            yield SearchEntry(
                id=header.id,
                kind="procedure" if kind is ItemKind.PROCEDURE else "dossier",
                procedure_kind=header.kind,
                audience=header.audience,
                origin=header.origin,
                title=row.title,
                labels=_labels(header, index),
                everyday_names=row.everyday_names,
                dossier_id=header.dossier_id,
                replaces=header.replaces,
                counted=row.counted,
                words=row.words,
                replaced_names=tuple(_names_replaced(header, index)),
                phrasings=row.phrasings,
            )

    def _current(self) -> Index:
        """The index, after one tiny query to know whether it still holds."""
        with self._engine.connect() as connection:
            if content_version(connection) == self._index.version:
                return self._index
            with self._lock:
                self._index = refreshed(self._index, connection, self._content)
                return self._index

    def _body(self, kind: ItemKind, header: Header) -> Any:
        """The parsed tree of an item. Its revision is the key, so a changed item is another entry."""
        key = header.revision_id
        with self._lock:
            if key in self._bodies:
                self._bodies.move_to_end(key)
                return self._bodies[key]
        with self._engine.connect() as connection:
            body = connection.execute(select(Revision.body).where(Revision.id == key)).scalar_one()
        if body is None:
            raise LookupError(f"revision {key} of {header.id} has no body; import the content again")
        item = bodies.decode(MODELS[kind], body)
        with self._lock:
            self._bodies[key] = item
            while len(self._bodies) > self._cached_bodies:
                self._bodies.popitem(last=False)
        return item


def _labels(header: Header, index: Index) -> tuple[str, ...]:
    """The names around an item: theme, sub-theme, dossier, sub-dossier, and its own name there."""
    theme = index.items[ItemKind.THEME].get(header.theme_id or "")
    dossier = index.items[ItemKind.DOSSIER].get(header.dossier_id or "")
    names = (
        theme.title if theme else None,
        header.sub_theme,
        dossier.title if dossier else None,
        header.sub_dossier,
        header.label,
    )
    return tuple(name for name in names if name)


def _served(dossier: Dossier, index: Index) -> Dossier:
    """``dossier`` with the procedures that are served: replaced ones under their new id, each once in its list."""

    def entries(listed: tuple[DossierEntry, ...]) -> tuple[DossierEntry, ...]:
        kept: dict[str, DossierEntry] = {}
        for entry in listed:
            header = index.resolve(entry.procedure_id)
            if header is None:
                continue
            replaced = header.id != entry.procedure_id
            label = header.title if replaced else entry.label
            kept.setdefault(header.id, DossierEntry(header.id, label))
        return tuple(kept.values())

    subs = (replace(sub, entries=entries(sub.entries)) for sub in dossier.sub_dossiers)
    return replace(dossier, sub_dossiers=tuple(sub for sub in subs if sub.entries), entries=entries(dossier.entries))


def _names_replaced(header: Header, index: Index) -> Iterator[str]:
    """The titles of the official procedures that a hand-written one stands for: it must be found by their words too."""
    procedures = index.items[ItemKind.PROCEDURE]
    yield from (procedures[replaced].title for replaced in header.replaces if replaced in procedures)
