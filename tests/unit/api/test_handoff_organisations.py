"""Which organisations an agent finds, and how a citizen reads them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from api.handoff.organisations import MOST_FOUND, found, with_id
from procedures import town as towns
from procedures.directory import Directory, Place
from procedures.local_services import LocalService
from procedures.reply import Around

LIBRARY = LocalService("Médiathèque", ("01 99 00 12 77",), ("2 rue du Lavoir",), ("Le mercredi, de 10 h à 18 h",))
CAF = Place(
    "p1",
    "Caf du Loiret",
    ("caf",),
    address=("3 place d'Armes", "45000 Orléans"),
    postcode="45000",
    phones=("3230",),
    hours=("Du lundi au vendredi",),
    website="https://www.caf.fr",
    communes=("45999",),
)
HOUSE = Place("p2", "Espace rural", ("france_services",), postcode="45110", communes=("45110",))


@pytest.fixture
def around(tmp_path: Path) -> Around:
    town = replace(towns.load(tmp_path), name="Essai", insee="45999", services=(LIBRARY,))
    return Around(town, Directory((HOUSE, CAF)), date(2026, 11, 30))


def names(words: str, around: Around) -> list[str]:
    return [one.name for one in found(words, around)]


def test_the_towns_own_come_first_then_those_that_serve_it(around: Around) -> None:
    assert names("", around) == ["Médiathèque (Essai)", "Caf du Loiret", "Espace rural"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("mediatheque", "Médiathèque (Essai)"),
        ("orléans caf", "Caf du Loiret"),
        ("FRANCE services", "Espace rural"),
    ],
)
def test_all_words_are_looked_for_in_name_kind_and_address(around: Around, words: str, name: str) -> None:
    assert names(words, around) == [name]


def test_a_card_says_all_that_is_known_in_lines(around: Around) -> None:
    caf = with_id("p1", around)
    assert caf is not None
    assert caf.card.splitlines() == [
        "Caf du Loiret",
        "3 place d'Armes, 45000 Orléans",
        "Téléphone : 3230",
        "Horaires : Du lundi au vendredi",
        "https://www.caf.fr",
    ]
    house = with_id("p2", around)
    assert house is not None
    assert house.card == "Espace rural"


def test_what_is_not_known_is_none(around: Around) -> None:
    assert with_id("p3", around) is None


def test_no_more_are_shown_than_one_can_read(around: Around) -> None:
    many = Directory(tuple(Place(f"p{number}", f"Caf {number}", ("caf",)) for number in range(50)))
    assert len(found("caf", replace(around, directory=many))) == MOST_FOUND
