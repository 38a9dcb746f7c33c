"""Nearness of meaning: words that are said of the same procedures lie close, though they share no letter.

``meaning.npz`` holds one vector per stem (``benchmarks/linking/learn.py`` says what they were learnt from). A text is
the sum of those of its stems, each by its weight and its rarity. So a new procedure has its vector from its own words,
and nothing is learnt anew when the guide changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from procedures.search.counting import key
from procedures.search.fields import FIELDS
from procedures.search.index import Array, Index

FILE = Path(__file__).parent / "meaning.npz"
_MOST_TERMS = 120  # of one document: the weightiest tell its subject, the others what it mentions
_TINY = 1e-9


@dataclass(frozen=True)
class Meaning:
    """``keys``: those of the stems, in order; ``vectors``: one line per stem."""

    keys: Array
    vectors: Array

    @classmethod
    def none(cls) -> Meaning:
        """No word has a meaning: for a search that does without."""
        return cls(np.zeros(1, "u8"), np.zeros((1, 1), "f4"))

    def of_question(self, keys: Array, weights: Array) -> tuple[Array, float]:
        """The direction in which a question points, of length 1 (0 when no word of it is known here), and the share
        of its words that are known, from 0 to 1.

        ``weights``: those of its terms, rarity included; pairs count for nothing.
        """
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        known = np.flatnonzero(self.keys[places] == keys)
        total = weights[known] @ self.vectors[places[known]]
        whole = max(float(weights[keys & np.uint64(1) == 0].sum()), _TINY)
        return total / max(float(np.linalg.norm(total)), _TINY), float(weights[known].sum()) / whole

    def of_documents(self, index: Index) -> Array:
        """One line of length 1 per document, or of zeros when it holds no known word."""
        documents, terms, weights = weightiest_terms(index, self.keys)
        totals = np.zeros((len(index.documents), self.vectors.shape[1]), "f4")
        sizes = np.bincount(documents, minlength=len(totals))
        ends = np.cumsum(sizes)
        for total, start, end in zip(totals, ends - sizes, ends, strict=True):
            total[:] = weights[start:end] @ self.vectors[terms[start:end]]
        lengths = np.linalg.norm(totals, axis=1, keepdims=True)
        return totals / np.maximum(lengths, _TINY)


def weightiest_terms(index: Index, keys: Array) -> tuple[Array, Array, Array]:
    """For each document, its weightiest terms among ``keys``: document numbers in order, places in ``keys``, weights.

    A term weighs what it weighs in each field by BM25, fields weighed by ``in_meaning``.
    """
    found = index.find(keys)
    fields, documents = np.divmod(found.slots, max(index.slots.documents, 1))
    worth = np.r_[[field.in_meaning for field in FIELDS], np.zeros(max(int(fields.max(initial=0)), 0) + 1)]
    weights = found.weights * worth[fields].astype("f4")
    own = np.flatnonzero((weights > 0) & (found.slots < index.slots.of_titles))
    lines = documents[own].astype("i8") * len(keys) + found.terms[own]
    order = np.argsort(lines)
    lines = lines[order]
    firsts = np.flatnonzero(np.r_[True, lines[1:] != lines[:-1]]) if len(lines) else np.empty(0, "i8")
    summed = np.add.reduceat(weights[own][order], firsts) if len(lines) else np.empty(0, "f4")
    owners, terms = np.divmod(lines[firsts], len(keys))
    return _first_of_each(owners, terms, summed)


def _first_of_each(owners: Array, terms: Array, weights: Array) -> tuple[Array, Array, Array]:
    # Positive floats are in the order of their bits: one key sorts by document, the weightiest first.
    heaviest_first = np.int64(0xFFFFFFFF) - weights.astype("f4").view("u4").astype("i8")
    order = np.argsort((owners << 32) | heaviest_first)
    sizes = np.bincount(owners)
    begins = np.repeat(np.cumsum(sizes) - sizes, sizes)  # where the document of each line begins
    kept = order[np.arange(len(order)) - begins < _MOST_TERMS]
    return owners[kept], terms[kept], weights[kept]


@cache
def meaning(file: Path = FILE) -> Meaning:
    """The vectors in ``file``; ``Meaning.none()`` when there is no such file."""
    if not file.exists():
        return Meaning.none()
    with np.load(file, allow_pickle=False) as stored:
        stems = stored["stems"].tobytes().decode().split("\n")
        vectors = stored["vectors"].astype("f4")
    keys = np.array([key(stem) for stem in stems], "u8")
    order = np.argsort(keys)
    return Meaning(keys[order], vectors[order])


def save(file: Path, stems: list[str], vectors: Array) -> None:
    """Writes ``vectors``, one line per stem, in half precision, for ``meaning`` to read."""
    written = np.frombuffer("\n".join(stems).encode(), "u1")
    np.savez_compressed(file, stems=written, vectors=vectors.astype("f2"))
