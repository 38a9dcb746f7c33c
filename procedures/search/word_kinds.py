"""Words sorted by what they tell a search (``word_kinds.yaml``)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).parent / "word_kinds.yaml"


def words_of_kind(kind: str) -> frozenset[str]:
    """The folded words of a kind. Raises ``KeyError`` when the file has no such kind."""
    return _kinds()[kind]


@cache
def _kinds() -> dict[str, frozenset[str]]:
    listed: dict[str, list[str]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {kind: frozenset(str(word) for word in words) for kind, words in listed.items()}
