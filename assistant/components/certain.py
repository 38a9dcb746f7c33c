"""What a rule decides alone, before any classifier: danger, and scripts that no French is written in."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Optional

import yaml

RULES = Path(__file__).parent / "certain.yaml"


def certain_intent(normalised_text: str) -> Optional[str]:
    """The intent that a rule is certain of, or None.

    >>> certain_intent("mon mari me frappe")
    'crisis'
    """
    return next((name for name, pattern in _patterns() if pattern.search(normalised_text)), None)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rules = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    return tuple((name, re.compile("|".join(rule["patterns"]))) for name, rule in rules.items())
