"""An inverted index whose postings already hold their BM25 weight, all fields added up.

Weights are settled when the index is built, so that a question costs one addition per posting: about a millisecond
for a sentence over the whole guide, in plain Python.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from procedures.catalogue import SearchEntry
from procedures.model import Audience, Origin, ProcedureKind
from procedures.search.words import STOP_WORDS, pairs, stem, tokens, written_words
from procedures.words import fold

_SATURATION = 1.2  # BM25's k1
_MOST_TIMES = 255  # a count fits in one byte


@dataclass(frozen=True)
class Field:
    """``weight``: what a word found here is worth. ``length_counts``: BM25's b, from 0 to 1. ``pairs``: whether
    neighbouring words are indexed together too."""

    name: str
    french: str
    weight: float
    length_counts: float
    pairs: bool = False


# Weighed by what a writer of the guide puts there: a title names the subject, labels place it among its siblings,
# headings and linked questions say what it answers, the body mentions much besides.
FIELDS = (
    Field("title", "titre", 2.6, 0.5, pairs=True),
    Field("names", "nom courant", 2.6, 0.3, pairs=True),
    Field("labels", "rubrique", 1.0, 0.5, pairs=True),
    Field("headings", "intertitre", 0.9, 0.6, pairs=True),
    Field("questions", "question liée", 0.5, 0.7, pairs=True),
    Field("description", "résumé", 1.1, 0.6, pairs=True),
    Field("body", "texte", 1.0, 0.75),
)


@dataclass(frozen=True)
class Document:
    """What the index remembers of a procedure or dossier besides its postings."""

    id: str
    kind: Literal["procedure", "dossier"]
    audience: Audience
    origin: Origin
    procedure_kind: ProcedureKind | None
    title_stems: tuple[str, ...]
    dossier_id: str | None


@dataclass
class _Column:
    """One field while the index is built: for each term, documents and counts packed in one integer."""

    postings: dict[str, array[int]] = field(default_factory=dict)
    lengths: dict[int, int] = field(default_factory=dict)

    def mean_length(self) -> float:
        return sum(self.lengths.values()) / max(len(self.lengths), 1)

    def add(self, number: int, counts: Mapping[str, int]) -> None:
        if not counts:
            return
        self.lengths[number] = sum(counts.values())
        for term, count in counts.items():
            packed = self.postings.get(term)
            if packed is None:
                packed = self.postings[term] = array("I")
            packed.append(number << 8 | (count if count < _MOST_TIMES else _MOST_TIMES))


@dataclass(frozen=True)
class Posting:
    """Where a term is: document numbers, their weights, and in which fields (bit i for ``FIELDS[i]``)."""

    documents: array[int]
    weights: array[float]
    fields: array[int]


class Index:
    """``documents`` by number, ``postings`` by term, ``frequencies`` of written words for the spelling."""

    def __init__(self, entries: Iterable[SearchEntry]) -> None:
        self.documents: list[Document] = []
        self.frequencies: Counter[str] = Counter()
        columns = [_Column() for _ in FIELDS]
        for entry in entries:
            if entry.procedure_kind is ProcedureKind.GUIDED_SEARCH:
                continue  # it leads to procedures; it is never the answer
            self._add(entry, columns)
        self.postings = _weighed(columns)

    def rarity(self, term: str) -> float:
        """How much a term tells, from 0 (everywhere or nowhere) up."""
        posting = self.postings.get(term)
        if posting is None:
            return 0.0
        return math.log(1 + len(self.documents) / len(posting.documents))

    def _add(self, entry: SearchEntry, columns: list[_Column]) -> None:
        number = len(self.documents)
        written: set[str] = set()
        for column, kind, texts in zip(columns, FIELDS, _texts(entry), strict=True):
            counts: Counter[str] = Counter()
            for text in texts:
                (_count_with_pairs if kind.pairs else _count)(text, counts, written)
            column.add(number, counts)
        self.frequencies.update(written)
        title = tuple(dict.fromkeys(stem(word) for word in tokens(entry.title) if word not in STOP_WORDS))
        self.documents.append(
            Document(entry.id, entry.kind, entry.audience, entry.origin, entry.procedure_kind, title, entry.dossier_id)
        )


def _count(text: str, counts: Counter[str], written: set[str]) -> None:
    """Adds the stems of a long text to ``counts``: each written word is folded and stemmed once, not at each use."""
    for word, times in Counter(written_words(text)).items():
        folded = fold(word)
        if folded not in STOP_WORDS:
            written.add(folded)
            counts[stem(folded)] += times


def _count_with_pairs(text: str, counts: Counter[str], written: set[str]) -> None:
    words = [word for word in tokens(text) if word not in STOP_WORDS]
    written.update(words)
    stemmed = [stem(word) for word in words]
    counts.update(stemmed)
    counts.update(pairs(stemmed))


def _texts(entry: SearchEntry) -> Iterator[tuple[str, ...]]:
    """The texts of an entry, field by field, in the order of ``FIELDS``."""
    yield (entry.title,)
    yield entry.everyday_names
    yield entry.labels
    yield entry.headings
    yield entry.questions
    yield (entry.description,)
    yield (entry.body,)


def _weighed(columns: list[_Column]) -> dict[str, Posting]:
    postings: dict[str, Posting] = {}
    means = [column.mean_length() for column in columns]
    for term in sorted({term for column in columns for term in column.postings}):
        weights: dict[int, float] = {}
        found_in: dict[int, int] = {}
        for bit, (column, kind, mean) in enumerate(zip(columns, FIELDS, means, strict=True)):
            for number, weight in _field_weights(column, kind, term, mean):
                weights[number] = weights.get(number, 0.0) + weight
                found_in[number] = found_in.get(number, 0) | 1 << bit
        postings[term] = Posting(array("H", weights), array("f", weights.values()), array("B", found_in.values()))
    return postings


def _field_weights(column: _Column, kind: Field, term: str, mean: float) -> Iterator[tuple[int, float]]:
    packed = column.postings.get(term)
    if packed is None:
        return
    holding = len(column.lengths)
    rarity = math.log(1 + (holding - len(packed) + 0.5) / (len(packed) + 0.5))
    for entry in packed:
        number, count = entry >> 8, entry & _MOST_TIMES
        norm = 1 - kind.length_counts + kind.length_counts * column.lengths[number] / mean
        yield number, kind.weight * rarity * count * (_SATURATION + 1) / (count + _SATURATION * norm)
