"""A linear classifier of short texts, over sparse features and a mean word vector.

Small on purpose: it loads at once, answers in a millisecond and is two arrays and a list of names on disk, without
pickle. Training uses scikit-learn's solver; serving needs numpy alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.components import features
from assistant.components.word_vectors import WordVectors

RARE = 2  # a feature must be in this many texts to count
STRENGTH = 0.5  # inverse of regularisation
VECTOR_WEIGHT = 2.0
# Makes confidences mean what they say: the mean confidence equals the accuracy (``evaluate_nlu`` prints both).
TEMPERATURE = 0.25
_ITERATIONS = 5000
_SEPARATOR = "\n"


@dataclass(frozen=True)
class IntentModel:
    """``coefficients``: one row per sparse feature then one per number of the word vector, one column per intent."""

    intents: tuple[str, ...]
    rarity: dict[str, float]
    coefficients: npt.NDArray[np.float32]
    intercepts: npt.NDArray[np.float32]
    vectors: WordVectors

    def __post_init__(self) -> None:
        object.__setattr__(self, "_rows", {name: row for row, name in enumerate(self.rarity)})

    def probabilities(self, normalised_text: str) -> npt.NDArray[np.float32]:
        """One probability per intent, in the order of ``intents``."""
        rows: dict[str, int] = self._rows  # type: ignore[attr-defined]
        weights = features.weighted(normalised_text, self.rarity)
        places = [rows[name] for name in weights]
        values = np.fromiter(weights.values(), dtype=np.float32, count=len(weights))
        dense = VECTOR_WEIGHT * self.vectors.mean(normalised_text)
        scores = values @ self.coefficients[places] + dense @ self.coefficients[len(rows) :] + self.intercepts
        exponentials = np.exp((scores - np.max(scores)) / TEMPERATURE)
        return np.asarray(exponentials / exponentials.sum(), dtype=np.float32)

    def save(self, path: Path) -> None:
        """Writes ``path`` (.npz) without the word vectors, which have a file of their own."""
        np.savez_compressed(
            path,
            intents=np.frombuffer(_SEPARATOR.join(self.intents).encode(), dtype=np.uint8),
            names=np.frombuffer(_SEPARATOR.join(self.rarity).encode(), dtype=np.uint8),
            rarity=np.fromiter(self.rarity.values(), dtype=np.float32),
            coefficients=self.coefficients,
            intercepts=self.intercepts,
        )

    @classmethod
    def load(cls, path: Path, vectors: WordVectors) -> IntentModel:
        with np.load(path, allow_pickle=False) as stored:
            names = stored["names"].tobytes().decode().split(_SEPARATOR)
            return cls(
                intents=tuple(stored["intents"].tobytes().decode().split(_SEPARATOR)),
                rarity=dict(zip(names, stored["rarity"].tolist())),  # noqa: B905 - Python 3.10, written together
                coefficients=stored["coefficients"],
                intercepts=stored["intercepts"],
                vectors=vectors,
            )


def fit(normalised_texts: Sequence[str], intents: Sequence[str], vectors: WordVectors) -> IntentModel:
    """The model that tells ``intents`` apart; the same examples always give the same model."""
    from scipy.sparse import csr_matrix, hstack  # only training needs these
    from sklearn.svm import LinearSVC

    texts = list(normalised_texts)
    rarity = features.rarities(texts, at_least=RARE)
    rows = {name: row for row, name in enumerate(rarity)}
    indexes, values, starts = [], [], [0]
    for text in texts:
        for name, weight in features.weighted(text, rarity).items():
            indexes.append(rows[name])
            values.append(weight)
        starts.append(len(indexes))
    sparse = csr_matrix((values, indexes, starts), shape=(len(texts), len(rarity)), dtype=np.float32)
    dense = csr_matrix(VECTOR_WEIGHT * np.stack([vectors.mean(text) for text in texts]))
    solver = LinearSVC(C=STRENGTH, max_iter=_ITERATIONS, class_weight="balanced", random_state=0)
    solver.fit(hstack([sparse, dense]).tocsr(), list(intents))
    return IntentModel(
        intents=tuple(str(name) for name in solver.classes_),
        rarity=rarity,
        coefficients=np.ascontiguousarray(solver.coef_.T, dtype=np.float32),
        intercepts=np.asarray(solver.intercept_, dtype=np.float32),
        vectors=vectors,
    )
