"""Words that nobody wrote in the guide, brought back to words that it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from procedures.search.words import stem

_LONG = 7  # letters; in a shorter word, one edit often makes another word
_COMMON = 20  # procedures that hold a word
_SHORTEST = 4  # "rsi" is as near to "rsa" as to anything: an acronym is not a typo
_GLUED = ("qu", "l", "d", "j", "n", "s", "m", "t", "c")  # "didentité", "lacte": the apostrophe was left out


@dataclass(frozen=True)
class Correction:
    """The known words that a written word stands for, and how much to trust that (0 to 1)."""

    written: str
    words: tuple[str, ...]
    trust: float


class Spelling:
    """Nearest known words, by edits; more frequent words win among equals.

    ``frequencies``: folded word -> number of procedures that hold it.
    """

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._frequencies = frequencies
        self._by_length: dict[int, list[str]] = {}
        for word in frequencies:
            if not word.isdigit():
                self._by_length.setdefault(len(word), []).append(word)
        self.correct = lru_cache(maxsize=4096)(self._correct)

    def _correct(self, word: str) -> Correction | None:
        """The likeliest reading of an unknown folded word, or None."""
        if len(word) < _SHORTEST or word.isdigit():
            return None
        return self._unglued(word) or self._nearest(word) or self._split(word)

    def slip(self, word: str) -> Correction | None:
        """A common word of the guide that a word which the guide never writes must be, one edit away.

        Citizens' own sentences hold slips of the finger too: a word that only they hold may still be one.
        """
        if len(word) < _LONG or word in self._frequencies or word.isdigit():
            return None
        found = self._nearest(word)
        if found is None or self._frequencies[found.words[0]] < _COMMON or OSA.distance(word, found.words[0]) > 1:
            return None
        return found if stem(word) != stem(found.words[0]) else None

    def _unglued(self, word: str) -> Correction | None:
        for start in _GLUED:
            rest = word.removeprefix(start)
            if rest != word and len(rest) >= _SHORTEST and self._frequencies.get(rest, 0) >= 3:
                return Correction(word, (rest,), 0.95)
        return None

    def _nearest(self, word: str) -> Correction | None:
        edits = 1 if len(word) <= 6 else 2 if len(word) <= 11 else 3
        best: tuple[float, int, str] | None = None
        for length in range(max(_SHORTEST, len(word) - edits), len(word) + edits + 1):
            found = process.extract(
                word, self._by_length.get(length, []), scorer=OSA.distance, score_cutoff=edits, limit=5
            )
            for candidate, distance, _ in found:
                # Typos seldom touch the first letter; a common word is likelier than a rare one.
                cost = distance + (0.7 if candidate[0] != word[0] else 0.0)
                option = (cost, -self._frequencies[candidate], candidate)
                best = option if best is None or option < best else best
        if best is None or best[0] > edits + 0.5:
            return None
        return Correction(word, (best[2],), max(0.5, 1 - best[0] / len(word) * 2))

    def _split(self, word: str) -> Correction | None:
        """Two words written as one ("cartegrise")."""
        cuts = [(word[:at], word[at:]) for at in range(_SHORTEST, len(word) - _SHORTEST + 1)]
        known = [
            (min(self._frequencies.get(left, 0), self._frequencies.get(right, 0)), left, right) for left, right in cuts
        ]
        frequency, left, right = max(known, default=(0, "", ""))
        return Correction(word, (left, right), 0.8) if frequency >= 5 else None
