"""Whether somebody can answer, and the reason told when not: each true, and the first that applies."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from api.handoff.availability import Cause, Desk, LiveChat, nobody_because, takes_contacts
from procedures.town import DEMONSTRATION_TOWN, Town, read

PARIS = ZoneInfo("Europe/Paris")
THURSDAY_AT_TEN = datetime(2026, 11, 19, 10, 0, tzinfo=PARIS)
THURSDAY_AT_NIGHT = datetime(2026, 11, 19, 22, 0, tzinfo=PARIS)
CHRISTMAS_AT_TEN = datetime(2026, 12, 25, 10, 0, tzinfo=PARIS)
CHRISTMAS_AT_NIGHT = datetime(2026, 12, 25, 22, 0, tzinfo=PARIS)
SAINT_STEPHEN_AT_TEN = datetime(2026, 12, 26, 10, 0, tzinfo=PARIS)  # a Saturday; a holiday in Alsace-Moselle alone

READY = Desk(staffed=True, present=1, free=2)


@pytest.fixture
def town() -> Town:
    """A real one: its hours are somebody's."""
    return replace(read(DEMONSTRATION_TOWN, demonstration=True), demonstration=False)


def test_somebody_who_is_there_and_free_answers(town: Town) -> None:
    assert nobody_because(town, THURSDAY_AT_TEN, READY, "hours") is None


@pytest.mark.parametrize(
    ("now", "desk", "live_chat", "cause"),
    [
        (THURSDAY_AT_TEN, Desk(staffed=False, present=1, free=1), "always", Cause.NO_STAFF),
        (THURSDAY_AT_TEN, READY, "off", Cause.OFF),
        (THURSDAY_AT_NIGHT, READY, "hours", Cause.OUTSIDE_HOURS),
        (CHRISTMAS_AT_NIGHT, READY, "hours", Cause.OUTSIDE_HOURS),
        (CHRISTMAS_AT_TEN, READY, "hours", Cause.HOLIDAY),
        (THURSDAY_AT_TEN, Desk(staffed=True), "hours", Cause.NOBODY),
        (THURSDAY_AT_TEN, Desk(staffed=True, present=2, free=0), "hours", Cause.FULL),
        (THURSDAY_AT_NIGHT, READY, "always", None),
        (CHRISTMAS_AT_TEN, READY, "always", None),
        (THURSDAY_AT_NIGHT, Desk(staffed=True), "always", Cause.NOBODY),
    ],
)
def test_the_first_reason_that_applies_is_told(
    town: Town, now: datetime, desk: Desk, live_chat: LiveChat, cause: Cause | None
) -> None:
    assert nobody_because(town, now, desk, live_chat) is cause


def test_holidays_are_those_of_the_region(town: Town) -> None:
    assert nobody_because(town, SAINT_STEPHEN_AT_TEN, READY, "hours") is None
    alsace = replace(town, holiday_region="57")
    assert nobody_because(alsace, SAINT_STEPHEN_AT_TEN, READY, "hours") is Cause.HOLIDAY


def test_the_hours_of_a_fictional_town_promise_nothing(town: Town) -> None:
    fictional = replace(town, demonstration=True)
    assert nobody_because(fictional, THURSDAY_AT_TEN, READY, "hours") is Cause.OFF
    assert nobody_because(fictional, THURSDAY_AT_TEN, READY, "always") is None


def test_a_contact_that_nobody_could_read_is_not_taken() -> None:
    assert not takes_contacts(Desk(staffed=False), call_back=True)
    assert not takes_contacts(Desk(staffed=True), call_back=False)
    assert takes_contacts(Desk(staffed=True), call_back=True)


def test_a_town_says_it_in_its_own_words(tmp_path: Path) -> None:
    sheet = tmp_path / "town.yaml"
    words = "Nous sommes tous au marché de Noël, revenez demain."
    sheet.write_text(f"{DEMONSTRATION_TOWN.read_text()}\ntextes:\n  absence: {words}\n")
    assert read(sheet, demonstration=False).texts == {"absence": words}
