"""The aspect that words ask about, told from the words alone: for when the language model is away.

Also tells the words that carry an aspect from those that carry a subject: "c'est combien ?" has no subject.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from procedures.model import Aspect
from procedures.search.word_kinds import words_of_kind
from procedures.search.words import content_words
from procedures.words import fold

_WORD = re.compile(r"[^\W_]+")
_FILE = Path(__file__).parent / "aspect_patterns.yaml"
_ASPECT_WORDS = words_of_kind("aspect")


def guess_aspect(words: str) -> Aspect | None:
    """The aspect that ``words`` ask about, or None when they do not tell.

    >>> guess_aspect("C'est combien ?")
    <Aspect.COST: 'cost'>
    """
    flat = " ".join(fold(word) for word in _WORD.findall(words))
    return next((aspect for aspect, pattern in _patterns() if pattern.search(flat)), None)


def is_aspect_word(word: str) -> bool:
    """Whether a folded word tells what is asked rather than what about."""
    return word in _ASPECT_WORDS


def subject_words(words: str) -> list[str]:
    """The folded content words that may name a subject.

    >>> subject_words("c'est combien le passeport ?")
    ['passeport']
    """
    return [word for word in content_words(words) if word not in _ASPECT_WORDS]


@cache
def _patterns() -> tuple[tuple[Aspect, re.Pattern[str]], ...]:
    entries = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple((Aspect(entry["aspect"]), re.compile("|".join(entry["patterns"]))) for entry in entries)
