"""What anyone would try first: BM25 over titles, BM25 over all words as one text, and letters three by three."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from sqlalchemy import Engine, select

from procedures.catalogue import SearchEntry
from procedures.search.index import Array
from procedures.search.words import stems
from procedures.store.tables import SearchEntryRow
from procedures.words import fold

Scorer = Callable[[str], Array]
_K1, _B = 1.2, 0.75
_GRAM = 3


class Bm25:
    """Untuned BM25 over one text per document."""

    def __init__(self, documents: Iterable[Sequence[str]]) -> None:
        counts = [Counter(words) for words in documents]
        lengths = np.array([sum(count.values()) for count in counts], float)
        self._documents = len(counts)
        self._norms = _K1 * (1 - _B + _B * lengths / max(lengths.mean(), 1))
        postings: dict[str, list[tuple[int, int]]] = {}
        for number, count in enumerate(counts):
            for word, times in count.items():
                postings.setdefault(word, []).append((number, times))
        self._postings = {word: np.array(found, "i4") for word, found in postings.items()}

    def scores(self, words: Iterable[str]) -> Array:
        total = np.zeros(self._documents)
        for word in set(words):
            found = self._postings.get(word)
            if found is not None:
                numbers, times = found[:, 0], found[:, 1]
                rarity = math.log(1 + (self._documents - len(found) + 0.5) / (len(found) + 0.5))
                total[numbers] += rarity * times * (_K1 + 1) / (times + self._norms[numbers])
        return total


def titles(entries: Sequence[SearchEntry]) -> Scorer:
    bm25 = Bm25([stems(entry.title) for entry in entries])
    return lambda question: bm25.scores(stems(question))


def full_text(engine: Engine, entries: Sequence[SearchEntry]) -> Scorer:
    bm25 = Bm25([stems(text) for text in _texts(engine, entries)])
    return lambda question: bm25.scores(stems(question))


def letters(entries: Sequence[SearchEntry]) -> Scorer:
    bm25 = Bm25([_grams(" ".join((entry.title, *entry.labels))) for entry in entries])
    return lambda question: bm25.scores(_grams(question))


def _grams(text: str) -> list[str]:
    padded = f" {fold(text)} "
    return [padded[start : start + _GRAM] for start in range(len(padded) - _GRAM + 1)]


def _texts(engine: Engine, entries: Sequence[SearchEntry]) -> list[str]:
    with engine.connect() as connection:
        rows = connection.execute(select(SearchEntryRow.__table__)).all()
    own = {
        (str(row.kind), row.id): " ".join((row.title, row.description, *row.headings, *row.questions, row.body))
        for row in rows
    }
    return [" ".join((own[entry.kind, entry.id], *entry.labels)) for entry in entries]
