"""The long proofs (``tests/prove``), each in a few seconds: the same programs, fewer rounds."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from api.staff.identity import Role
from assistant.setup.programs import REDIS
from tests.integration.editor import Editor
from tests.integration.team import Team
from tests.prove.desk.apis import Api, apis
from tests.prove.desk.exactly_once import exactly_once
from tests.prove.desk.sides import Network
from tests.prove.editing.publishing import publishing
from tests.redis_server import RedisServer


@pytest.fixture(params=["one process on SQLite", "two on PostgreSQL and Redis"])
def copies(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, list[Api]]]:
    """The URL of a database, and the processes of the api that run on it."""
    with ExitStack() as running:
        if request.param.startswith("one"):
            url: str = request.getfixturevalue("sqlite_url")
            yield url, running.enter_context(apis(url, tmp_path))
            return
        if REDIS.find() is None:
            pytest.skip(f"Redis est absent : {REDIS.cure}")
        url = request.getfixturevalue("postgresql_url")
        redis = running.enter_context(RedisServer.started())
        yield url, running.enter_context(apis(url, tmp_path, copies=2, redis_url=redis))


def test_every_message_arrives_once_and_in_order_over_bad_networks(copies: tuple[str, list[Api]]) -> None:
    database_url, processes = copies
    network = Network([one.url for one in processes], cut_request=0.05, cut_stream=0.02)
    with Team(processes[0].url, database_url) as team:
        agents = [team.join(Role.AGENT) for _ in range(2)]
        verdict = asyncio.run(exactly_once(network, agents, messages=1200, conversations=12))
    assert verdict.cuts > 0
    assert verdict.holds, str(verdict)


def test_what_is_published_is_served_whole_by_every_process(copies: tuple[str, list[Api]]) -> None:
    database_url, processes = copies
    with Team(processes[0].url, database_url) as team:
        editor = Editor(team.join(Role.EDITOR))
        verdict = publishing([one.url for one in processes], editor, publications=15, citizens=3)
    assert verdict.holds, str(verdict)
