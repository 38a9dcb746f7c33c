"""Titles and sentences of the guide, made plain enough for patterns to read."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9%]+")
# What has no ASCII twin: an apostrophe parts words, the euro sign is one.
_SPELT = (("’", "'"), ("œ", "oe"), ("æ", "ae"), ("€", " euros"))


def folded_words(text: str) -> str:
    """The words of ``text``, lower case, without accents nor punctuation, one space apart.

    >>> folded_words("Où s’adresser ?")
    'ou s adresser'
    """
    text = text.casefold()
    for sign, spelt in _SPELT:  # several times as fast as str.translate
        text = text.replace(sign, spelt)
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore")
    return " ".join(_WORD.findall(letters.decode()))
