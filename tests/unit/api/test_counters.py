"""Counting requests: in one process, and for several that have Redis between them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from limits import parse
from redis import Redis as Client

from api.security.counters import COME_BACK_AFTER_S, KEYS, Counters
from assistant.setup.programs import REDIS
from tests.prove.desk.victims import Redis
from tests.redis_server import RedisServer

TWICE = parse("2/minute")
KEY = ("openings", "203.0.113.1")
NOWHERE = "unix:///nowhere/redis.socket"


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    if REDIS.find() is None:
        pytest.skip(f"Redis est absent : {REDIS.cure}")
    with RedisServer.started() as url:
        yield url


class _Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def _hits(*counters: Counters, key: tuple[str, ...] = KEY) -> list[bool]:
    return [one.hit(TWICE, *key) for one in counters]


def test_one_too_many_is_refused_and_says_for_how_long() -> None:
    alone = Counters()
    assert _hits(alone, alone, alone) == [True, True, False]
    assert 1 <= alone.seconds_left(TWICE, *KEY) <= 60
    assert alone.hit(TWICE, "openings", "203.0.113.2")


def test_without_redis_each_copy_counts_for_itself() -> None:
    assert _hits(*(Counters() for _ in range(3))) == [True, True, True]


def test_with_redis_the_copies_count_together(redis_url: str) -> None:
    one, other = Counters(redis_url), Counters(redis_url)
    key = ("openings", "together")
    assert _hits(one, other, one, other, key=key) == [True, True, False, False]
    assert 1 <= other.seconds_left(TWICE, *key) <= 60
    one.forget(TWICE, *key)
    assert other.hit(TWICE, *key)


def test_what_redis_holds_is_gone_once_its_window_has_passed(redis_url: str) -> None:
    Counters(redis_url).hit(TWICE, "openings", "expires")
    with Client.from_url(redis_url) as redis:
        keys = list(redis.scan_iter(f"{KEYS}*expires*"))
        assert keys
        assert all(0 < redis.ttl(key) <= 120 for key in keys)


def test_while_redis_is_away_each_copy_counts_for_itself_and_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    lonely = Counters(NOWHERE)
    with caplog.at_level(logging.WARNING):
        assert _hits(lonely, lonely, lonely) == [True, True, False]
    assert [record.getMessage().partition(" (")[0] for record in caplog.records] == ["Redis cannot be asked"]


def test_a_redis_that_dies_and_is_back_is_asked_again(tmp_path: Path) -> None:
    if REDIS.find() is None:
        pytest.skip(f"Redis est absent : {REDIS.cure}")
    clock = _Clock()
    with Redis(tmp_path) as redis:
        one, other = (Counters(redis.url, clock=clock) for _ in range(2))
        assert _hits(one, other, one) == [True, True, False]
        redis.kill()
        assert _hits(one, one, one, other) == [True, True, False, True]
        redis.start()
        clock.now = COME_BACK_AFTER_S
        assert _hits(one, other, one) == [True, True, False]
