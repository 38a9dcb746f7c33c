"""What of a sentence's vector tells one subject from another.

A language model tells how alike two sentences are in every way: tone, length, person, tense. A lens, one matrix learnt
from the phrasings (``benchmarks/linking/lens.py``), keeps what sentences that ask for the same thing share, and drops
what they differ in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from procedures.search.index import Array

FILE = Path(__file__).parent / "lens.npz"
_TINY = 1e-9


@dataclass(frozen=True)
class Lens:
    """``model``: of whose vectors; ``mean``: of all of them; ``matrix``: what their distances from it go through.
    Without a matrix, vectors stay as they are."""

    model: str
    mean: Array
    matrix: Array | None

    def through(self, vectors: Array) -> Array:
        """The direction of each line of ``vectors``, of length 1."""
        seen = vectors if self.matrix is None else (vectors - self.mean) @ self.matrix
        return np.asarray(seen / np.maximum(np.linalg.norm(seen, axis=-1, keepdims=True), _TINY))


def lens_for(model: str, file: Path = FILE) -> Lens:
    """The one learnt for the vectors of ``model``; one that changes nothing when there is none."""
    stored = _stored(file)
    return stored if stored and stored.model == model else Lens(model, np.zeros(1, "f4"), None)


@cache
def _stored(file: Path) -> Lens | None:
    if not file.exists():
        return None
    with np.load(file, allow_pickle=False) as held:
        return Lens(str(held["model"]), held["mean"].astype("f4"), held["matrix"].astype("f4"))


def save(file: Path, lens: Lens) -> None:
    """Writes ``lens`` for ``lens_for`` to read; its numbers are rounded to three digits."""
    assert lens.matrix is not None
    np.savez_compressed(file, model=np.array(lens.model), mean=lens.mean.astype("f2"), matrix=lens.matrix.astype("f2"))
