"""What a town lays over an official procedure: in its place, in its time, the rest untouched."""

from __future__ import annotations

from datetime import date

import pytest

from procedures.model import Aspect, Section
from procedures.outcome import Answer, Given
from procedures.overlay import Addition, Overlay, laid_over, section_ids
from procedures.store import bodies
from procedures.walk import resolve
from tests.items import a_choice, a_paragraph, a_procedure, a_section

TODAY = date(2026, 9, 1)
OWN = a_section("Tarif chez nous", a_paragraph("Ici, 3 €."), id="ici.prix", aspects=(Aspect.COST,))
COST = a_section("Coût", a_paragraph("Partout, 86 €."), id="cost", aspects=(Aspect.COST,))
SHEET = a_procedure("F1", body=(a_section("Cas", a_choice("who", Adulte=(COST,), Enfant=()), id="cases"),))


def titles(*additions: Addition, today: date = TODAY) -> list[str]:
    laid = laid_over(SHEET, Overlay(additions), today)
    return [title for title in ("Tarif chez nous", "Cas", "Coût") if title in str(laid.body)]


def test_it_stands_before_the_part_it_names_inside_a_case() -> None:
    laid = laid_over(SHEET, Overlay((Addition(OWN, "cost"),)), TODAY)
    choice = laid.body[0].blocks[0]  # type: ignore[union-attr]
    assert [section.title for section in choice.options[0].blocks] == ["Tarif chez nous", "Coût"]  # type: ignore[union-attr]


def test_it_can_stand_instead_of_it() -> None:
    assert titles(Addition(OWN, "cost", replaces=True)) == ["Tarif chez nous", "Cas"]


def test_without_a_place_it_comes_first() -> None:
    assert isinstance(first := laid_over(SHEET, Overlay((Addition(OWN),)), TODAY).body[0], Section)
    assert first.title == "Tarif chez nous"


def test_at_a_place_that_is_gone_it_comes_first_and_is_told() -> None:
    overlay = Overlay((Addition(OWN, "gone", replaces=True),))
    assert overlay.places_lost(SHEET) == ("gone",)
    assert laid_over(SHEET, overlay, TODAY).body[0] == OWN


@pytest.mark.parametrize(
    ("today", "said"),
    [(date(2026, 8, 31), False), (date(2026, 9, 1), True), (date(2026, 9, 30), True), (date(2026, 10, 1), False)],
)
def test_it_holds_from_its_first_to_its_last_day(today: date, said: bool) -> None:
    dated = Addition(OWN, starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 30))
    assert ("Tarif chez nous" in titles(dated, today=today)) is said


def test_the_answer_about_the_cost_says_it() -> None:
    answer = resolve(
        laid_over(SHEET, Overlay((Addition(OWN),)), TODAY), Aspect.COST, Given(answers={"who": ("who.Adulte",)})
    )
    assert isinstance(answer, Answer)
    assert [section.title for section in answer.sections][:1] == ["Tarif chez nous"]


def test_it_is_the_same_after_the_database() -> None:
    overlay = Overlay((Addition(OWN, "cost", replaces=True, starts_on=TODAY),))
    assert bodies.decode(Overlay, bodies.encode(overlay)[1]) == overlay


def test_every_part_of_a_sheet_can_be_named() -> None:
    assert section_ids(SHEET.body) == {"cases", "cost"}
