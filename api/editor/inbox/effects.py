"""What one more phrasing would change: for its own words, for the questions whose answer is known, and for those that
are said in much the same words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import cast

from rapidfuzz import fuzz, process

from procedures.catalogue import Catalogue, Phrasings, SearchEntry
from procedures.search import LexicalSearch, Search
from procedures.search.known_questions import known_questions
from procedures.search.words import stems

NEAR = 60  # ways to ask that are tried besides, those nearest to the phrase
MOST_ADDED = 500  # of the phrasings that the town has added, the newest


@dataclass(frozen=True)
class Change:
    """A known question whose first result would be another. ``owner``: what it is known to ask for."""

    question: str
    owner: str
    before: str
    after: str


@dataclass(frozen=True)
class Effects:
    """``rank_before`` and ``rank_after``: the place of the procedure for the phrase itself, from 1; None beyond ten.
    ``tried``: how many known questions both searches were asked. ``known``: in how many ways the procedure is already
    asked for. ``said_of``: the subjects for which the same words are already known."""

    rank_before: int | None
    rank_after: int | None
    tried: int
    known: int
    said_of: tuple[str, ...]
    better: tuple[Change, ...]
    worse: tuple[Change, ...]
    other: tuple[Change, ...]


class WithPhrase:
    """As much of a catalogue as a search reads, with one more way to ask for a subject."""

    def __init__(self, entries: Sequence[SearchEntry], subject_id: str, phrase: str) -> None:
        self._entries = entries
        self._subject_id = subject_id
        self._phrase = phrase

    def version(self) -> str:
        return "with a phrase"

    def search_entries(self) -> Iterable[SearchEntry]:
        for entry in self._entries:
            if entry.id == self._subject_id:
                added = Phrasings(entry.id, 0, (self._phrase,), taught=True)
                yield replace(entry, phrasings=(*entry.phrasings, added))
            else:
                yield entry


class Trial:
    """Compares the search as it is with the search as it would be.

    ``indexed``: the version of the content that ``search`` knows; what it finds is asked once for each. ``added``: the
    phrasings that the town has added, by subject.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        search: Search,
        *,
        indexed: Callable[[], str],
        added: Callable[[], Mapping[str, Sequence[str]]],
    ) -> None:
        self._catalogue = catalogue
        self._search = search
        self._indexed = indexed
        self._added = added
        self._one_at_a_time = Lock()  # an index takes a processor for a second
        self._known: tuple[str, dict[str, str]] = ("", {})  # what each question finds first, in that version

    def of(self, subject_id: str, phrase: str) -> Effects:
        """What ``phrase`` would change if it asked for ``subject_id``."""
        entries = list(self._catalogue.search_entries())
        asked = self._asked(entries, phrase)
        with self._one_at_a_time:
            after = LexicalSearch(cast(Catalogue, WithPhrase(entries, subject_id, phrase)))
            before = self._found_now(asked)
        changes = [
            Change(question, owner, before[question], then)
            for question, owner in asked.items()
            if before[question] != (then := _first(after, question))
        ]
        return Effects(
            _rank(self._search, phrase, subject_id),
            _rank(after, phrase, subject_id),
            len(asked),
            sum(len(one.said) for entry in entries if entry.id == subject_id for one in entry.phrasings),
            tuple(dict.fromkeys(asked[said] for said in asked if asked[said] != subject_id and _same(said, phrase))),
            tuple(one for one in changes if one.after == one.owner),
            tuple(one for one in changes if one.before == one.owner),
            tuple(one for one in changes if one.owner not in (one.before, one.after)),
        )

    def _asked(self, entries: Sequence[SearchEntry], phrase: str) -> dict[str, str]:
        """The questions to try, and what each asks for: those of the sheets that are served, those that the town has
        added, and the nearest of all."""
        served = {entry.id for entry in entries}
        asked = {said: sheet for sheet, all_said in known_questions().items() if sheet in served for said in all_said}
        added = [(said, owner) for owner, all_said in self._added().items() if owner in served for said in all_said]
        asked |= dict(added[-MOST_ADDED:])
        owners = {said: entry.id for entry in entries for phrasings in entry.phrasings for said in phrasings.said}
        near = process.extract(phrase, owners.keys(), scorer=fuzz.token_set_ratio, limit=NEAR)
        return asked | {said: owners[said] for said, _, _ in near}

    def _found_now(self, asked: Iterable[str]) -> dict[str, str]:
        version = self._indexed()
        if self._known[0] != version:
            self._known = (version, {})
        found = self._known[1]
        for question in asked:
            if question not in found:
                found[question] = _first(self._search, question)
        return found


def _same(one: str, other: str) -> bool:
    """Whether two sentences hold the same content words, in any order."""
    return set(stems(one)) == set(stems(other)) != set()


def _first(search: Search, question: str) -> str:
    return next((hit.id for hit in search.find(question, limit=1)), "")


def _rank(search: Search, question: str, subject_id: str) -> int | None:
    found = (place for place, hit in enumerate(search.find(question, limit=10), start=1) if hit.id == subject_id)
    return next(found, None)
