"""What weighs in a message: the sentence that asks more than the story around it, and little what one has not.

>>> dict(weighed_tokens("Nous avons déménagé en mai. Comment changer la carte grise ?"))["demenage"] < 1
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from procedures.search.word_kinds import words_of_kind
from procedures.search.words import STOP_WORDS, tokens

# What stands around the question tells the case, and much besides.
_STORY = 0.7
# "Je n'ai pas de passeport" tells what is missing, which is seldom what is asked for.
_ABSENT = 0.35
_END = re.compile(r"(?<=[.!?…;])\s+|\n+")
_ASKING = words_of_kind("asking")
_HAVING = words_of_kind("having")
_NOT = frozenset({"pas", "aucun", "aucune", "jamais"})
_OF = frozenset({"de", "du", "des", "la", "le", "les", "un", "une"})
_FILE = Path(__file__).parent / "sms_words.yaml"


def weighed_tokens(message: str) -> Iterator[tuple[str, float]]:
    """The folded words of ``message`` in order, hurried spellings written out, each with what it weighs (0 to 1)."""
    sentences = [sentence for sentence in _END.split(message) if sentence.strip()]
    written = [[word for token in tokens(sentence) for word in _written_out(token)] for sentence in sentences]
    asking = [_asks(sentence, words) for sentence, words in zip(sentences, written, strict=True)]
    for asks, words in zip(asking, written, strict=True):
        weight = 1.0 if asks or not any(asking) else _STORY
        absent = _absent(words)
        for place, word in enumerate(words):
            yield word, weight * (_ABSENT if place in absent else 1.0)


def _asks(sentence: str, words: list[str]) -> bool:
    return "?" in sentence or not _ASKING.isdisjoint(words)


def _absent(words: list[str]) -> set[int]:
    """Places of the words that name what one says not to have.

    "Je n'ai pas de passeport" does; "je n'ai pas reçu mon passeport" and "je n'ai plus mon passeport" tell what became
    of it.
    """
    found: set[int] = set()
    for place in range(2, len(words)):
        if words[place - 2] in _HAVING and words[place - 1] in _NOT:
            found |= _noun(words, place)
    return found


def _noun(words: list[str], start: int) -> set[int]:
    """Places of the noun that begins at ``start``, with what "de" or its like adds to it; none for a participle."""
    place, found = start, set()
    if words[place] not in _OF and words[place] in words_of_kind("said_of_things"):
        return set()
    while place < len(words) and (words[place] in _OF or words[place] not in STOP_WORDS):
        if words[place] not in _OF:
            found.add(place)
            if len(found) > 1 and words[place - 1] not in _OF:
                break
        place += 1
    return found


def _written_out(token: str) -> tuple[str, ...]:
    return _hurried().get(token, (token,))


@cache
def _hurried() -> dict[str, tuple[str, ...]]:
    listed: dict[str, list[str]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {str(form): tuple(meant.split()) for meant, forms in listed.items() for form in forms}
