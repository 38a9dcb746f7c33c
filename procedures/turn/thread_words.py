"""How one moves along the thread of a conversation, told from the words alone (``thread_words.yaml``)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from procedures.words import fold

_FILE = Path(__file__).parent / "thread_words.yaml"
_WORD = re.compile(r"[^\W_]+")


def flat(words: str) -> str:
    """``words`` folded, parted by single spaces, without punctuation.

    >>> flat("C'est où, ça ?")
    'c est ou ca'
    """
    return " ".join(_WORD.findall(fold(words)))


def says(kind: str, words: str) -> bool:
    """Whether ``words`` hold one of the patterns of ``kind``."""
    text = flat(words)
    return any(pattern.search(text) for pattern in _patterns(kind))


def without(kind: str, words: str) -> str:
    """``words`` without what the patterns of ``kind`` match, flat when anything is; untouched else."""
    text = flat(words)
    left = text
    for pattern in _patterns(kind):
        left = pattern.sub(" ", left)
    return left if left != text else words


def is_only(kind: str, words: str) -> bool:
    """Whether ``words`` are one of the patterns of ``kind`` and nothing else."""
    text = flat(words)
    return any(pattern.fullmatch(text) for pattern in _patterns(kind))


def caught(kind: str, words: str) -> str:
    """What the first group of the first pattern of ``kind`` that hits catches; empty when none does."""
    text = flat(words)
    found = next((match for pattern in _patterns(kind) if (match := pattern.search(text))), None)
    return next((group for group in found.groups() if group), "") if found else ""


def first_key(kind: str, text: str) -> str:
    """The key of the first pattern of the mapping ``kind`` that hits ``text``, a folded one; empty when none does."""
    return next((key for key, pattern in content()[kind].items() if re.search(pattern, text)), "")


@cache
def content() -> dict[str, Any]:
    """The file, as it is written."""
    read: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return read


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    entry = content()[kind]
    return tuple(re.compile(pattern) for pattern in ([entry] if isinstance(entry, str) else entry))
