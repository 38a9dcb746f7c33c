"""The supervisor, with real child processes that are small and fake."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.supervision import Keeper, ProcessGroup, Rhythm, Service, ServiceFailedError, Situation
from assistant.cli.supervision.group import GUARD
from assistant.cli.supervision.log import ServiceLog

QUICK = Rhythm(poll=0.01, check=0.01, first_pause=0.01, longest_pause=0.02, settled=1000, grace=5)
LONGER_THAN_ANY_TEST = 60.0

# A leader that starts a worker, as rasa_sdk does, and writes both numbers.
WITH_WORKER = """
import os, pathlib, subprocess, sys, time
worker = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path(sys.argv[1]).write_text(f"{os.getpid()} {worker.pid}")
time.sleep(600)
"""
STUBBORN = """
import pathlib, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path(sys.argv[1]).write_text("1")
time.sleep(600)
"""
DIES_AT_ONCE = "print('the disk is on fire'); raise SystemExit(3)"
# Each life adds a line, so that a test can wait for the second one.
COUNTS_ITS_LIVES = """
import pathlib, sys, time
with pathlib.Path(sys.argv[1]).open("a") as file:
    file.write("alive\\n")
time.sleep(600)
"""


class Story:
    """What the keeper told, and a way to wait until it has told something."""

    def __init__(self) -> None:
        self.told: list[Situation] = []
        self._news = asyncio.Event()

    def __call__(self, service: Service, situation: Situation) -> None:
        self.told.append(situation)
        self._news.set()

    async def until(self, situation: Situation, *, times: int = 1) -> None:
        while self.told.count(situation) < times:
            self._news.clear()
            await self._news.wait()


async def until(condition: Callable[[], bool]) -> None:
    while not condition():
        await asyncio.sleep(0.01)


def run(scenario: Coroutine[Any, Any, None]) -> None:
    async def limited() -> None:
        async with asyncio.timeout(LONGER_THAN_ANY_TEST):
            await scenario

    asyncio.run(limited())


def alive(pid: int) -> bool:
    """Whether the process runs: one that ended and was not collected yet does not."""
    status = Path(f"/proc/{pid}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except (FileNotFoundError, ProcessLookupError):
        return False


def service(script: str, *arguments: Path, health: Callable[[], bool], **changes: Any) -> Service:
    async def answers() -> bool:
        return health()

    fields: dict[str, Any] = {
        "name": "fake",
        "label": "Faux service",
        "command": (sys.executable, "-c", script, *map(str, arguments)),
        "environment": dict(os.environ),
        "ready": answers,
        "alive": answers,
        "start_limit": LONGER_THAN_ANY_TEST,
        "essential": False,
    }
    return Service(**{**fields, **changes})


@pytest.fixture
def log(tmp_path: Path) -> Iterator[ServiceLog]:
    kept = ServiceLog(tmp_path / "logs", "fake")
    yield kept
    kept.close()


def test_a_service_that_dies_is_started_again(tmp_path: Path, log: ServiceLog) -> None:
    lives = tmp_path / "lives"

    async def scenario() -> None:
        story = Story()
        others = set(children_of(os.getpid()))  # a database server of the tests, say
        started = service(COUNTS_ITS_LIVES, lives, health=lambda: lives.exists() and "alive" in lives.read_text())
        keeping = asyncio.create_task(Keeper(started, log=log, tell=story, rhythm=QUICK).keep())
        await story.until(Situation.READY)
        victim = next(pid for pid in children_of(os.getpid()) if pid not in others and children_of(pid))
        os.kill(children_of(victim)[0], signal.SIGKILL)
        await story.until(Situation.READY, times=2)
        await until(lambda: lives.read_text().count("alive") == 2)
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
        assert Situation.DIED in story.told

    run(scenario())


def test_the_whole_group_ends_with_its_leader(tmp_path: Path, log: ServiceLog) -> None:
    numbers = tmp_path / "numbers"

    async def scenario() -> None:
        group = await ProcessGroup.start(
            (sys.executable, "-c", WITH_WORKER, str(numbers)), environment=os.environ, sink=log.write
        )
        await until(lambda: numbers.exists() and " " in numbers.read_text())
        leader, worker = map(int, numbers.read_text().split())
        os.kill(leader, signal.SIGKILL)
        await group.wait()
        assert alive(worker)
        await group.end(grace=5)
        await until(lambda: not alive(worker))

    run(scenario())


def test_stopping_leaves_no_process_behind(tmp_path: Path, log: ServiceLog) -> None:
    numbers = tmp_path / "numbers"

    async def scenario() -> None:
        story = Story()
        keeper = Keeper(service(WITH_WORKER, numbers, health=numbers.exists), log=log, tell=story, rhythm=QUICK)
        keeping = asyncio.create_task(keeper.keep())
        await story.until(Situation.READY)
        await until(lambda: " " in numbers.read_text())
        keeping.cancel()
        with pytest.raises(asyncio.CancelledError):
            await keeping
        for number in map(int, numbers.read_text().split()):
            await until(lambda number=number: not alive(number))  # type: ignore[misc]

    run(scenario())


def test_a_process_deaf_to_the_request_is_made_to_end(tmp_path: Path, log: ServiceLog) -> None:
    started = tmp_path / "started"

    async def scenario() -> None:
        group = await ProcessGroup.start(
            (sys.executable, "-c", STUBBORN, str(started)), environment=os.environ, sink=log.write
        )
        await until(started.exists)
        await group.end(grace=0.05)
        assert await group.wait() == -signal.SIGKILL

    run(scenario())


def test_the_group_ends_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    numbers = tmp_path / "numbers"
    guard = subprocess.Popen(
        [sys.executable, "-IS", str(GUARD), sys.executable, "-c", WITH_WORKER, str(numbers)],
        stdin=subprocess.PIPE,
        start_new_session=True,
    )

    async def scenario() -> None:
        await until(lambda: numbers.exists() and " " in numbers.read_text())
        pids = [int(number) for number in numbers.read_text().split()]
        assert all(alive(pid) for pid in pids)
        assert guard.stdin is not None
        guard.stdin.close()  # what the kernel does when the supervisor dies
        await until(lambda: not any(alive(pid) for pid in pids))

    try:
        run(scenario())
    finally:
        if guard.stdin is not None:
            guard.stdin.close()
        guard.wait()


def test_an_essential_service_that_never_answers_ends_everything_and_says_its_last_words(log: ServiceLog) -> None:
    async def scenario() -> None:
        story = Story()
        fake = service(DIES_AT_ONCE, health=lambda: False, essential=True)
        with pytest.raises(ServiceFailedError) as caught:
            await Keeper(fake, log=log, tell=story, rhythm=QUICK).keep()
        assert "the disk is on fire" in caught.value.tail
        assert story.told.count(Situation.STARTING) == QUICK.tries

    run(scenario())


def test_a_service_that_is_not_essential_is_tried_again_and_again(log: ServiceLog) -> None:
    async def scenario() -> None:
        story = Story()
        keeper = Keeper(service(DIES_AT_ONCE, health=lambda: False), log=log, tell=story, rhythm=QUICK)
        keeping = asyncio.create_task(keeper.keep())
        await story.until(Situation.FAILED_TO_START, times=QUICK.tries + 2)
        assert not keeping.done()
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)

    run(scenario())


def test_a_service_that_stops_answering_is_started_again(tmp_path: Path, log: ServiceLog) -> None:
    lives = tmp_path / "lives"
    answers = [True]

    async def scenario() -> None:
        story = Story()
        fake = service(COUNTS_ITS_LIVES, lives, health=lambda: answers[0] and lives.exists())
        keeping = asyncio.create_task(Keeper(fake, log=log, tell=story, rhythm=QUICK).keep())
        await story.until(Situation.READY)
        answers[0] = False
        await story.until(Situation.SILENT)
        answers[0] = True
        await story.until(Situation.READY, times=2)
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)

    run(scenario())


def test_a_command_that_does_not_exist_is_named_in_the_log(log: ServiceLog) -> None:
    async def scenario() -> None:
        group = await ProcessGroup.start(("/nowhere/python",), environment=os.environ, sink=log.write)
        assert await group.wait() == 127
        await group.end(grace=1)
        assert any("/nowhere/python" in line for line in log.tail())

    run(scenario())


def test_pauses_double_up_to_the_longest_and_start_again_once_settled() -> None:
    rhythm = Rhythm(first_pause=1, longest_pause=5, settled=60)
    assert [rhythm.next_pause(pause, uptime=2) for pause in (1, 2, 4, 5)] == [2, 4, 5, 5]
    assert rhythm.next_pause(5, uptime=61) == 1


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
