"""The reviewed table: which options a fact picks, and for whom."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from procedures.facts import Fact, display, load_rules, pick

ROOT = Path(__file__).parents[3]
PASSPORT = ["Vous avez un passeport valide", "Vous avez un passeport périmé", "Vous n'avez pas de passeport"]


@pytest.mark.parametrize(
    ("labels", "fact", "indexes"),
    [
        (PASSPORT, Fact("passport", "state", "none"), (2,)),
        (
            ["L'enfant a un passeport valide", "L'enfant a un passeport périmé"],
            Fact("passport", "state", "valid"),
            None,
        ),
        (
            ["Vous êtes français", "Vous êtes européen", "Vous êtes étranger"],
            Fact("self", "nationality", "european"),
            (1,),
        ),
        (["Français", "Étranger"], Fact("self", "nationality", "french"), None),
        (["Vous vivez en France", "Vous vivez à l'étranger"], Fact("self", "residence", "abroad"), (1,)),
        (["Vous vivez en France", "Autre situation"], Fact("self", "residence", "abroad"), (1,)),
        (["Votre passeport est valide", "Le passeport est périmé"], Fact("passport", "state", "lost"), None),
        (["Vous êtes marié", "Vous attendez un enfant"], Fact("self", "marital_status", "divorced"), None),
        (["Moins de 18 ans", "18 ans et plus"], Fact("self", "age", "40"), (1,)),
        (["À partir de 18 ans", "Entre 15 et 17 ans", "Avant 15 ans"], Fact("child", "age", "12"), (2,)),
        (["Moins de 3 ans", "Plus de 3 ans"], Fact("self", "age", "40"), None),
        (["Vous avez moins de 60 ans", "Vous avez 60 ans ou plus"], Fact("self", "age", "61"), (1,)),
        (["Enfant de moins de 12 ans", "Entre 12 et 16 ans", "À partir de 16 ans"], Fact("child", "age", "12"), (1,)),
        (["Majeur", "Mineur"], Fact("child", "age", "9"), (1,)),
        (["Pour un majeur", "Pour un mineur"], Fact("child", "majority", "minor"), (1,)),
        (["Pour une personne majeure", "Pour un enfant mineur"], Fact("self", "majority", "adult"), (0,)),
    ],
)
def test_a_fact_picks_only_what_it_says_of_its_bearer(
    labels: list[str], fact: Fact, indexes: tuple[int, ...] | None
) -> None:
    found = pick("F0", "Une démarche", labels, [fact])
    assert (found.indexes if found else None) == indexes


@pytest.mark.parametrize(("age", "indexes"), [("24", (1, 2, 3)), ("30", (0, 3)), ("17", (2, 3))])
def test_an_age_leaves_out_what_a_label_keeps_for_another_age_without_saying_so(
    age: str, indexes: tuple[int, ...]
) -> None:
    labels = ["Demandeur de 25 ans ou plus", "Jeune actif", "Jeunes parents", "Parent isolé"]
    found = pick("N19775", "Revenu de solidarité active (RSA)", labels, [Fact("self", "age", age)])
    assert found is not None
    assert found.indexes == indexes


@pytest.mark.parametrize(("place", "index"), [("france", 0), ("europe", 1), ("world", 2)])
def test_where_a_thing_was_lost_is_not_where_one_lives(place: str, index: int) -> None:
    labels = ["Perte en France", "Perte en Europe", "Perte dans un autre pays"]
    lost, lives = Fact("loss", "place", place), Fact("self", "residence", "abroad")
    found = pick("F1727", "Perte du permis de conduire", labels, [lost, lives])
    assert found is not None
    assert found.indexes == (index,)
    assert pick("F1727", "Perte du permis de conduire", labels, [lives]) is None


def test_the_title_of_a_sheet_says_whose_age_is_meant() -> None:
    labels = ["Avant 12 ans", "À partir de 12 ans"]
    fact = Fact("child", "age", "10")
    assert pick("F0", "Passeport d'un mineur", labels, [fact]) is not None
    assert pick("F0", "Passeport d'un majeur", labels, [fact]) is None


@pytest.mark.parametrize(
    "labels",
    [
        ["Date d'expiration : moins de 5 ans", "Date d'expiration : + de 5 ans"],
        ["La carte est périmée depuis moins de 5 ans", "La carte est périmée depuis plus de 5 ans"],
    ],
)
def test_the_age_of_a_child_says_nothing_of_the_age_of_a_card(labels: list[str]) -> None:
    assert pick("F0", "Passeport d'un mineur", labels, [Fact("child", "age", "10")]) is None


def test_labels_without_bearer_count_only_in_the_sheets_reviewed() -> None:
    labels = ["En France", "À l'étranger"]
    fact = Fact("self", "residence", "abroad")
    assert pick("F14929", "Passeport", labels, [fact]) is not None
    assert pick("F2421", "Retrait d'espèces", labels, [fact]) is None


def test_a_fact_reads_in_french() -> None:
    assert display(Fact("passport", "state", "expired")) == ("Passeport", "périmé")
    assert display(Fact("child", "age", "12")) == ("Âge de l'enfant", "12 ans")


def test_an_entry_that_cannot_be_read_is_named() -> None:
    with pytest.raises(ValueError, match=r"self\.age"):
        load_rules("facts:\n  self.age: {values: {a: {options: ['(']}}}")


def test_every_fact_that_is_understood_has_an_entry() -> None:
    """What the dialogue extracts and what the walk knows share one vocabulary."""
    understood = yaml.safe_load((ROOT / "assistant/components/facts.yaml").read_text(encoding="utf-8"))["rules"]
    for rule in understood:
        bearer, name = rule["fact"].split(".")
        value = "12" if rule["value"] == "$1" else rule["value"]
        label, text = display(Fact(bearer, name, value))
        assert label.replace(" ", "_").lower() != name, rule["fact"]
        assert text != value or value.isdigit(), (rule["fact"], value)
