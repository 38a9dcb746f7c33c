"""In which language a message is written, when it is surely not French (``languages.yaml``).

A table of our own, because language detectors err on what people type here: a few words, misspelt, without accents. It
keeps silent rather than guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, field_validator

from procedures.words import EMPTY_WORDS, fold

FILE = Path(__file__).with_name("languages.yaml")
_WORD = re.compile(r"[a-z]+")
_ASKED_FOR = r"\b(?:parl\w*|traduc\w*|tradui\w*|comprend\w*|en|speak)\b.{{0,20}}\b(?:{names})\b"
# Two letters of another script may be a name; three are a word.
_FEWEST_LETTERS = 2
_FEWEST_WORDS = 2
# So many foreign words for one that French has too ("for my son").
_SURE = 1.5
_UKRAINIAN = re.compile(r"[іїєґ]", re.IGNORECASE)
_RUSSIAN = re.compile(r"[ыэъё]", re.IGNORECASE)
_OTHER_SCRIPTS = re.compile(r"[\u0370-\u03ff\u0530-\u05ff\u0900-\u10ff\u3040-\u30ff\uac00-\ud7af]")


class Language(BaseModel):
    """``letters``: those that no other language of the table is written with."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    called: re.Pattern[str]
    letters: re.Pattern[str] | None = None
    words: frozenset[str]
    alone: frozenset[str] = frozenset()
    reply: str
    danger: str
    person: str

    @field_validator("words", "alone", mode="before")
    @classmethod
    def _split(cls, words: str) -> frozenset[str]:
        return frozenset(words.split())

    @field_validator("called", mode="before")
    @classmethod
    def _asked_for(cls, names: str) -> re.Pattern[str]:
        return re.compile(_ASKED_FOR.format(names=names))


@dataclass(frozen=True)
class _Table:
    languages: tuple[Language, ...]
    french: frozenset[str]


def language_of(words: str) -> Language | None:
    """The language of ``words`` when it is surely another than French; None when it is French or uncertain."""
    return _by_script(words) or _by_words(words)


def language_named(words: str) -> Language | None:
    """The language that French words ask for: "parlez-vous anglais ?"."""
    folded = fold(words)
    return next((language for language in _table().languages if language.called.search(folded)), None)


def has_french_words(words: str) -> bool:
    """Whether ``words`` hold one that French alone is written with ("c'est mon…")."""
    return bool(_table().french & set(_WORD.findall(fold(words))))


def languages() -> tuple[Language, ...]:
    """All that can be answered in, English first."""
    return _table().languages


def _by_script(words: str) -> Language | None:
    for language in _table().languages:
        if language.letters and len(language.letters.findall(words)) >= _FEWEST_LETTERS:
            return _spoken("ru") if language.code == "uk" and not _is_ukrainian(words) else language
    return _spoken("en") if len(_OTHER_SCRIPTS.findall(words)) >= _FEWEST_LETTERS else None


def _is_ukrainian(words: str) -> bool:
    return bool(_UKRAINIAN.search(words)) or (not _RUSSIAN.search(words) and len(words) < _WITHOUT_I)


# A Ukrainian sentence longer than this has an "і", which Russian has not.
_WITHOUT_I = 20


def _by_words(words: str) -> Language | None:
    said = _WORD.findall(fold(words).replace("ı", "i").replace("'", ""))
    if len(said) == 1:
        return next((language for language in _table().languages if said[0] in language.alone), None)
    french = sum(word in _table().french for word in said)
    counts = {language.code: sum(word in language.words for word in said) for language in _table().languages}
    best = max(counts, key=lambda code: counts[code])
    if counts[best] < _FEWEST_WORDS or counts[best] <= _SURE * french:
        return None
    return _spoken(best)


def _spoken(code: str) -> Language:
    return next(language for language in _table().languages if language.code == code)


@cache
def _table() -> _Table:
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    languages = tuple(Language.model_validate(entry) for entry in content["languages"])
    return _Table(languages, frozenset(content["french"].split()) | EMPTY_WORDS)
