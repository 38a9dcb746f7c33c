"""Numbers written in words ("soixante-douze ans") made digits: ages are said both ways."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Dict, Tuple

_UNITS = ("zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")
_TEENS = ("dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf")
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
_JOINED = re.compile(r"[ -]+")


def with_digits(normalised_text: str) -> str:
    """``normalised_text`` with the numbers from 2 to 99 that count years or months written in digits.

    >>> with_digits("ma fille de douze ans et mon pere de soixante et onze ans")
    'ma fille de 12 ans et mon pere de 71 ans'
    """
    values, pattern = _vocabulary()
    return pattern.sub(lambda found: str(values[_JOINED.sub("-", found[1])]), normalised_text)


@lru_cache(maxsize=1)
def _vocabulary() -> Tuple[Dict[str, int], re.Pattern[str]]:
    values = {words: number for number, words in _numbers().items() if number > 1}
    longest_first = sorted(values, key=len, reverse=True)
    spelt = "|".join(words.replace("-", "[ -]+") for words in longest_first)
    return values, re.compile(rf"\b({spelt})(?= ?(?:ans|mois)\b)")


def _numbers() -> Dict[int, str]:
    """From 0 to 99, hyphens throughout. Seventies count on from sixty, eighties and nineties from four times twenty."""
    small = dict(enumerate((*_UNITS, *_TEENS)))
    numbers = dict(small)
    for base, name in {**_TENS, 80: "quatre-vingt"}.items():
        numbers[base] = name
        for unit in range(1, 20 if base >= 60 else 10):
            joined = "et-" if unit in (1, 11) and base < 80 else ""
            numbers[base + unit] = f"{name}-{joined}{small[unit]}"
    numbers[80] = "quatre-vingts"
    return numbers
