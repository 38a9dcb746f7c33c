import pytest

from procedures.facts import Fact
from procedures.model import ChoiceNature
from procedures.walk.places import department_of, pick, place_in

DEPARTMENTS = ["Isère (38)", "Rhône (69)", "Autre département"]


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("38000", Fact("self", "postcode", "38000")),
        ("j'habite au 97300 Cayenne", Fact("self", "postcode", "97300")),
        ("38", Fact("self", "department", "38")),
        ("en Corse-du-Sud", Fact("self", "department", "2a")),
        ("Grenoble", Fact("self", "commune", "grenoble")),
        ("en Bretagne", Fact("self", "region", "bretagne")),
        ("je ne sais pas", None),
        ("j'ai 12000 euros et 3 enfants", None),
    ],
)
def test_a_place_is_found_in_words(words: str, fact: Fact | None) -> None:
    assert place_in(words) == fact


def test_postcodes_tell_the_department() -> None:
    assert [department_of(code) for code in ("20000", "20600", "97411", "75011", "00100")] == [
        "2A",
        "2B",
        "974",
        "75",
        None,
    ]


@pytest.mark.parametrize(
    ("labels", "fact", "index"),
    [
        (DEPARTMENTS, Fact("self", "postcode", "38100"), 0),
        (DEPARTMENTS, Fact("self", "commune", "lyon"), 1),
        (DEPARTMENTS, Fact("self", "department", "33"), 2),
        (["En métropole", "Outre-mer", "À l'étranger"], Fact("self", "postcode", "97400"), 1),
        (["Cas général", "À Paris"], Fact("self", "postcode", "75011"), 1),
        (["Cas général", "À Paris"], Fact("self", "postcode", "13001"), 0),
        (["Île-de-France", "Bretagne", "Autre région"], Fact("self", "region", "bretagne"), 1),
        (["Alsace-Moselle", "Autre département"], Fact("self", "department", "67"), 0),
    ],
)
def test_the_option_of_the_place_is_picked(labels: list[str], fact: Fact, index: int) -> None:
    found = pick(ChoiceNature.PLACE, labels, [fact])
    assert found is not None
    assert found.indexes == (index,)


def test_a_place_known_too_roughly_picks_nothing() -> None:
    assert pick(ChoiceNature.PLACE, DEPARTMENTS, [Fact("self", "region", "auvergne rhone alpes")]) is None


def test_a_place_says_nothing_of_a_situation() -> None:
    assert pick(ChoiceNature.SITUATION, ["À Paris", "Autre cas"], [Fact("self", "postcode", "75011")]) is None
