"""Waits and causes, counted from changes of hands."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from api.conversations.states import Actor, Happening, Status
from api.handoff.figures import Event, by_day, figures

START = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def event(happening: Happening, who: str, after_s: float, *, before: Status = Status.QUEUED, reason: str = "") -> Event:
    return Event(who, happening, Actor.AGENT, reason, before, START + timedelta(seconds=after_s))


def asked(who: str, after_s: float) -> Event:
    return event(Happening.ASKED, who, after_s, before=Status.BOT)


def test_a_wait_ends_with_the_first_agent() -> None:
    found = figures(
        [
            asked("a", 0),
            asked("b", 10),
            event(Happening.TAKEN, "a", 60),
            event(Happening.RELEASED, "a", 70, before=Status.AGENT),
            event(Happening.TAKEN, "a", 500),
            event(Happening.TAKEN, "b", 30),
        ],
        {},
    )
    assert (found.asked, found.taken) == (2, 2)
    assert found.waits_s == (60, 20)
    assert (found.median_wait_s, found.mean_wait_s) == (40, 40)


def test_a_few_long_waits_move_the_mean_and_not_the_median() -> None:
    events = [one for n, wait in enumerate((10, 20, 30, 600)) for one in _pair(str(n), wait)]
    found = figures(events, {})
    assert (found.median_wait_s, found.mean_wait_s) == (25, 165)


def _pair(who: str, wait: float) -> tuple[Event, Event]:
    return asked(who, 0), event(Happening.TAKEN, who, wait)


def test_nobody_taken_has_no_median() -> None:
    assert figures([asked("a", 0)], {}).median_wait_s is None


def test_whoever_asks_again_waits_anew() -> None:
    found = figures(
        [asked("a", 0), event(Happening.GAVE_UP, "a", 50), asked("a", 100), event(Happening.TAKEN, "a", 115)], {}
    )
    assert (found.asked, found.waits_s, found.abandoned) == (2, (15,), {"gave_up": 1})


def test_a_contact_left_without_having_waited_is_nobody_lost_on_the_way() -> None:
    found = figures([event(Happening.CONTACT_LEFT, "a", 0, before=Status.BOT)], {})
    assert found.abandoned == {}


def test_counts_of_the_day_are_causes_and_themes() -> None:
    found = figures([], {"nobody": 2, "theme:N1": 3})
    assert (found.unavailable, found.themes) == ({"nobody": 2}, {"N1": 3})


def test_a_day_is_that_of_the_town() -> None:
    late = Event("a", Happening.ASKED, Actor.CITIZEN, "", Status.BOT, datetime(2026, 11, 30, 23, 30, tzinfo=UTC))
    assert list(by_day([late], ZoneInfo("Europe/Paris"))) == [date(2026, 12, 1)]
