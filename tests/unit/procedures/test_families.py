"""Words of one family, under unlike stems."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import procedures
from procedures.families import akin, with_kin
from procedures.turn.kin import akin_to_any
from procedures.words import stems

FILE = Path(procedures.__file__).parent / "word_families.yaml"


@pytest.mark.parametrize(("word", "other"), [("perdue", "perte"), ("vole", "vol"), ("fonctionnaire", "public")])
def test_a_verb_and_its_noun_are_akin(word: str, other: str) -> None:
    assert akin(word, other)
    assert akin(other, word)


def test_words_outside_any_family_are_akin_to_none() -> None:
    assert not akin("passeport", "perte")
    assert with_kin({"passeport"}) == {"passeport"}


def test_long_words_of_one_root_mean_the_same() -> None:
    assert akin_to_any("saisit", "Comment le saisir ?")
    assert not akin_to_any("permis", "Perte")


def test_each_word_stands_in_one_family_and_has_a_stem() -> None:
    seen: dict[str, int] = {}
    for number, words in enumerate(yaml.safe_load(FILE.read_text(encoding="utf-8"))["families"]):
        for word in words:
            (stem,) = stems(word)
            assert seen.setdefault(stem, number) == number, word
