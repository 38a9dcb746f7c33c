"""For whom the words speak (``speakers.yaml``): oneself, unless they tell of one's company or association."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from procedures.model import Audience
from procedures.words import fold

_FILE = Path(__file__).parent / "speakers.yaml"
_WORD = re.compile(r"[^\W_]+")
_AUDIENCES = (Audience.PROFESSIONALS, Audience.ASSOCIATIONS)
_AT_HOME = "at_home"


def spoken_for(words: str) -> frozenset[Audience]:
    """The audiences that ``words`` speak for; none when a person speaks for themselves.

    >>> [audience.value for audience in spoken_for("je dois déclarer les revenus de ma société")]
    ['professionnels']
    >>> spoken_for("mon employeur ne veut pas me payer, l'entreprise va fermer")
    frozenset()
    """
    text = " ".join(_WORD.findall(fold(words)))
    if _patterns()[Audience.ASSOCIATIONS.value].search(text):
        return frozenset({Audience.ASSOCIATIONS})
    if _patterns()[_AT_HOME].search(text):
        return frozenset()
    return frozenset(audience for audience in _AUDIENCES if _patterns()[audience.value].search(text))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    listed: dict[str, list[str]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {name: re.compile("|".join(patterns)) for name, patterns in listed.items()}
