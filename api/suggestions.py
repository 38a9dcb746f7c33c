"""Titles that complete what is being typed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from api.knowledge import Knowledge
from procedures.catalogue import Catalogue
from procedures.model import ProcedureKind
from procedures.words import fold

MOST = 8
_SHORTEST = 2


@dataclass(frozen=True)
class Suggestion:
    id: str
    title: str
    kind: Literal["procedure", "dossier"]


@dataclass(frozen=True)
class _Entry:
    suggestion: Suggestion
    words: tuple[str, ...]  # of the title, folded
    other_words: tuple[str, ...]  # of labels and everyday names


class Suggestions:
    """Titles whose words begin with what was typed; when there are none, what the search finds."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._lock = threading.Lock()
        self._version: str | None = None
        self._entries: tuple[_Entry, ...] = ()

    def complete(self, typed: str) -> tuple[Suggestion, ...]:
        """The best completions, at most ``MOST``."""
        words = _words(typed)
        if sum(map(len, words)) < _SHORTEST:
            return ()
        entries = self._current()
        found = _ranked(entries, words, lambda entry: entry.words)
        if len(found) < MOST:
            found += _ranked(entries, words, lambda entry: entry.words + entry.other_words)
        return tuple(dict.fromkeys(found))[:MOST] or self._searched(typed)

    def _searched(self, typed: str) -> tuple[Suggestion, ...]:
        known = {entry.suggestion.id: entry.suggestion for entry in self._entries}
        return tuple(known[hit.id] for hit in self._knowledge.find(typed, limit=MOST) if hit.id in known)

    def _current(self) -> tuple[_Entry, ...]:
        version = self._knowledge.version()
        with self._lock:
            if version != self._version:
                self._entries = _read(self._knowledge.catalogue)
                self._version = version
            return self._entries


def _read(catalogue: Catalogue) -> tuple[_Entry, ...]:
    """Dossiers first: at equal fit, the subject comes before its procedures. Guided searches are left out."""
    entries = [
        _Entry(
            Suggestion(entry.id, entry.title, entry.kind),
            _words(entry.title),
            tuple(
                word for text in (*entry.labels, *entry.everyday_names, *entry.replaced_names) for word in _words(text)
            ),
        )
        for entry in catalogue.search_entries()
        if entry.procedure_kind is not ProcedureKind.GUIDED_SEARCH
    ]
    return tuple(sorted(entries, key=lambda entry: entry.suggestion.kind))


def _ranked(
    entries: tuple[_Entry, ...], typed: tuple[str, ...], words_of: Callable[[_Entry], tuple[str, ...]]
) -> list[Suggestion]:
    """Those in which every word typed begins a word; first those where they come early and the title is short."""
    ranked = []
    for position, entry in enumerate(entries):
        words = words_of(entry)
        places = [_place(words, word) for word in typed]
        if None not in places:
            first = min(place for place in places if place is not None)
            ranked.append((first, len(entry.words), position, entry.suggestion))
    return [suggestion for *_, suggestion in sorted(ranked, key=lambda one: one[:3])]


def _place(words: tuple[str, ...], beginning: str) -> int | None:
    return next((place for place, word in enumerate(words) if word.startswith(beginning)), None)


def _words(text: str) -> tuple[str, ...]:
    """Words of ``text`` without accents or capitals, apostrophes and hyphens as spaces."""
    folded = fold(text)
    return tuple("".join(letter if letter.isalnum() else " " for letter in folded).split())
