"""The rows by which items are found, as one process has read them: only those of changed items are read again."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import batched

from sqlalchemy import Connection, Engine, select

from procedures.catalogue import Phrasings
from procedures.store.index import Header
from procedures.store.phrasings import read_phrasings
from procedures.store.tables import ItemKind, SearchEntryRow, SearchPhrasingFileRow

_LOT = 500  # items read in one short query: no transaction stays open long
_ROW = SearchEntryRow
# The longer texts stay in the base: their terms were counted when they were written.
_SEARCHED = select(_ROW.id, _ROW.title, _ROW.everyday_names, _ROW.counted, _ROW.words)
_FILE = SearchPhrasingFileRow


@dataclass(frozen=True, slots=True)
class SearchRow:
    """What the base holds to find an item by. ``header``: that of the item when it was read."""

    header: Header
    title: str
    everyday_names: tuple[str, ...]
    counted: bytes
    words: str
    phrasings: tuple[Phrasings, ...]


class SearchRows:
    """Keeps what it reads, some twenty megabytes for the whole guide. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._kept: dict[tuple[ItemKind, str], SearchRow] = {}
        self._files: tuple[tuple[str, str], ...] = ()

    def of(self, items: Iterable[tuple[ItemKind, Header]]) -> list[tuple[ItemKind, SearchRow]]:
        """The rows of ``items``, in their order; none for an item that was withdrawn meanwhile.

        A header is read anew whenever its item is written or touched, so a row holds as long as the header is the same
        object; phrasings in files are of no item, so that all is read again when one of these files has changed.
        """
        wanted = list(items)
        with self._lock:
            known = self._still_good()
            kept: dict[tuple[ItemKind, str], SearchRow] = {}
            missing: dict[ItemKind, list[Header]] = {}
            for kind, header in wanted:
                row = known.get((kind, header.id))
                if row is not None and row.header is header:
                    kept[kind, header.id] = row
                else:
                    missing.setdefault(kind, []).append(header)
            for kind, headers in missing.items():
                kept |= {(kind, row.header.id): row for row in self._read(kind, headers)}
            self._kept = kept
        return [(kind, kept[kind, header.id]) for kind, header in wanted if (kind, header.id) in kept]

    def _still_good(self) -> dict[tuple[ItemKind, str], SearchRow]:
        with self._engine.connect() as connection:
            rows = connection.execute(select(_FILE.file, _FILE.content_hash).order_by(_FILE.file))
            files = tuple((row.file, row.content_hash) for row in rows)
        if files != self._files:
            self._files = files
            return {}
        return self._kept

    def _read(self, kind: ItemKind, headers: Iterable[Header]) -> Iterator[SearchRow]:
        for lot in batched(headers, _LOT):
            with self._engine.connect() as connection:
                yield from _lot(connection, kind, {header.id: header for header in lot})


def _lot(connection: Connection, kind: ItemKind, headers: dict[str, Header]) -> list[SearchRow]:
    found = connection.execute(_SEARCHED.where(_ROW.kind == kind, _ROW.id.in_(headers))).all()
    asked_as = {header.id: (header.id, *header.replaces) for header in headers.values()}
    phrasings = read_phrasings(connection, {name for names in asked_as.values() for name in names})
    return [
        SearchRow(
            header=headers[row.id],
            title=row.title,
            everyday_names=tuple(row.everyday_names),
            counted=row.counted,
            words=row.words,
            phrasings=tuple(said for name in asked_as[row.id] for said in phrasings.get(name, ())),
        )
        for row in found
    ]
