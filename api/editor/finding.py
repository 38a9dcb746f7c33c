"""Which procedures an editor is looking for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from api.database import Engine
from api.editor.inbox.repository import Inbox
from api.editor.repository import Texts
from api.editor.texts import Text
from procedures.model import Origin, Section
from procedures.search import Search
from procedures.store import queries
from procedures.store.queries import A_YEAR, Listed
from procedures.store.text_tables import TextKind
from procedures.words import fold

MOST = 60


class Filter(StrEnum):
    """What a list may be narrowed to."""

    OWN = "own"  # written here
    DOCUMENT = "document"  # asks for the document that ``q`` names
    STALE = "stale"  # not verified for a year
    UNSOURCED = "unsourced"
    UNFINISHED = "unfinished"  # with a draft
    UNSEEN = "unseen"  # no citizen was ever answered with it
    DISLIKED = "disliked"  # more often said to be useless than useful, the worst first


@dataclass(frozen=True)
class Found:
    """A line of the list. ``text``: what editors have done with it, if anything."""

    id: str
    title: str
    origin: Origin
    verified_on: date | None
    text: Text | None


class Finding:
    def __init__(self, engine: Engine, texts: Texts, search: Search, inbox: Inbox, today: Callable[[], date]) -> None:
        self._engine = engine
        self._inbox = inbox
        self._texts = texts
        self._search = search
        self._today = today

    def find(self, words: str, narrowed: Filter | None) -> tuple[list[Found], int]:
        """At most ``MOST``, the best first, and how many there are; those written here when nothing is asked for."""
        texts = {(text.kind, text.id): text for kind in _KINDS for text in self._texts.of_kind(kind)}
        base = [_found(one, texts) for one in self._listed(words, narrowed)]
        known = {one.id for one in base}
        drafts = [
            Found(text.id, text.title, Origin.OWN, None, text)
            for (kind, text_id), text in texts.items()
            if kind is TextKind.PROCEDURE and text_id not in known and self._wanted(text, words, narrowed)
        ]
        found = (*drafts, *base)
        if narrowed is Filter.UNFINISHED:
            found = tuple(one for one in found if one.text and one.text.draft is not None)
        elif words and narrowed not in (None, Filter.DOCUMENT):
            found = tuple(one for one in found if _holds(one.title, words))
        return list(found[:MOST]), len(found)

    def _listed(self, words: str, narrowed: Filter | None) -> Iterable[Listed]:
        match narrowed:
            case Filter.DOCUMENT:
                return queries.asking_for_document(self._engine, words) if words else ()
            case Filter.STALE:
                return queries.not_verified_since(self._engine, self._today() - A_YEAR)
            case Filter.UNSOURCED:
                return [one for one in queries.hand_written(self._engine) if self._lacks_source(one.id)]
            case Filter.UNFINISHED:
                drafts = [text.id for text in self._texts.unfinished() if text.kind in _KINDS]
                return queries.listed(self._engine, drafts)
            case Filter.OWN:
                return queries.hand_written(self._engine)
            case Filter.UNSEEN:
                seen = {use.procedure_id for use in self._inbox.uses()}
                return [one for one in queries.all_published(self._engine) if one.id not in seen]
            case Filter.DISLIKED:
                disliked = [use for use in self._inbox.uses() if use.useless > use.useful]
                disliked.sort(key=lambda use: use.useful - use.useless)
                return queries.listed(self._engine, [use.procedure_id for use in disliked])
        own = queries.hand_written(self._engine)
        if not words:
            return own
        titled = [one.id for one in own if _holds(one.title, words)]
        hits = [hit.id for hit in self._search.find(words, limit=MOST) if hit.kind == "procedure"]
        return queries.listed(self._engine, [*titled, *hits])

    def _wanted(self, text: Text, words: str, narrowed: Filter | None) -> bool:
        """Whether a text that the base does not serve is to be listed: a draft, or one that was withdrawn."""
        if narrowed not in (None, Filter.OWN, Filter.UNFINISHED):
            return False
        return text.live is None and (not words or _holds(text.title, words))

    def _lacks_source(self, procedure_id: str) -> bool:
        stored = self._texts.stored(procedure_id)
        sections = [block for block in stored.body if isinstance(block, Section)] if stored else []
        return any(section.source is None for section in sections)


_KINDS = (TextKind.PROCEDURE, TextKind.OVERLAY)


def _found(one: Listed, texts: dict[tuple[TextKind, str], Text]) -> Found:
    kind = TextKind.OVERLAY if one.origin is Origin.OFFICIAL else TextKind.PROCEDURE
    return Found(one.id, one.title, one.origin, one.verified_on, texts.get((kind, one.id)))


def _holds(title: str, words: str) -> bool:
    folded = fold(title)
    return all(word in folded for word in fold(words).split())
