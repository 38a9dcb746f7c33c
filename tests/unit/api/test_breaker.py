"""What has just failed is not asked again at once."""

from __future__ import annotations

import pytest

from api.conversations.breaker import FIRST_PAUSE_S, LONGEST_PAUSE_S, Breaker


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(clock)


def test_one_failure_is_forgiven(breaker: Breaker) -> None:
    breaker.failed()
    assert breaker.lets_through()


def test_two_in_a_row_open_it(breaker: Breaker) -> None:
    breaker.failed()
    breaker.failed()
    assert not breaker.lets_through()


def test_a_success_between_them_starts_the_count_again(breaker: Breaker) -> None:
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert breaker.lets_through()


def test_when_nobody_is_there_one_is_enough(breaker: Breaker) -> None:
    breaker.failed(for_good=True)
    assert not breaker.lets_through()


def test_after_a_pause_one_trial_passes_and_no_other(breaker: Breaker, clock: Clock) -> None:
    breaker.failed(for_good=True)
    clock.now += FIRST_PAUSE_S
    assert breaker.lets_through()
    assert not breaker.lets_through()


def test_a_trial_that_succeeds_closes_it(breaker: Breaker, clock: Clock) -> None:
    breaker.failed(for_good=True)
    clock.now += FIRST_PAUSE_S
    breaker.lets_through()
    breaker.succeeded()
    assert breaker.lets_through()
    assert breaker.lets_through()


def test_each_trial_that_fails_makes_the_pause_longer_up_to_a_limit(breaker: Breaker, clock: Clock) -> None:
    breaker.failed(for_good=True)
    pauses = []
    for _ in range(6):
        before = clock.now
        while not breaker.lets_through():
            clock.now += 1
        pauses.append(clock.now - before)
        breaker.failed()
    assert pauses == [5, 10, 20, 40, LONGEST_PAUSE_S, LONGEST_PAUSE_S]
