"""A message read without the language model: danger, another language and courtesy by their words, all else as a
question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from procedures.dialogue import Move, Said
from procedures.search.aspect_words import guess_aspect
from procedures.turn.certain import as_certain
from procedures.words import fold

_FILE = Path(__file__).parent / "unaided_words.yaml"
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class _Sign:
    intent: str
    move: Move
    pattern: re.Pattern[str]
    whole: bool

    def is_in(self, words: str) -> bool:
        return bool(self.pattern.fullmatch(words) if self.whole else self.pattern.search(words))


def read_unaided(words: str) -> Said:
    """What ``words`` certainly are; a question about a procedure when nothing is certain."""
    flat = " ".join(_WORD.findall(fold(words)))
    sign = next((sign for sign in _signs() if sign.is_in(flat)), None)
    if sign is None:
        return as_certain(Said(words, Move.ANSWER, "ask", aspect=guess_aspect(words)))
    return as_certain(Said(words, sign.move, sign.intent))


@cache
def _signs() -> tuple[_Sign, ...]:
    entries = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(
        _Sign(
            entry["intent"],
            Move(entry["move"]),
            re.compile("|".join(f"(?:{pattern})" for pattern in entry["patterns"])),
            entry.get("whole", False),
        )
        for entry in entries
    )
