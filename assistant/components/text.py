"""A citizen's words made comparable: lower case, no accents, text-message spellings written out.

The words themselves go on untouched to whoever searches with them; this form is only for telling what was meant.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import yaml

_SPELLINGS = Path(__file__).parent / "spellings.yaml"
_SAME_CHARACTER = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "œ": "oe", "æ": "ae", "«": '"', "»": '"'})
_LENGTHENED = re.compile(r"([a-z!?])\1{2,}")
_WHOLE_WORD = re.compile(r"[^\W_]+(?![^\W_]|')")  # "c" alone is "c'est" in a hurry; in "c'est" it already is
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[?!]")
_SENTENCE_END = re.compile(r"(?<=[.!?;\n])\s+|\n+")


def folded(text: str) -> str:
    """``text`` in lower case without accents, with plain apostrophes.

    >>> folded("L’État Œuvre")
    "l'etat oeuvre"
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_SAME_CHARACTER).lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character)).translate(
        _SAME_CHARACTER
    )


def normalised(text: str) -> str:
    """``text`` folded, with text-message spellings written out and letters repeated for emphasis shortened.

    >>> normalised("kel papié pr le permi svpppp")
    "quel papier pour le permis s'il vous plait"
    """
    shortened = _LENGTHENED.sub(r"\1", folded(text))
    whole, phrases = _spellings()
    for pattern, replacement in phrases:
        shortened = pattern.sub(replacement, shortened)
    return _WHOLE_WORD.sub(lambda match: whole.get(match[0], match[0]), shortened).strip()


def tokens(normalised_text: str) -> list[str]:
    """Words, numbers and the marks ``?`` and ``!``, in order.

    >>> tokens("j'ai 12 ans ?")
    ['j', 'ai', '12', 'ans', '?']
    """
    return _TOKEN.findall(normalised_text)


def sentences(text: str) -> list[str]:
    """The sentences of a message, in order, without empty ones.

    >>> sentences("Bonjour. Je déménage ! Que faire ?")
    ['Bonjour.', 'Je déménage !', 'Que faire ?']
    """
    return [part.strip() for part in _SENTENCE_END.split(text) if part and part.strip(" .!?;\n")]


@lru_cache(maxsize=1)
def _spellings() -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]:
    content = yaml.safe_load(_SPELLINGS.read_text(encoding="utf-8"))
    whole = {spelling: meant for meant, spellings in content["words"].items() for spelling in spellings}
    phrases = [
        (re.compile(rf"\b{spelling}\b"), meant)
        for meant, spellings in content["phrases"].items()
        for spelling in spellings
    ]
    return whole, phrases
