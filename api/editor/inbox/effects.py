"""What one more phrasing would change: for its own words, and for the questions that already find something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from threading import Lock
from typing import cast

from rapidfuzz import fuzz, process

from procedures.catalogue import Catalogue, Phrasings, SearchEntry
from procedures.search import LexicalSearch, Search

TRIED = 60  # known questions, those nearest to the phrase


@dataclass(frozen=True)
class Change:
    """A known question whose first result would be another. ``owner``: what it is known to ask for."""

    question: str
    owner: str
    before: str
    after: str


@dataclass(frozen=True)
class Effects:
    """``rank_before`` and ``rank_after``: the place of the procedure for the phrase itself, from 1; None beyond ten."""

    rank_before: int | None
    rank_after: int | None
    tried: int
    better: tuple[Change, ...]
    worse: tuple[Change, ...]
    other: tuple[Change, ...]


class WithPhrase:
    """As much of a catalogue as a search reads, with one more way to ask for a subject."""

    def __init__(self, catalogue: Catalogue, subject_id: str, phrase: str) -> None:
        self._catalogue = catalogue
        self._subject_id = subject_id
        self._phrase = phrase

    def version(self) -> str:
        return "with a phrase"

    def search_entries(self) -> Iterable[SearchEntry]:
        for entry in self._catalogue.search_entries():
            if entry.id == self._subject_id:
                yield replace(entry, phrasings=(*entry.phrasings, Phrasings(entry.id, 0, (self._phrase,))))
            else:
                yield entry


class Trial:
    """Compares the search as it is with the search as it would be."""

    def __init__(self, catalogue: Catalogue, search: Search) -> None:
        self._catalogue = catalogue
        self._search = search
        self._one_at_a_time = Lock()  # an index takes a processor for a second

    def of(self, subject_id: str, phrase: str) -> Effects:
        """What ``phrase`` would change if it asked for ``subject_id``."""
        entries = list(self._catalogue.search_entries())
        owners = {said: entry.id for entry in entries for phrasings in entry.phrasings for said in phrasings.said}
        near = process.extract(phrase, owners.keys(), scorer=fuzz.token_set_ratio, limit=TRIED)
        with self._one_at_a_time:
            after = LexicalSearch(cast(Catalogue, WithPhrase(self._catalogue, subject_id, phrase)))
        changes = [
            Change(question, owners[question], first, then)
            for question, _, _ in near
            if (first := _first(self._search, question)) != (then := _first(after, question))
        ]
        return Effects(
            _rank(self._search, phrase, subject_id),
            _rank(after, phrase, subject_id),
            len(near),
            tuple(one for one in changes if one.after == one.owner),
            tuple(one for one in changes if one.before == one.owner),
            tuple(one for one in changes if one.owner not in (one.before, one.after)),
        )


def _first(search: Search, question: str) -> str:
    return next((hit.id for hit in search.find(question, limit=1)), "")


def _rank(search: Search, question: str, subject_id: str) -> int | None:
    found = (place for place, hit in enumerate(search.find(question, limit=10), start=1) if hit.id == subject_id)
    return next(found, None)
