"""The town's sheet: hours, holidays, closures, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from procedures.problems import ContentError
from procedures.town import Slot, Town, load, read

SHEET = """\
nom: Ville d'exemple
telephones:
  - {libelle: Accueil, numero: 01 99 00 12 10}
adresse: [1 place du Lavoir, 00000 Exemple]
horaires:
  lundi: ["08:30-12:00", "13:30-17:30"]
  jeudi: ["13:30-19:00"]
fermetures:
  - {du: 2026-08-03, au: 2026-08-14, motif: Congés d'été}
"""
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def town(tmp_path: Path) -> Town:
    (tmp_path / "town.yaml").write_text(SHEET, encoding="utf-8")
    return load(tmp_path)


def test_a_fictional_town_stands_in_until_the_real_one_has_its_sheet(tmp_path: Path) -> None:
    fictional = load(tmp_path)
    assert fictional.demonstration
    assert all(phone.number.startswith("01 99 00") for phone in fictional.phones)
    (tmp_path / "town.yaml").write_text(SHEET, encoding="utf-8")
    assert not load(tmp_path).demonstration


def test_hours_are_those_of_the_weekday(town: Town) -> None:
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    assert town.slots_on(monday) == (Slot(time(8, 30), time(12)), Slot(time(13, 30), time(17, 30)))
    assert town.slots_on(tuesday) == ()


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 8, 3), "Congés d'été"),
        (date(2026, 8, 14), "Congés d'été"),
        (date(2026, 8, 17), ""),
        (date(2026, 7, 14), "Fête nationale"),
    ],
)
def test_closures_and_public_holidays_are_closed_days(town: Town, day: date, reason: str) -> None:
    assert town.closed_because(day) == reason
    assert bool(town.slots_on(day)) is (reason == "" and day.weekday() in (0, 3))


def test_a_region_has_its_own_public_holidays(tmp_path: Path) -> None:
    (tmp_path / "town.yaml").write_text(SHEET + "jours_feries_de: '57'\n", encoding="utf-8")
    assert load(tmp_path).closed_because(date(2026, 12, 26))


def test_open_and_next_opening_are_told_in_the_town_s_own_time(town: Town) -> None:
    monday_noon = datetime(2026, 11, 23, 11, tzinfo=UTC)  # 12:00 in Paris
    assert not town.is_open(monday_noon)
    assert town.is_open(datetime(2026, 11, 23, 10, 59, tzinfo=UTC))
    assert town.next_opening(monday_noon) == datetime(2026, 11, 23, 13, 30, tzinfo=PARIS)
    assert town.next_opening(datetime(2026, 11, 23, 18, tzinfo=PARIS)) == datetime(2026, 11, 26, 13, 30, tzinfo=PARIS)


def test_a_town_without_hours_never_opens(tmp_path: Path) -> None:
    file = tmp_path / "town.yaml"
    file.write_text(SHEET[: SHEET.index("horaires")] + "horaires: {}\n", encoding="utf-8")
    assert read(file, demonstration=False).next_opening(datetime(2026, 11, 23, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    ("good", "bad", "field"),
    [
        ("01 99 00 12 10", "12", "telephones[1].numero"),
        ("08:30-12:00", "8h30-12h", "horaires.lundi[1]"),
        ("08:30-12:00", "12:00-08:30", "horaires.lundi[1]"),
        ("08:30-12:00", "08:30-14:00", "horaires.lundi"),
        ("lundi:", "monday:", "horaires.monday"),
        ("2026-08-14", "2026-08-01", "fermetures[1]"),
        ("nom: Ville d'exemple\n", "", "nom"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, good: str, bad: str, field: str) -> None:
    (tmp_path / "town.yaml").write_text(SHEET.replace(good, bad), encoding="utf-8")
    with pytest.raises(ContentError) as error:
        load(tmp_path)
    assert [problem.field for problem in error.value.problems] == [field]


@pytest.mark.parametrize("line", ["fuseau_horaire: Lune/Mer\n", "jours_feries_de: Bretagne\n", "maire: Moi\n"])
def test_unknown_zones_regions_and_fields_are_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "town.yaml").write_text(SHEET + line, encoding="utf-8")
    with pytest.raises(ContentError, match=line.split(":")[0]):
        load(tmp_path)


class TestSpecialDays:
    @pytest.fixture
    def town(self, tmp_path: Path) -> Town:
        special = (
            "jours_particuliers:\n"
            '  - {le: 2026-08-05, horaires: ["09:00-11:00"], motif: Permanence}\n'
            '  - {le: 2026-07-14, horaires: ["10:00-12:00"], motif: Fête de la commune}\n'
            "horaires_reponses_ecrites:\n"
            '  lundi: ["10:00-11:00"]\n'
        )
        (tmp_path / "town.yaml").write_text(SHEET + special, encoding="utf-8")
        return load(tmp_path)

    def test_it_is_open_at_other_hours_even_on_a_holiday_or_in_a_closure(self, town: Town) -> None:
        assert town.slots_on(date(2026, 8, 5)) == (Slot(time(9), time(11)),)
        assert town.slots_on(date(2026, 7, 14)) == (Slot(time(10), time(12)),)
        assert town.closed_because(date(2026, 7, 14)) == ""
        assert town.slots_on(date(2026, 8, 6)) == ()

    def test_agents_answer_in_writing_at_hours_of_their_own(self, town: Town) -> None:
        monday, special = date(2026, 11, 23), date(2026, 8, 5)
        assert town.chat_slots_on(monday) == (Slot(time(10), time(11)),)
        assert town.chat_slots_on(special) == (Slot(time(9), time(11)),)
        sunday = datetime(2026, 11, 22, 12, tzinfo=UTC)
        assert town.next_chat(sunday) == datetime(2026, 11, 23, 10, tzinfo=PARIS)


def test_without_hours_of_their_own_agents_answer_while_the_town_hall_is_open(town: Town) -> None:
    assert town.chat_slots_on(date(2026, 11, 26)) == town.slots_on(date(2026, 11, 26))
