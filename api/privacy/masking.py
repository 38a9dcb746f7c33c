"""Masking: the same text, with words in place of personal data."""

from __future__ import annotations

import re
from dataclasses import dataclass

from api.privacy import births, contacts, numbers, plates
from api.privacy.kinds import WORDS, Found, Kind

# The surest first: what one rule has found, the next ones leave alone.
_RULES = (
    numbers.ibans,
    contacts.emails,
    numbers.announced_tax_numbers,
    numbers.cards,
    numbers.social_security_numbers,
    numbers.tax_numbers,
    contacts.phones,
    numbers.foreigner_numbers,
    plates.plates,
    births.names_and_birth_dates,
)

_MASKS = "|".join(map(re.escape, WORDS.values()))
_ANNOUNCED = re.compile(
    rf"""(?:^|(?<=[.,;:!?\n]))\s*(?:(?:et|ou|voici|voil[aà]|c['’]est)\s+)?(?:(?:mon|ma|le|la)\s+)?
    (?:num[ée]ros?|n°|nir|iban|rib|mail|e-mail|courriel|adresse|t[ée]l\w*|portable|plaque)\b
    [^.,;!?\n\[]{{0,40}}(?:{_MASKS})""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Masked:
    """A text that may be stored. ``kinds``: what was masked in it, in order of place."""

    text: str
    kinds: tuple[Kind, ...] = ()


def mask(text: str) -> Masked:
    """``text`` with its personal data replaced by words such as « [numéro de téléphone masqué] »."""
    found = find(text)
    masked = text
    for one in reversed(found):
        masked = masked[: one.start] + one.words + masked[one.end :]
    return Masked(masked, tuple(one.kind for one in found))


def without_masks(text: str) -> str:
    """``text`` without the words that took the place of personal data, nor those that announced it ("mon numéro de sécu
    est"): they are no part of a question."""
    text = _ANNOUNCED.sub(" ", text)
    for words in WORDS.values():
        text = text.replace(words, " ")
    return " ".join(text.split())


def find(text: str) -> list[Found]:
    """Personal data in ``text``, in order of place; no two overlap."""
    kept: list[Found] = []
    for rule in _RULES:
        for one in rule(text):
            if all(one.end <= other.start or one.start >= other.end for other in kept):
                kept.append(one)
    return sorted(kept, key=lambda one: one.start)
