"""French words made comparable: folded (no case, accents or layout) and stemmed."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]

_FEMININE = re.compile(r"ees?$")
_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "œ": "oe", "Œ": "oe", "æ": "ae"})
EMPTY_WORDS = frozenset(
    [
        "a",
        "ai",
        "as",
        "au",
        "aux",
        "avec",
        "avez",
        "avoir",
        "ce",
        "ces",
        "cet",
        "cette",
        "comme",
        "comment",
        "d",
        "dans",
        "de",
        "des",
        "du",
        "elle",
        "elles",
        "en",
        "est",
        "et",
        "etes",
        "etre",
        "eu",
        "faire",
        "fait",
        "faut",
        "il",
        "ils",
        "j",
        "je",
        "l",
        "la",
        "le",
        "les",
        "leur",
        "leurs",
        "lors",
        "lui",
        "m",
        "ma",
        "mais",
        "me",
        "mes",
        "moi",
        "mon",
        "n",
        "ne",
        "nos",
        "notre",
        "nous",
        "on",
        "ont",
        "ou",
        "par",
        "pas",
        "plus",
        "pour",
        "qu",
        "quand",
        "que",
        "quel",
        "quelle",
        "quelles",
        "quels",
        "qui",
        "s",
        "sa",
        "se",
        "ses",
        "si",
        "sont",
        "son",
        "sous",
        "sur",
        "t",
        "te",
        "tes",
        "toi",
        "ton",
        "tu",
        "un",
        "une",
        "va",
        "veux",
        "vos",
        "votre",
        "vous",
        "y",
        "peut",
        "peux",
        "puis",
        "dois",
        "doit",
        "doivent",
        "bonjour",
        "merci",
        "svp",
        "suis",
    ]
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """``text`` in lower case without accents, its white space collapsed and its apostrophes straight.

    >>> fold("  Vous êtes  à l’étranger ")
    "vous etes a l'etranger"
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).lower())
    return " ".join("".join(letter for letter in decomposed if not unicodedata.combining(letter)).split())


def plain(text: str) -> str:
    """``text`` folded, its joined letters parted: what one types without thinking of accents.

    >>> plain("Ma Sœur")
    'ma soeur'
    """
    return fold(text).replace("œ", "oe").replace("æ", "ae")


class _Own(threading.local):
    """A stemmer works in place: two threads at one would mix their words."""

    def __init__(self) -> None:
        self.stemmer = snowballstemmer.stemmer("french")


_own = _Own()


def ending_cut(word: str) -> str:
    """``word`` without its ending, as Snowball cuts French ones."""
    return str(_own.stemmer.stemWord(word))


@lru_cache(maxsize=65536)
def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of ``text`` that carry meaning, in order.

    >>> stems("Combien coûtent les passeports ?") == stems("combien coute le passeport")
    True
    """
    words = [word for word in _WORD.findall(fold(text)) if word not in EMPTY_WORDS]
    return tuple(_stem(word) for word in words)


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    # Without its accents, a past participle no longer looks like its feminine: "volé", "volée".
    return ending_cut(_FEMININE.sub("e", word))
