"""Words that mean the same though written otherwise: of one stem, of one family, or of one long root."""

from __future__ import annotations

from rapidfuzz.distance import Prefix

from procedures.families import akin
from procedures.search.words import content_words, stem

_ROOT, _ENDING = 5, 4  # letters


def akin_to_any(word: str, text: str) -> bool:
    """Whether ``text`` holds ``word``, a folded one, or one that means the same.

    >>> akin_to_any("saisit", "Comment le saisir ?"), akin_to_any("perdue", "Perte ou vol")
    (True, True)
    """
    return any(
        stem(word) == stem(other) or akin(word, other) or _same_root(word, other) for other in content_words(text)
    )


def _same_root(word: str, other: str) -> bool:
    shared = int(Prefix.similarity(word, other))
    return shared >= _ROOT and max(len(word), len(other)) - shared <= _ENDING
