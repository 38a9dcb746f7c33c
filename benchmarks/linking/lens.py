"""Learns the lens of ``procedures.search.lens``: through it, a phrasing points where the others of its subject do.

Each phrasing is told apart from those of all other procedures, against the mean of the others of its own: never
against itself. It starts from what undoes the ways in which sentences of one subject differ (the square root of the
inverse of their covariance), and is then taught to choose, twice over all phrasings: more learns them by heart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.linking.corpus import Example
from benchmarks.linking.vectors import Adam, across, directions
from procedures.search.lens import Lens
from procedures.search.sentences import SentenceVectors, sentence_key

Array = Any
EPOCHS = 3
_SHARPNESS = 20.0  # of the softmax over procedures: a cosine is at most 1
_EVENED = 0.3  # of the mean variance, added in every direction before the inverse is taken
_LARGEST = 0.05  # root mean square of the first matrix
_BATCH = 1024
_RATE = 1e-3


@dataclass(frozen=True)
class _Said:
    """Phrasings from the mean of all: ``vectors``; ``own``: which line of ``means`` is that of their subject;
    ``others``: the mean of the other phrasings of it."""

    vectors: Array
    own: Array
    others: Array
    means: Array


def learn(said: list[Example], stored: SentenceVectors, *, seed: int, epochs: int = EPOCHS) -> Lens:
    """The lens for the vectors of ``stored``, which holds those of all of ``said``. Deterministic for a ``seed``.

    Raises:
        ValueError: a phrasing has no vector.
    """
    vectors = _vectors(said, stored)
    mean = vectors.mean(axis=0)
    phrasings = _said(vectors - mean, np.array([example.number for example in said]))
    matrix = _start(phrasings)
    adam, rng = Adam(matrix.shape, _RATE), np.random.default_rng(seed)
    for _ in range(epochs):
        order = rng.permutation(len(phrasings.vectors))
        for start in range(0, len(order), _BATCH):
            matrix -= adam.step(_slope(phrasings, order[start : start + _BATCH], matrix))
    return Lens(stored.model, mean, matrix)


def _vectors(said: list[Example], stored: SentenceVectors) -> Array:
    keys = np.array([sentence_key(example.text) for example in said], "u8")
    places = np.minimum(np.searchsorted(stored.keys, keys), len(stored.keys) - 1)
    if (stored.keys[places] != keys).any():
        raise ValueError("a phrasing has no vector: run python -m benchmarks.linking.sentences first")
    return directions(stored.vectors[places].astype("f4"))[0]


def _said(vectors: Array, owners: Array) -> _Said:
    """Those of subjects that are asked for in one way alone teach nothing: they are left out."""
    subjects, own, counts = np.unique(owners, return_inverse=True, return_counts=True)
    sums = np.zeros((len(subjects), vectors.shape[1]), "f4")
    np.add.at(sums, own, vectors)
    taught = counts[own] > 1
    others = (sums[own] - vectors)[taught] / (counts[own] - 1)[taught, None]
    return _Said(vectors[taught], own[taught], others, sums / counts[:, None])


def _start(said: _Said) -> Array:
    apart = said.vectors - said.means[said.own]
    covariance = (apart.T @ apart / len(apart)).astype("f8")
    evened = _EVENED * np.trace(covariance) / len(covariance)
    values, axes = np.linalg.eigh(covariance + evened * np.eye(len(covariance)))
    matrix = axes / np.sqrt(values)
    return (matrix * _LARGEST / np.sqrt((matrix**2).mean())).astype("f4")


def _slope(said: _Said, lines: Array, matrix: Array) -> Array:
    """The gradient of the mean loss over the phrasings ``lines``: softmax over all subjects of the cosine."""
    vectors, others, own = said.vectors[lines], said.others[lines], said.own[lines]
    asked, asked_length = directions(vectors @ matrix)
    held, held_length = directions(said.means @ matrix)
    left, left_length = directions(others @ matrix)
    rows = np.arange(len(lines))
    scores = _SHARPNESS * (asked @ held.T)
    scores[rows, own] = _SHARPNESS * (asked * left).sum(axis=1)
    scores -= scores.max(axis=1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=1, keepdims=True)
    scores[rows, own] -= 1
    scores *= _SHARPNESS / len(lines)
    of_own = scores[rows, own, None].copy()
    scores[rows, own] = 0
    of_asked = across(scores @ held + of_own * left, asked, asked_length)
    of_held = across(scores.T @ asked, held, held_length)
    of_left = across(of_own * asked, left, left_length)
    return vectors.T @ of_asked + said.means.T @ of_held + others.T @ of_left
