"""Whether someone is in danger, told by words alone, and whom to call (``help_lines.yaml``).

Needs neither the language model nor the base: it also serves when Rasa is away, and while a person owns the
conversation.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, field_validator

from procedures.dialogue import HelpLine
from procedures.turn.wording import wording
from procedures.words import fold

FILE = Path(__file__).with_name("help_lines.yaml")
_WORD = re.compile(r"[a-z0-9]+")
# More numbers than this are no help to someone who must choose one.
_MOST_LINES = 4

Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class FirstAid:
    """``opening`` begins with the number to call; ``text`` is the whole message in plain words."""

    opening: str
    lines: tuple[HelpLine, ...]

    @property
    def text(self) -> str:
        words = wording().care
        listed = "\n".join(f"- {line.number} : {line.says}. {_capital(line.hours)}." for line in self.lines)
        return f"{self.opening}\n\n{listed}\n\n{words.immediate} {words.closing}"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)


class Line(_Part):
    says: str
    hours: str
    source: str
    checked_on: date


class _Opening(_Part):
    opening: str
    lines: tuple[str, ...]


class Danger(_Opening):
    name: str
    certain: Patterns
    hints: Patterns = ()
    harmless: Patterns = ()

    @field_validator("certain", "hints", "harmless", mode="before")
    @classmethod
    def _compiled(cls, patterns: list[str]) -> Patterns:
        return tuple(re.compile(pattern) for pattern in patterns)


class HelpLines(_Part):
    lines: dict[str, Line]
    dangers: tuple[Danger, ...]
    unknown: _Opening


def first_aid(words: str) -> FirstAid | None:
    """Whom to call when ``words`` certainly tell of danger; None when they do not."""
    told = _dangers(words, lambda danger: danger.certain)
    return _aid(told) if told else None


def surely_first_aid(words: str) -> FirstAid:
    """Whom to call for ``words`` already known to be about danger, by whatever they tell of it."""
    told = _dangers(words, lambda danger: danger.certain) or _dangers(words, lambda danger: danger.hints)
    return _aid(told) if told else _aid([help_lines().unknown])


def without_danger(words: str) -> str:
    """``words`` folded, without what tells of danger: what is left may ask for something."""
    left = _flat(words)
    for danger in help_lines().dangers:
        for pattern in danger.certain:
            left = pattern.sub(" ", left)
    return " ".join(left.split())


@cache
def help_lines() -> HelpLines:
    """The numbers and the signs of danger. Raises ``pydantic.ValidationError`` naming what is wrong in the file."""
    return HelpLines.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def _dangers(words: str, signs: Callable[[Danger], Patterns]) -> list[_Opening]:
    flat = _flat(words)
    found: list[_Opening] = []
    for danger in help_lines().dangers:
        seen = flat
        for pattern in danger.harmless:
            seen = pattern.sub(" ", seen)
        if any(pattern.search(seen) for pattern in signs(danger)):
            found.append(danger)
    return found


def _aid(told: list[_Opening]) -> FirstAid:
    """The opening of the gravest danger, and the numbers of all, the gravest's first."""
    numbers = dict.fromkeys(number for danger in told for number in danger.lines)
    known = help_lines().lines
    lines = tuple(HelpLine(number, known[number].says, known[number].hours) for number in list(numbers)[:_MOST_LINES])
    return FirstAid(told[0].opening, lines)


def _flat(words: str) -> str:
    return " ".join(_WORD.findall(fold(words)))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
