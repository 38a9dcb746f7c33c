"""The official directory: what is kept of it for one commune."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from procedures import directory
from procedures.directory import DIRECTORY_FILE, Directory
from procedures.importer.directory import DirectoryError, read_directory
from tests.unit.procedures.official_directory import TOWN, write


@pytest.fixture
def found(tmp_path: Path) -> Directory:
    services, communes = write(tmp_path)
    return read_directory(services, TOWN, competences=communes)


def test_only_counters_of_the_commune_and_houses_of_the_department_are_kept(found: Directory) -> None:
    assert [place.name for place in found.places] == [
        "Caf du Nulle-Part",
        "Préfecture d'Exemple",
        "France services de Port-Neuf",
        "France services d'Exemple",
    ]


def test_a_counter_has_its_address_where_one_goes_not_where_one_writes(found: Directory) -> None:
    prefecture = found.of_type(["prefecture"], TOWN)
    assert prefecture is not None
    assert prefecture.address == ("2 rue du Port", "99000 Exemple")
    assert (prefecture.phones, prefecture.emails) == (("01 99 00 12 80",), ("accueil@service.example",))
    assert prefecture.changed_on == date(2026, 11, 18)
    assert prefecture.hours == (
        "Du lundi au vendredi : 08:30-12:00 et 13:30-16:00 (sur rendez-vous l'après-midi)",
        "Samedi : 09:00-12:00",
    )


def test_competence_makes_a_counter_of_another_town_ours(tmp_path: Path, found: Directory) -> None:
    assert found.of_type(["caf"], TOWN) is not None
    services, _ = write(tmp_path)
    assert read_directory(services, TOWN).of_type(["caf"], TOWN) is None


def test_the_house_of_the_commune_comes_before_those_of_the_department(found: Directory) -> None:
    names = [place.name for place in found.france_services(postcode="99000", insee=TOWN)]
    assert names == ["France services d'Exemple", "France services de Port-Neuf"]
    assert found.france_services(postcode="99200")[0].name == "France services de Port-Neuf"
    assert found.france_services(postcode="75001") == ()


def test_the_names_of_the_guide_are_understood(found: Directory) -> None:
    assert found.of_type(["msap"], TOWN) is not None


def test_it_is_kept_and_read_again_the_same(tmp_path: Path, found: Directory) -> None:
    assert directory.load(tmp_path) == Directory()
    directory.save(found, tmp_path)
    assert directory.load(tmp_path) == found


def test_a_damaged_file_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / DIRECTORY_FILE).write_text('{"places": [{"id"', encoding="utf-8")
    with pytest.raises(ValueError, match="guichet import-directory"):
        directory.load(tmp_path)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"service": 3}', "<xml/>"])
def test_what_is_not_the_directory_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "autre.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(DirectoryError, match="annuaire officiel"):
        read_directory(file, TOWN)
