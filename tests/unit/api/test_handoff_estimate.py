"""How long one waits is told from how long others waited, or not at all; who is given the next one is fair."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from api.handoff.assignment import Load, next_agent
from api.handoff.estimate import PickUp, Place, place

pick_ups = st.lists(st.builds(PickUp, st.integers(1, 50), st.floats(0, 7200)), max_size=30)
NINE, TEN = datetime(2026, 11, 19, 9, tzinfo=UTC), datetime(2026, 11, 19, 10, tzinfo=UTC)


def test_two_pick_ups_tell_nothing() -> None:
    assert place(1, [PickUp(1, 60), PickUp(1, 60)]) == Place(1, None)


def test_it_is_told_in_whole_minutes_rounded_up() -> None:
    assert place(1, [PickUp(1, 61)] * 3) == Place(1, 120)
    assert place(1, [PickUp(1, 0)] * 3) == Place(1, 60)


def test_one_who_waited_behind_others_counts_for_one_place() -> None:
    assert place(2, [PickUp(3, 180)] * 3) == Place(2, 120)


def test_one_who_was_forgotten_for_an_hour_changes_little() -> None:
    assert place(1, [PickUp(1, 60)] * 4 + [PickUp(1, 3600)]) == Place(1, 60)


@given(st.integers(1, 100), pick_ups)
def test_nobody_further_back_is_told_a_shorter_wait(position: int, recent: list[PickUp]) -> None:
    here, behind = place(position, recent), place(position + 1, recent)
    if here.estimated_wait_s is not None and behind.estimated_wait_s is not None:
        assert 60 <= here.estimated_wait_s <= behind.estimated_wait_s


def test_the_least_loaded_is_next_then_whoever_was_idle_for_longest() -> None:
    loaded, late, early = Load("a", "A", 2, NINE), Load("b", "B", 1, TEN), Load("c", "C", 1, NINE)
    assert next_agent([loaded, late, early], capacity=3) == early


def test_one_who_has_had_none_yet_comes_before_others() -> None:
    new = Load("z", "Z", 0)
    assert next_agent([Load("a", "A", 0, NINE), new], capacity=3) == new


def test_nobody_gets_more_than_they_can_hold() -> None:
    assert next_agent([Load("a", "A", 3, NINE)], capacity=3) is None
