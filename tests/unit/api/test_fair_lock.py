"""Who asks first is served first; whoever gives up leaves their place to the next."""

from __future__ import annotations

import threading

import pytest

from api.fair_lock import FairLock, NoTurnError

PATIENCE_S = 60.0


def waiting(lock: FairLock, count: int) -> None:
    """Returns once ``count`` wait."""
    while len(lock._waiting) < count:
        pass


def test_everybody_has_their_turn_in_the_order_of_asking() -> None:
    lock, served = FairLock(PATIENCE_S), list[int]()

    def take(number: int) -> None:
        with lock:
            served.append(number)

    threads = [threading.Thread(target=take, args=(number,)) for number in range(5)]
    with lock:
        for number, thread in enumerate(threads):
            thread.start()
            waiting(lock, number + 1)
    for thread in threads:
        thread.join()
    assert served == [0, 1, 2, 3, 4]


def test_whoever_gives_up_holds_up_nobody() -> None:
    lock = FairLock(patience=0)
    with lock, pytest.raises(NoTurnError), lock:
        pass
    with lock:
        assert lock._is_held
    assert not lock._is_held


def test_one_at_a_time() -> None:
    lock, inside = FairLock(PATIENCE_S), list[int]()

    def work() -> None:
        for _ in range(200):
            with lock:
                inside.append(1)
                assert len(inside) == 1
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert inside == []
    assert not lock._is_held
