"""What a message says of the person in passing: "pour ma fille de 12 ans", "je vis à Londres" (``facts.yaml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Dict, List, Tuple

import yaml

from assistant.components.rule_parts import expanded
from assistant.components.spelt_numbers import with_digits
from assistant.components.text import normalised

RULES = Path(__file__).parent / "facts.yaml"
_CAUGHT = "$1"


@dataclass(frozen=True)
class FactRule:
    bearer: str
    name: str
    value: str
    pattern: re.Pattern[str]

    def stated_in(self, normalised_text: str) -> str | None:
        """The value stated, or None."""
        found = self.pattern.search(normalised_text)
        if found is None:
            return None
        if self.value != _CAUGHT:
            return self.value
        caught = next(group for group in found.groups() if group)
        return caught.replace(" ", "") if caught[0].isdigit() else caught.strip()


def facts(text: str) -> List[Dict[str, str]]:
    """Facts stated, as ``{"bearer", "name", "value"}``, at most one per bearer and name: the first rule that hits.

    >>> facts("Je vis à Londres avec ma fille de 12 ans")
    [{'bearer': 'child', 'name': 'age', 'value': '12'}, {'bearer': 'self', 'name': 'residence', 'value': 'abroad'}]
    """
    plain = with_digits(normalised(text))
    found: Dict[Tuple[str, str], str] = {}
    for rule in rules():
        if (rule.bearer, rule.name) not in found and (value := rule.stated_in(plain)) is not None:
            found[rule.bearer, rule.name] = value
    return [{"bearer": bearer, "name": name, "value": value} for (bearer, name), value in found.items()]


@lru_cache(maxsize=1)
def rules() -> Tuple[FactRule, ...]:
    """The rules of ``facts.yaml``, in order. Raises ``KeyError`` naming a part that does not exist."""
    content = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    parts = content["parts"]
    read = []
    for rule in content["rules"]:
        bearer, name = rule["fact"].split(".")
        read.append(FactRule(bearer, name, rule["value"], re.compile(expanded(rule["pattern"], parts))))
    return tuple(read)
