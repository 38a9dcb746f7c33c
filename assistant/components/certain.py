"""What a rule decides alone, before any classifier: danger, and scripts that no French is written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Optional

import yaml

from assistant.components.rule_parts import expanded

RULES = Path(__file__).parent / "certain.yaml"


@dataclass(frozen=True)
class _Rule:
    intent: str
    harmless: tuple[re.Pattern[str], ...]
    patterns: tuple[re.Pattern[str], ...]

    def holds(self, normalised_text: str) -> bool:
        for pattern in self.harmless:
            normalised_text = pattern.sub(" ", normalised_text)
        return any(pattern.search(normalised_text) for pattern in self.patterns)


def certain_intent(normalised_text: str) -> Optional[str]:
    """The intent that a rule is certain of, or None.

    >>> certain_intent("mon mari me frappe")
    'crisis'
    """
    return next((rule.intent for rule in _rules() if rule.holds(normalised_text)), None)


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    content = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    parts = content.pop("parts")
    return tuple(
        _Rule(
            intent,
            tuple(re.compile(expanded(pattern, parts)) for pattern in rule.get("harmless", ())),
            tuple(re.compile(expanded(pattern, parts)) for pattern in rule["patterns"]),
        )
        for intent, rule in content.items()
    )
