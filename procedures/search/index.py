"""An inverted index whose postings already hold their weights, every field and every phrasing side by side.

A posting says in which slot a term counts, and how much. Slots are numbered field by field (BM25), then come the
cosine with each title and with each phrasing: so that a question costs one addition per posting, all in one go.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from procedures.catalogue import SearchEntry
from procedures.model import Audience, Origin, ProcedureKind
from procedures.search.counting import key
from procedures.search.fields import FIELDS
from procedures.search.gathering import Gathered, gather, title_keys
from procedures.search.word_kinds import words_of_kind
from procedures.search.words import stem

_SATURATION = 1.2  # BM25's k1
PAIR_WEIGHT = 0.5  # of two neighbours, beside each of them alone
# An aspect word ("combien", "délai") tells the chapter rather than the procedure, and a word of the case ("ma fille",
# "à l'étranger") which of several procedures, seldom which subject; but titles hold some.
MINOR_WEIGHT = 0.6
_ASKED_UNKNOWN = 1  # of what nobody has said how often it is asked
Array = NDArray[Any]


@dataclass(frozen=True)
class Document:
    """What the index remembers of a procedure or dossier besides its postings."""

    id: str
    kind: Literal["procedure", "dossier"]
    audience: Audience
    origin: Origin
    procedure_kind: ProcedureKind | None
    title: str
    title_keys: tuple[int, ...]
    dossier_id: str | None
    asked: int


@dataclass(frozen=True)
class Slots:
    """Which slots are whose: ``of_field`` holds documents field by field, ``of_titles`` follows, then phrasings."""

    documents: int
    phrasings: int

    @property
    def of_titles(self) -> int:
        return len(FIELDS) * self.documents

    @property
    def of_phrasings(self) -> int:
        return self.of_titles + self.documents

    @property
    def total(self) -> int:
        return self.of_phrasings + self.phrasings


@dataclass(frozen=True)
class Found:
    """The postings of some terms, one after the other; ``terms``: which of the terms each is of."""

    terms: Array
    slots: Array
    weights: Array


class Index:
    """``documents`` by number; ``frequencies`` of written words, for the spelling; ``phrasing_owners``: the document
    of each phrasing, in order."""

    def __init__(self, entries: Iterable[SearchEntry]) -> None:
        kept = searched_entries(entries)
        gathered = gather(kept)
        self.documents = [_document(entry) for entry in kept]
        self.frequencies = gathered.written
        self.phrasing_owners = gathered.phrasing_entries
        self.slots = Slots(len(kept), len(gathered.phrasing_entries))
        self.keys, self._starts, self._slots, self._weights, self._rarities = _postings(gathered, self.slots)

    def place(self, keys: Sequence[int] | Array) -> Array:
        """Where each term is in the index, -1 for those that nothing holds."""
        wanted = np.asarray(keys, "u8")
        if not len(self.keys):
            return np.full(len(wanted), -1)
        places = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[places] == wanted, places, -1)

    def knows(self, term: str) -> bool:
        return bool(self.place((key(term),))[0] >= 0)

    def rarities(self, keys: Sequence[int] | Array) -> Array:
        """How much each term tells, from 0 (everywhere or nowhere) up."""
        places = self.place(keys)
        return np.where(places >= 0, self._rarities[places], 0.0) if len(self.keys) else np.zeros(len(places))

    def find(self, keys: Sequence[int] | Array) -> Found:
        """The postings of terms by their keys; terms that nothing holds have none."""
        places = self.place(keys)
        known = np.flatnonzero(places >= 0)
        starts, ends = self._starts[places[known]], self._starts[places[known] + 1]
        sizes = ends - starts
        terms = np.repeat(known, sizes)
        first_of_each = np.cumsum(sizes) - sizes
        lines = np.arange(int(sizes.sum())) + np.repeat(starts - first_of_each, sizes)
        return Found(terms, self._slots[lines], self._weights[lines])


def searched_entries(entries: Iterable[SearchEntry]) -> list[SearchEntry]:
    """Those that can be found: a guided search leads to procedures, it is never the answer."""
    return [entry for entry in entries if entry.procedure_kind is not ProcedureKind.GUIDED_SEARCH]


def _document(entry: SearchEntry) -> Document:
    return Document(
        entry.id,
        entry.kind,
        entry.audience,
        entry.origin,
        entry.procedure_kind,
        entry.title,
        title_keys(entry.title),
        entry.dossier_id,
        max((phrasings.asked for phrasings in entry.phrasings), default=_ASKED_UNKNOWN),
    )


def _postings(gathered: Gathered, slots: Slots) -> tuple[Array, Array, Array, Array, Array]:
    """Keys in order, where the postings of each start, their slots and weights, and the rarity of each key."""
    titles = np.flatnonzero(gathered.fields == 0)
    keys = np.concatenate((gathered.keys, gathered.keys[titles], gathered.phrasing_keys))
    order = np.argsort(keys, kind="stable")
    in_order = keys[order]
    firsts = np.flatnonzero(np.r_[True, in_order[1:] != in_order[:-1]]) if len(keys) else np.empty(0, "i8")
    unique = in_order[firsts]
    terms = np.empty(len(keys), "i4")  # of each line, the place of its key
    terms[order] = np.repeat(np.arange(len(firsts), dtype="i4"), np.diff(np.r_[firsts, len(keys)]))
    own, of_titles, of_phrasings = np.split(terms, (len(gathered.keys), len(gathered.keys) + len(titles)))

    rarities = _rarities(own, gathered.entries, len(unique), slots.documents)
    worth = rarities * _worths(unique)
    weights = np.concatenate(
        (
            _bm25(gathered, rarities[own], slots.documents),
            _cosines(of_titles, gathered.entries[titles], worth, rarities, slots.documents),
            _cosines(of_phrasings, gathered.phrasings, worth, rarities, slots.phrasings),
        )
    )
    places = np.concatenate(
        (
            gathered.fields.astype("i4") * slots.documents + gathered.entries,
            slots.of_titles + gathered.entries[titles],
            slots.of_phrasings + gathered.phrasings,
        )
    )
    starts = np.r_[firsts, len(keys)]
    return unique, starts, places[order].astype("i4"), weights[order].astype("f4"), rarities.astype("f4")


def _rarities(terms: Array, entries: Array, count: int, documents: int) -> Array:
    """``terms`` and ``entries`` are sorted together, for a pair counts once however many fields hold it."""
    pairs = np.sort(terms.astype("i8") * documents + entries)
    held = pairs[np.r_[True, pairs[1:] != pairs[:-1]][: len(pairs)]] // max(documents, 1)
    holding = np.bincount(held, minlength=count)
    return np.log1p((documents - holding + 0.5) / (holding + 0.5))


def _worths(keys: Array) -> Array:
    """What a term weighs by its kind, before how rare it is."""
    worths = np.where(keys & np.uint64(1), PAIR_WEIGHT, 1.0)
    worths[np.isin(keys, _minor_keys())] = MINOR_WEIGHT
    return worths


@cache
def _minor_keys() -> Array:
    words = words_of_kind("aspect") | words_of_kind("situation")
    return np.unique(np.array([key(stem(word)) for word in words], "u8"))


def _bm25(gathered: Gathered, rarities: Array, documents: int) -> Array:
    """A term tells as much in every field, so that fields compare: a word is not rare because few have headings."""
    fields, times = gathered.fields.astype("i4"), gathered.times.astype("f4")
    lengths = np.bincount(fields * documents + gathered.entries, times, len(FIELDS) * documents)
    by_field = lengths.reshape(len(FIELDS), documents)
    holders = np.maximum((by_field > 0).sum(axis=1), 1)
    means = np.maximum(by_field.sum(axis=1) / holders, 1)
    counts = np.array([field.length_counts for field in FIELDS])
    norms = (1 - counts[:, None] + counts[:, None] * by_field / means[:, None]).ravel()

    norm = norms[fields * documents + gathered.entries]
    return np.asarray(rarities * times * (_SATURATION + 1) / (times + _SATURATION * norm))


def _cosines(terms: Array, texts: Array, worth: Array, rarities: Array, count: int) -> Array:
    """What a term of a question adds to its cosine with a text, the length of the question left to divide by."""
    squares = np.bincount(texts, worth[terms] ** 2, count)
    lengths = np.sqrt(np.maximum(squares, 1e-9))
    return np.asarray(worth[terms] * rarities[terms] / lengths[texts])
