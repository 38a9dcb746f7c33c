"""The guide is brought up to date once a night, whatever the night before gave."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.cli.refreshing import refresh_every_night, until_next
from assistant.cli.settings import Settings, load

PARIS = ZoneInfo("Europe/Paris")


class Stopped(Exception):  # noqa: N818 - not an error
    """Enough nights."""


@pytest.mark.parametrize(
    ("hour", "minute", "hours"), [(3, 0, 1.0), (4, 0, 24.0), (5, 0, 23.0), (23, 30, 4.5), (0, 0, 4.0)]
)
def test_the_next_night_is_never_now(hour: int, minute: int, hours: float) -> None:
    assert until_next(datetime(2026, 11, 30, hour, minute, tzinfo=PARIS)) == hours * 3600


def nights(settings: Settings, codes: list[int]) -> list[float]:
    """How long it slept before each of as many imports as ``codes``."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        if len(slept) == len(codes):
            raise Stopped
        slept.append(seconds)

    async def run_import(_: Settings) -> int:
        return codes[len(slept) - 1]

    async def run() -> None:
        moment = datetime(2026, 11, 30, 3, 0, tzinfo=PARIS)
        await refresh_every_night(settings, now=lambda: moment, sleep=sleep, run_import=run_import)

    with contextlib.suppress(Stopped):
        asyncio.run(run())
    return slept


def test_a_night_without_the_guide_does_not_end_the_others(tmp_path: Path) -> None:
    assert nights(load(tmp_path), [0, 1, 0]) == [3600.0, 3600.0, 3600.0]


@pytest.mark.parametrize("changes", [{"guide_refresh": "off"}, {"guide": "snapshot"}, {"guide": "none"}])
def test_it_is_left_alone_when_the_operator_says_so(tmp_path: Path, changes: dict[str, str]) -> None:
    assert nights(load(tmp_path).model_copy(update=changes), [0]) == []
