"""What one more phrasing would change, told before it is added; a known question that would be lost is named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import pytest

from api.editor.inbox import effects
from api.editor.inbox.effects import Change, Trial
from procedures.catalogue import Catalogue
from procedures.search import LexicalSearch
from tests.unit.procedures.fakes import InMemoryCatalogue, procedure


def a_trial(added: dict[str, Sequence[str]]) -> Trial:
    """Over two sheets whose names have nothing in common."""
    sheets = [procedure("piscine", "Entrer à la piscine"), procedure("cantine", "Inscription à la cantine")]
    catalogue = cast(Catalogue, InMemoryCatalogue(sheets))
    return Trial(catalogue, LexicalSearch(catalogue), indexed=lambda: "1", added=lambda: added)


def test_the_phrase_leads_where_it_was_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effects, "known_questions", dict[str, Any])
    found = a_trial({}).of("cantine", "le restau des gamins")
    assert (found.rank_before, found.rank_after) == (None, 1)
    assert (found.better, found.worse, found.other) == ((), (), ())


def test_a_checked_question_that_would_be_lost_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effects, "known_questions", lambda: {"piscine": ("tarif piscine",), "absente": ("rien",)})
    found = a_trial({}).of("cantine", "tarif piscine")
    assert found.tried == 1  # a sheet that nobody is served is not asked about
    assert found.worse == (Change("tarif piscine", "piscine", "piscine", "cantine"),)


def test_the_same_words_known_for_another_subject_are_told_and_how_many_are_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(effects, "known_questions", dict[str, Any])
    found = a_trial({"piscine": ["les tarifs de la piscine", "nager"]}).of("cantine", "tarif piscine")
    assert found.said_of == ("piscine",)
    assert found.known == 0


def test_so_is_one_that_the_town_has_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effects, "known_questions", dict[str, Any])
    found = a_trial({"piscine": ["tarif piscine"], "absente": ["rien"]}).of("cantine", "tarif piscine")
    assert [change.question for change in found.worse] == ["tarif piscine"]
