"""A country named where the guide's choices name parts of the world: "je l'ai perdu en Italie" means "en Europe"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from procedures.turn.thread_words import flat

_FILE = Path(__file__).with_name("countries.yaml")
_BEFORE = r"\b(?:en|au|aux|a|dans|depuis|de)(?: (?:l|la|le|les))? "


@dataclass(frozen=True)
class _Part:
    """A part of the world: its countries, and what choices call it."""

    countries: re.Pattern[str]
    called: tuple[str, ...]


def in_wider_words(words: str) -> Iterator[str]:
    """``words`` with the country that they name called by the part of the world it is in, nearest name first; nothing
    when they name none.

    >>> next(in_wider_words("Perdu au Japon !"))
    'perdu dans un autre pays'
    """
    text = flat(words)
    for part in _parts():
        if part.countries.search(text):
            yield from (part.countries.sub(name, text) for name in part.called)
            return


def without_country(words: str) -> str:
    """``words`` without the country that they name, flat when they name one: it tells where, not what about."""
    text = flat(words)
    for part in _parts():
        if part.countries.search(text):
            return part.countries.sub(" ", text)
    return words


@cache
def _parts() -> tuple[_Part, ...]:
    entries = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(_Part(_pattern(entry["names"]), tuple(entry["called"])) for entry in entries)


def _pattern(names: str) -> re.Pattern[str]:
    return re.compile(rf"{_BEFORE}(?:{re.sub(r'\|\s+', '|', names)})\b")
