"""The whole import: sources in, small lots into the store, a report out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from procedures.importer.documents import Item, Unreadable, audiences_of, read_all
from procedures.importer.download import local_copy
from procedures.importer.sources import open_files
from procedures.model import Audience, Dossier, Origin, Procedure, Resource, Theme

LOT = 50  # items written together: a citizen's message waits behind one lot at most

Progress = Callable[[int, int], None]


class GuideStore(Protocol):
    """What an import asks of the store (``procedures.store.Store``)."""

    def put(self, items: Sequence[Procedure | Dossier | Theme | Resource]) -> Sequence[str]:
        """Write ``items``; for each "added", "changed" or "unchanged"."""
        ...

    def withdraw_missing(
        self, origin: Origin, seen: Collection[str], *, audiences: Collection[Audience]
    ) -> Collection[str]: ...

    def log_import(
        self,
        source: str,
        *,
        started_at: datetime,
        added: int,
        changed: int,
        unchanged: int,
        withdrawn: int,
        unreadable: Sequence[tuple[str, str]],
    ) -> None: ...


@dataclass(frozen=True)
class ImportReport:
    """What an import did, in pages of the guide (procedures, dossiers, themes and resources together)."""

    added: int
    changed: int
    unchanged: int
    withdrawn: int
    unreadable: tuple[Unreadable, ...]


def import_guide(sources: Sequence[str | Path], store: GuideStore, *, progress: Progress | None = None) -> ImportReport:
    """Bring the base to what ``sources`` say, together: addresses, folders, zips or tarballs.

    Pages of the sources' audiences that are in none of them are withdrawn. A page whose file is unreadable keeps what
    the base has of it. ``progress`` is called with the number of files read and the number of files.

    Raises:
        SourceError: a source as a whole cannot be used; nothing is written then.
    """
    started_at = datetime.now(UTC)
    with ExitStack() as stack:
        opened = [open_files(stack.enter_context(local_copy(source))) for source in sources]
        total = sum(len(files.names()) for files in opened)
        imported = _Import(store)
        for done, item in enumerate(read_all(opened), start=1):
            imported.take(item)
            if progress:
                progress(done, total)
        report = imported.end(audiences_of(opened))
    store.log_import(
        ", ".join(str(source) for source in sources),
        started_at=started_at,
        added=report.added,
        changed=report.changed,
        unchanged=report.unchanged,
        withdrawn=report.withdrawn,
        unreadable=[(unreadable.name, unreadable.reason) for unreadable in report.unreadable],
    )
    return report


class _Import:
    """An import under way: the lot being filled, and what was seen so far."""

    def __init__(self, store: GuideStore) -> None:
        self._store = store
        self._lot: list[Procedure | Dossier | Theme | Resource] = []
        self._changes: Counter[str] = Counter()
        self._seen: set[str] = set()
        self._unreadable: list[Unreadable] = []

    def take(self, item: Item) -> None:
        if isinstance(item, Unreadable):
            self._unreadable.append(item)
        elif item.id in self._seen:
            self._unreadable.append(Unreadable(item.id, "déjà lue dans une autre source de cet import", item.id))
        else:
            self._lot.append(item)
        self._seen.add(item.id)
        if len(self._lot) == LOT:
            self._write()

    def end(self, audiences: Collection[Audience]) -> ImportReport:
        self._write()
        withdrawn = self._store.withdraw_missing(Origin.OFFICIAL, self._seen, audiences=audiences)
        return ImportReport(
            added=self._changes["added"],
            changed=self._changes["changed"],
            unchanged=self._changes["unchanged"],
            withdrawn=len(withdrawn),
            unreadable=tuple(self._unreadable),
        )

    def _write(self) -> None:
        self._changes.update(self._store.put(self._lot))
        self._lot = []
