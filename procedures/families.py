"""Words that mean the same thing under unlike stems: "perdu" and "perte" (``word_families.yaml``)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import yaml

from procedures.words import stems

_FILE = Path(__file__).with_name("word_families.yaml")


def akin(word: str, other: str) -> bool:
    """Whether two folded words are of one family.

    >>> akin("perdue", "perte"), akin("perdue", "vol")
    (True, False)
    """
    family = _families().get(_only_stem(word))
    return family is not None and _only_stem(other) in family


def with_kin(said: Iterable[str]) -> set[str]:
    """The stems ``said`` (as ``procedures.words.stems`` gives them) and those of their families."""
    families = _families()
    return {kin for stem in said for kin in families.get(stem, {stem})}


def _only_stem(word: str) -> str:
    found = stems(word)
    return found[0] if len(found) == 1 else ""


@cache
def _families() -> dict[str, frozenset[str]]:
    """Each stem of a family with all of that family's."""
    read: list[list[str]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))["families"]
    families = (frozenset(map(_only_stem, words)) for words in read)
    return {stem: family for family in families for stem in family}
