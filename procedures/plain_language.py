"""Advice on a French text while it is written: what makes it hard to read, and what to put instead.

Advice, never a wall: every rule is sometimes wrong, and a text full of advice can be published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

import yaml

from procedures.readability import readability, sentences_in

LONGEST_SENTENCE = 25  # words; longer, a sentence is read twice by many
MOST_HINTS = 6
EASY, FAIR = 70.0, 50.0  # Kandel and Moles
_FILE = Path(__file__).parent / "plain_words.yaml"
# Everybody reads these as words.
_KNOWN = frozenset({"SMS", "PDF", "TV", "RER", "TGV", "CERFA", "OK", "EUR", "TTC", "HLM", "FAQ"})
_ACRONYM = re.compile(r"\b[A-Z]{2,}(?:-[A-Z]+)?\b")
_PASSIVE = re.compile(
    r"\b(?:est|sont|sera|seront|était|étaient|soit|soient|être|été)\s+(?:\w+\s+)?"
    r"\w+(?:é|ée|és|ées|i|ie|is|ies|it|ite|its|ites|u|ue|us|ues|ert|erte)\s+par\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Hint:
    """``words`` of the text, and what to do about them."""

    words: str
    advice: str


@dataclass(frozen=True)
class Advice:
    """``ease``: facile, moyenne or difficile; ``hints`` in the order of the text, the gravest kinds first."""

    ease: str
    hints: tuple[Hint, ...]


def advise(text: str) -> Advice:
    """What could be plainer in ``text``."""
    score = readability(text).kandel_moles
    ease = "facile" if score >= EASY else "moyenne" if score >= FAIR else "difficile"
    found = (hint for rule in (_long, _office_words, _passive, _acronyms) for hint in rule(text))
    return Advice(ease, tuple(islice(found, MOST_HINTS)))


def _long(text: str) -> Iterator[Hint]:
    for sentence in sentences_in(text):
        words = readability(sentence).words
        if words > LONGEST_SENTENCE:
            yield Hint(_beginning(sentence), f"Cette phrase a {words} mots. Coupez-la en deux.")


def _office_words(text: str) -> Iterator[Hint]:
    seen: set[str] = set()
    for found in _pattern().finditer(_straight(text)):
        said = found.group().lower()
        if said not in seen:
            seen.add(said)
            yield Hint(found.group(), f"Plus simple : {_plainer()[said]}.")


def _passive(text: str) -> Iterator[Hint]:
    for found in _PASSIVE.finditer(text):
        yield Hint(found.group(), "Dites qui fait quoi : « la mairie remet la carte ».")


def _acronyms(text: str) -> Iterator[Hint]:
    seen = set(_KNOWN)
    for found in _ACRONYM.finditer(text):
        name = found.group()
        explained = text[found.end() :].lstrip().startswith("(") or text[: found.start()].endswith("(")
        if name not in seen and not explained:
            seen.add(name)
            yield Hint(name, "Écrivez le nom en entier la première fois, le sigle entre parenthèses.")


def _beginning(sentence: str) -> str:
    words = sentence.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")


def _straight(text: str) -> str:
    return text.replace("’", "'")


@cache
def _plainer() -> dict[str, str]:
    entries = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {said: entry["use"] for entry in entries for said in entry["say"]}


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_plainer(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
