"""The hours of the day in words, as a citizen reads them before calling."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from api.site import Site, hours_today
from procedures.reply import Notice
from procedures.town import Closure, Phone, Slot, Town

MORNING, AFTERNOON = Slot(time(8, 30), time(12)), Slot(time(13, 30), time(17))
TOWN = Town(
    name="Villeneuve",
    phones=(Phone("Accueil", "02 99 00 00 01"),),
    address=("1 rue Haute",),
    hours=((MORNING, AFTERNOON),) * 5 + ((), ()),
    time_zone="Europe/Paris",
    holiday_region=None,
    demonstration=False,
)


def told(moment: str, town: Town = TOWN) -> str:
    return hours_today(town, datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(town.time_zone)))


@pytest.mark.parametrize("hour", ["07:00", "09:00", "12:30", "16:59"])
def test_until_it_closes_the_hours_of_the_day(hour: str) -> None:
    assert told(f"2026-11-20T{hour}") == "Aujourd’hui : ouvert de 8 h 30 à 12 h et de 13 h 30 à 17 h."


def test_after_that_the_next_opening() -> None:
    assert told("2026-11-20T17:00") == "Fermé maintenant. Prochaine ouverture : lundi 23 novembre 2026 à 8 h 30."


def test_a_day_without_hours() -> None:
    assert told("2026-11-21T10:00") == "Fermé aujourd’hui. Prochaine ouverture : lundi 23 novembre 2026 à 8 h 30."


def test_a_public_holiday_is_named() -> None:
    assert told("2026-11-11T10:00").startswith("Fermé aujourd’hui (Armistice")


def test_a_holiday_of_the_region_counts_there_only() -> None:
    boxing_day = "2025-12-26T10:00"
    assert told(boxing_day).startswith("Aujourd’hui : ouvert")
    assert told(boxing_day, replace(TOWN, holiday_region="57")).startswith("Fermé aujourd’hui (")


def test_an_announced_closure_says_why() -> None:
    closed = replace(TOWN, closures=(Closure(date(2026, 11, 20), date(2026, 11, 20), "Inventaire"),))
    assert told("2026-11-20T10:00", closed).startswith("Fermé aujourd’hui (Inventaire).")


def test_whoever_is_told_how_to_reach_the_town_hall_is_told_of_the_days_notices(tmp_path: Path) -> None:
    def notices_on(day: date) -> tuple[Notice, ...]:
        told = (Notice("La mairie ferme à 16 h."), Notice("Inscriptions closes.", ("cantine-scolaire",)))
        return told if day == date(2026, 11, 20) else ()

    moment = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    site = Site(tmp_path, lambda: None, retention_days=30, notices_on=notices_on, clock=lambda: moment)
    assert site.reach().sentence.endswith("La mairie ferme à 16 h.")
    assert site.as_json()["notices"] == ["La mairie ferme à 16 h."]
    assert [notice.text for notice in site.around().notices] == ["La mairie ferme à 16 h.", "Inscriptions closes."]
    moment += timedelta(days=1)
    assert "16 h." not in site.reach().sentence
