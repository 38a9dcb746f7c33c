"""Which turns of phrase a message holds (``cues.yaml``): evidence for the intent classifier, whatever the subject."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

RULES = Path(__file__).parent / "cues.yaml"


def cues(normalised_text: str) -> list[str]:
    """Names of the cues found, sorted.

    >>> cues("c'est gratuit ?")
    ['free_or_paid', 'question_mark']
    """
    return sorted(name for name, pattern in _patterns() if pattern.search(normalised_text))


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rules = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    return tuple((name, re.compile(rule["pattern"])) for name, rule in rules.items())
