"""Learns what a whole message asks: ``python -m benchmarks.asked``.

One linear layer over the sentence model's vectors, from the questions of ``nlu_data`` (``ask_*``): softmax with a
square penalty, by gradient. Writes ``procedures/search/asked.npz``, then prints how often it tells the aspect of a
message left out, in five folds. Reading 4,400 sentences takes some minutes.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from procedures.model import Aspect
from procedures.search import installed_model
from procedures.search.asked import FILE, Layer, save

Array = Any
NLU_DATA = Path(__file__).resolve().parents[1] / "nlu_data"
FOLDS, SEED = 5, 7
_ASPECT = "ask_"
_BULLET = "- "
_STEPS, _RATE, _MOMENTUM = 600, 4.0, 0.95
_PENALTY = 0.1  # beside the summed loss; 0.03 and 0.3 do as well
_LONG = 12


def questions(folder: Path = NLU_DATA) -> list[tuple[str, Aspect]]:
    """The examples that ask about an aspect, in the order of their files."""
    listed = []
    for file in sorted(folder.glob(f"{_ASPECT}*.yml")):
        aspect = Aspect(file.stem.removeprefix(_ASPECT))
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            listed += [(line.removeprefix(_BULLET), aspect) for line in entry["examples"].strip().splitlines()]
    return listed


def learn(vectors: Array, asked: Sequence[Aspect], model: str) -> Layer:
    """The layer that tells ``asked`` from ``vectors``, a line each. The same examples always give the same one."""
    aspects = tuple(sorted(set(asked)))
    own = np.array([aspects.index(aspect) for aspect in asked])
    mean = vectors.mean(axis=0)
    apart = vectors - mean
    apart /= np.linalg.norm(apart, axis=1, keepdims=True)
    weights = np.zeros((apart.shape[1] + 1, len(aspects)), "f4")  # the last line: the intercepts, free of penalty
    held = np.hstack([apart, np.ones((len(apart), 1), "f4")]).astype("f4")
    speed, rows = np.zeros_like(weights), np.arange(len(own))
    for _ in range(_STEPS):
        scores = held @ weights
        grown = np.exp(scores - scores.max(axis=1, keepdims=True))
        errors = grown / grown.sum(axis=1, keepdims=True)
        errors[rows, own] -= 1
        slope = held.T @ errors
        slope[:-1] += _PENALTY * weights[:-1]
        speed = _MOMENTUM * speed - _RATE * slope / len(own)
        weights += speed
    return Layer(model, aspects, mean, weights[:-1], weights[-1])


def in_folds(vectors: Array, asked: Sequence[Aspect], model: str) -> Array:
    """Whether each question's aspect is told by a layer that has not seen it."""
    folds = np.random.default_rng(SEED).permutation(len(asked)) % FOLDS
    right = np.zeros(len(asked), bool)
    for fold in range(FOLDS):
        layer = learn(vectors[folds != fold], [asked[at] for at in np.flatnonzero(folds != fold)], model)
        for at, line in zip(np.flatnonzero(folds == fold), layer.probabilities(vectors[folds == fold]), strict=True):
            right[at] = layer.aspects[int(line.argmax())] is asked[at]
    return right


def main() -> int:
    """Learns and writes the layer. Returns an exit status."""
    model = installed_model()
    if model is None:
        print("No sentence model is installed here: nothing to learn from.", file=sys.stderr)
        return 1
    texts, asked = zip(*questions(), strict=True)
    vectors = np.array([model.vector(text) for text in texts], "f4")
    save(FILE, learn(vectors, asked, model.name))
    right = in_folds(vectors, asked, model.name)
    long = np.array([len(text.split()) >= _LONG for text in texts])
    print(f"{len(asked)} questions: {right.mean():.3f} told; of {long.sum()} long ones {right[long].mean():.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
