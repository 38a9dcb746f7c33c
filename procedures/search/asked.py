"""What a long message asks, told by the sentence model from the whole of it, beside what its words told.

Someone who tells a story asks in words that the story drowns: "am I allowed to" and "how do I" differ by the whole
sentence more than by any word. Where the model is installed, what it makes of a message (one linear layer over its
vector, learnt from the examples of ``nlu_data`` by ``benchmarks/asked.py``) is weighed with what the classifier of
words told. Without it, the words decide alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from procedures.model import Aspect
from procedures.search.index import Array
from procedures.search.sentences import SentenceModel

FILE = Path(__file__).with_name("asked.npz")
# Chosen on our own whole messages, each judged by models that had not seen it: 0.3 to 0.5 do as well.
_WEIGHT = 0.4
_LONG = 8  # words; a shorter message says what it asks by its words, and is not worth the reading
_SURE = 0.9  # the words tell it so surely that the whole would change nothing
_UNSAID = 1e-3  # how likely an aspect is that the classifier did not name among its first
_TINY = 1e-9
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Layer:
    """``model``: of whose vectors; ``mean``: of those it learnt from; ``matrix``: one column per aspect."""

    model: str
    aspects: tuple[Aspect, ...]
    mean: Array
    matrix: Array
    intercepts: Array

    def probabilities(self, vectors: Array) -> Array:
        """How likely each aspect is, a line for each of ``vectors``."""
        apart = vectors - self.mean
        apart = apart / np.maximum(np.linalg.norm(apart, axis=-1, keepdims=True), _TINY)
        scores = apart @ self.matrix + self.intercepts
        grown = np.exp(scores - scores.max(axis=-1, keepdims=True))
        return np.asarray(grown / grown.sum(axis=-1, keepdims=True))


class AskedReader:
    def __init__(self, sentences: SentenceModel, layer: Layer) -> None:
        self._sentences = sentences
        self._layer = layer

    def aspect(self, words: str, told: Mapping[Aspect, float]) -> Aspect | None:
        """The aspect that ``words`` ask about, ``told`` being how likely their words alone make each; None when these
        tell none."""
        if not told:
            return None
        likeliest = max(told, key=lambda aspect: told[aspect])
        if len(_WORD.findall(words)) < _LONG or told[likeliest] >= _SURE:
            return likeliest
        read = self._layer.probabilities(self._sentences.vector(words))
        by_words = np.array([told.get(aspect, 0.0) for aspect in self._layer.aspects]) + _UNSAID
        return self._layer.aspects[int(np.argmax(by_words ** (1 - _WEIGHT) * read**_WEIGHT))]


def asked_reader(sentences: SentenceModel | None, file: Path = FILE) -> AskedReader | None:
    """The reader for the vectors of ``sentences``; None without a model, or with one that nothing was learnt for."""
    layer = stored(file) if sentences else None
    return AskedReader(sentences, layer) if sentences and layer and layer.model == sentences.name else None


@cache
def stored(file: Path = FILE) -> Layer | None:
    """The layer kept in ``file``; None when there is none."""
    if not file.exists():
        return None
    with np.load(file, allow_pickle=False) as held:
        aspects = tuple(Aspect(str(name)) for name in held["aspects"])
        numbers = (held[name].astype("f4") for name in ("mean", "matrix", "intercepts"))
        return Layer(str(held["model"]), aspects, *numbers)


def save(file: Path, layer: Layer) -> None:
    """Writes ``layer`` for ``stored`` to read; its numbers are rounded to three digits."""
    np.savez_compressed(
        file,
        model=np.array(layer.model),
        aspects=np.array([aspect.value for aspect in layer.aspects]),
        mean=layer.mean.astype("f2"),
        matrix=layer.matrix.astype("f2"),
        intercepts=layer.intercepts.astype("f2"),
    )
