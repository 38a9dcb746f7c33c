"""The words of a text as the search compares them: folded, without elisions, reduced to their stems."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from procedures.search.word_kinds import words_of_kind
from procedures.words import ending_cut, fold

# "l'identité", "d'un", "jusqu'à": what stands before the apostrophe, of whatever shape, says nothing of the subject.
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)\s?['’‘ʼ`´]\s?")
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 30  # longer than any French word of the guide: an address, or keys held down

# Words of grammar and of courtesy. Words that tell the aspect are not among them: titles hold them too.
STOP_WORDS = words_of_kind("stop")

# Without its accent and its ending, a "café" would be the "Caf".
_UNLIKE = {"cafe": "cafe", "cafes": "cafe"}


def tokens(text: str) -> list[str]:
    """The folded words of ``text`` in order, elisions dropped, stop words kept.

    >>> tokens("J'ai perdu ma carte d’identité")
    ['ai', 'perdu', 'ma', 'carte', 'identite']
    """
    return [fold(word) for word in written_words(text)]


def written_words(text: str) -> list[str]:
    """The words of ``text`` as written but for case, elisions dropped: cheaper to count than folded ones."""
    words = _WORD.findall(_ELISION.sub(" ", unicodedata.normalize("NFC", text).lower()))
    return [word for word in words if len(word) <= _LONGEST]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a folded word; numbers and short words stay whole.

    >>> stem("renouvellements") == stem("renouvellement")
    True
    """
    if len(word) <= 3 or word.isdigit():
        return word
    if word in _UNLIKE:
        return _UNLIKE[word]
    return ending_cut(word)


def content_words(text: str) -> list[str]:
    """The folded words of ``text`` that may tell a subject: neither grammar, nor courtesy, nor a lone letter."""
    return [word for word in tokens(text) if word not in STOP_WORDS and (len(word) > 1 or word.isdigit())]


def stems(text: str) -> list[str]:
    """Stems of the content words of ``text``, in order."""
    return [stem(word) for word in content_words(text)]


def pairs(stemmed: list[str]) -> list[str]:
    """Neighbouring stems as one term: "carte identite" tells more than its two words apart."""
    return [f"{first} {second}" for first, second in pairwise(stemmed)]
