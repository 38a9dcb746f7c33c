"""Part of a sheet is written anew; what people wrote around it stays."""

from __future__ import annotations

import pytest
import yaml

from procedures.town_sheet import rewritten

SHEET = """\
# Notre fiche.
nom: Exemple
telephones:
  # Le standard.
  - libelle: Accueil
    numero: 01 99 00 12 10
horaires:
  lundi: ["08:30-12:00",
          "13:30-17:30"]

# Vu avec la directrice.
avis:
  - >-
    Travaux : entrée
    par la cour.
# Fin."""


def test_what_is_not_named_stays_as_it_was_comments_included() -> None:
    written = rewritten(SHEET, {"horaires": {"mardi": ["09:00-12:00"]}})
    kept = ("# Notre fiche.", "  # Le standard.", "# Vu avec la directrice.", "    par la cour.", "# Fin.")
    assert all(line in written.splitlines() for line in kept)
    assert yaml.safe_load(written) == {**yaml.safe_load(SHEET), "horaires": {"mardi": ["09:00-12:00"]}}


@pytest.mark.parametrize("field", ["nom", "telephones", "horaires", "avis"])
def test_any_field_can_be_replaced_or_left_out(field: str) -> None:
    others = {name: value for name, value in yaml.safe_load(SHEET).items() if name != field}
    assert yaml.safe_load(rewritten(SHEET, {field: None})) == others
    assert yaml.safe_load(rewritten(SHEET, {field: ["neuf"]})) == {**others, field: ["neuf"]}


def test_what_was_not_there_is_added_and_an_empty_file_is_begun() -> None:
    assert yaml.safe_load(rewritten(SHEET, {"site": "https://exemple.fr"}))["site"] == "https://exemple.fr"
    assert rewritten("", {"nom": "Éxemple", "avis": None}) == "nom: Éxemple\n"
