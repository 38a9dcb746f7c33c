"""Learns one vector per stem: those of a text and of the document that it is about are drawn together, and away from
those of all other documents.

Both sides are sums of the same vectors, so nothing is learnt of a document that its words do not tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from scipy.sparse.linalg import svds

from benchmarks.linking.corpus import Example
from procedures.search.counting import key
from procedures.search.index import Index
from procedures.search.meaning import weightiest_terms
from procedures.search.ranking import Ranking
from procedures.search.words import content_words, stem

Array = Any
DIMENSIONS = 128
_FEWEST = 2  # texts that hold a stem for it to have a vector
_COMMONEST = 0.5  # a stem that more than this share of the documents hold tells nothing
_SHARPNESS = 12.0  # of the softmax over documents: a cosine is at most 1
_BATCH = 1024
_RATE = 3e-3
_SAID_WEIGHT = 3.0  # a phrasing is drawn so many times as often as a text of the guide
_TINY = 1e-6


@dataclass(frozen=True)
class Vocabulary:
    """``stems`` in order, their ``keys`` and rarities."""

    stems: list[str]
    keys: Array
    rarities: Array

    @classmethod
    def of(cls, index: Index, said: Iterable[str]) -> Vocabulary:
        """The stems that several documents or phrasings hold and that tell something."""
        times = Counter[str]()
        for word, holding in index.frequencies.items():
            times[stem(word)] += holding
        for text in said:
            times.update({stem(word) for word in content_words(text)})
        several = sorted((key(word), word) for word, count in times.items() if count >= _FEWEST)
        keys = np.array([number for number, _ in several], "u8")
        rarities = index.rarities(keys)
        commonest = np.log1p((1 - _COMMONEST) / _COMMONEST)
        kept = np.flatnonzero(rarities > commonest)
        return cls([several[place][1] for place in kept], keys[kept], rarities[kept])


@dataclass(frozen=True)
class Training:
    """Texts as rows over the vocabulary, of length 1; ``documents`` likewise; ``targets``: the document of each text;
    ``weights``: how often each is drawn."""

    texts: Array
    targets: Array
    weights: Array
    documents: Array


def training(ranking: Ranking, vocabulary: Vocabulary, said: Sequence[Example], guide: Sequence[Example]) -> Training:
    """Phrasings as the search understands them (corrected, translated), then texts of the guide as they stand."""
    understood = map(ranking.asked, _texts(said))
    rows = [dict(zip(asked.keys.tolist(), asked.weights.tolist(), strict=True)) for asked in understood]
    rows += [{key(stem(word)): 1.0 for word in content_words(text)} for text in _texts(guide)]
    return Training(
        texts=_matrix(rows, vocabulary),
        targets=np.array([example.number for example in (*said, *guide)]),
        weights=np.r_[np.full(len(said), _SAID_WEIGHT), np.ones(len(guide))],
        documents=_documents(ranking.index, vocabulary),
    )


def learn(training: Training, *, epochs: int, seed: int, dimensions: int = DIMENSIONS) -> Array:
    """The vectors, one line per stem of the vocabulary. Deterministic for a ``seed``."""
    rng = np.random.default_rng(seed)
    vectors = _start(training, dimensions)
    adam = Adam(vectors.shape, _RATE)
    texts, documents = training.texts.astype("f4"), training.documents.astype("f4")
    transposed = documents.T.tocsr()
    shares = training.weights / training.weights.sum()
    for _ in range(epochs):
        drawn = rng.choice(len(training.targets), len(training.targets), p=shares)
        for start in range(0, len(drawn), _BATCH):
            lines = drawn[start : start + _BATCH]
            slope = _slope(texts[lines], training.targets[lines], documents, transposed, vectors)
            vectors -= adam.step(slope)
    return vectors


def _slope(texts: Array, targets: Array, documents: Array, transposed: Array, vectors: Array) -> Array:
    """The gradient of the mean loss over ``texts``: softmax over all documents of the cosine with each."""
    asked, asked_length = directions(texts @ vectors)
    held, held_length = directions(documents @ vectors)
    scores = _SHARPNESS * (asked @ held.T)
    scores -= scores.max(axis=1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=1, keepdims=True)
    scores[np.arange(len(targets)), targets] -= 1
    scores *= _SHARPNESS / len(targets)
    of_asked = across(scores @ held, asked, asked_length)
    of_held = across(scores.T @ asked, held, held_length)
    return texts.T @ of_asked + transposed @ of_held


def directions(sums: Array) -> tuple[Array, Array]:
    """Each line brought to length 1, and what its length was."""
    lengths = np.linalg.norm(sums, axis=1, keepdims=True) + _TINY
    return sums / lengths, lengths


def across(slope: Array, direction: Array, length: Array) -> Array:
    """What is left of a gradient once vectors are brought back to length 1."""
    return (slope - direction * (slope * direction).sum(axis=1, keepdims=True)) / length


class Adam:
    def __init__(self, shape: tuple[int, ...], rate: float) -> None:
        self._rate = rate
        self._mean = np.zeros(shape, "f4")
        self._square = np.zeros(shape, "f4")
        self._steps = 0

    def step(self, slope: Array) -> Array:
        self._steps += 1
        self._mean += 0.1 * (slope - self._mean)
        self._square += 0.001 * (slope * slope - self._square)
        mean = self._mean / (1 - 0.9**self._steps)
        square = self._square / (1 - 0.999**self._steps)
        return self._rate * mean / (np.sqrt(square) + 1e-8)


def _start(training: Training, dimensions: int) -> Array:
    """Latent semantic analysis: words that stand in the same texts start close."""
    both = sp.vstack([training.documents, training.texts]).astype("f4")
    first = np.full(min(both.shape), 1.0, "f4")
    _, _, right = svds(both, k=dimensions, v0=first, solver="arpack")
    vectors = np.ascontiguousarray(right.T, "f4")
    return vectors / np.sqrt((vectors**2).sum(axis=1).mean())


def _documents(index: Index, vocabulary: Vocabulary) -> Array:
    numbers, terms, weights = weightiest_terms(index, vocabulary.keys)
    return _unit(sp.csr_matrix((weights, (numbers, terms)), (len(index.documents), len(vocabulary.keys))))


def _matrix(rows: Sequence[dict[int, float]], vocabulary: Vocabulary) -> Array:
    places = {number: place for place, number in enumerate(vocabulary.keys.tolist())}
    lines, columns, values = [], [], []
    for line, row in enumerate(rows):
        for term, weight in row.items():
            if (place := places.get(term)) is not None:
                lines.append(line)
                columns.append(place)
                values.append(weight * vocabulary.rarities[place])
    return _unit(sp.csr_matrix((values, (lines, columns)), (len(rows), len(places))))


def _unit(matrix: Array) -> Array:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    return (sp.diags(1 / lengths) @ matrix).tocsr()


def _texts(examples: Iterable[Example]) -> Iterable[str]:
    return (example.text for example in examples)
