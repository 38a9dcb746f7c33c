"""Life events told in passing ("mon père est mort"), and the sheet that goes through all there is to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from procedures.catalogue import Catalogue
from procedures.model import Aspect
from procedures.search.aspect_words import subject_words
from procedures.search.word_kinds import words_of_kind
from procedures.turn.thread_words import flat

_FILE = Path(__file__).parent / "events.yaml"
_SITUATION_WORDS = words_of_kind("situation")
# "que faire" and "quelles démarches" ask for the whole; a price or a paper is asked of one procedure.
_OF_THE_WHOLE = (None, Aspect.HOW)
_MOST_BESIDE = 1  # words that the event does not account for ("hier", "subitement")


@dataclass(frozen=True)
class Event:
    sheet: str
    told: tuple[re.Pattern[str], ...]
    grief: bool


def event_told(words: str, aspect: Aspect | None, catalogue: Catalogue) -> Event | None:
    """The event that ``words`` tell, when they ask nothing else and its sheet is published."""
    if aspect not in _OF_THE_WHOLE:
        return None
    text = flat(words)
    for event in _events():
        for pattern in event.told:
            if (found := pattern.search(text)) and _nothing_else(f"{text[: found.start()]} {text[found.end() :]}"):
                return event if catalogue.procedure(event.sheet) else None
    return None


def _nothing_else(rest: str) -> bool:
    named = [word for word in subject_words(rest) if word not in _SITUATION_WORDS and not word.isdigit()]
    return len(named) <= _MOST_BESIDE


@cache
def _events() -> tuple[Event, ...]:
    read = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(
        Event(
            entry["sheet"],
            tuple(re.compile(_whole(pattern, read["parts"])) for pattern in entry["told"]),
            entry.get("grief", False),
        )
        for entry in read["events"]
    )


def _whole(pattern: str, parts: dict[str, str]) -> str:
    return re.sub(r"\{([a-z]+)\}", lambda found: parts[found[1]], pattern)
