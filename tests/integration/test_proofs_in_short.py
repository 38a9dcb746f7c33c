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
from tests.postgresql import installed_binaries
from tests.prove.desk.apis import Api, apis
from tests.prove.desk.databases import GROUNDS, Ground
from tests.prove.desk.exactly_once import exactly_once
from tests.prove.desk.kills import kills
from tests.prove.desk.sides import Network
from tests.prove.editing.publishing import publishing


@pytest.fixture(params=["sqlite", "postgresql"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Ground, list[Api]]]:
    """A database (and Redis), and the processes of the api that run on it."""
    if request.param == "postgresql" and (installed_binaries() is None or REDIS.find() is None):
        pytest.skip(f"PostgreSQL ou Redis est absent : {REDIS.cure}")
    with ExitStack() as running:
        ground = running.enter_context(GROUNDS[request.param](tmp_path))
        yield (
            ground,
            running.enter_context(apis(ground.database_url, tmp_path, copies=ground.copies, **ground.settings)),
        )


def test_every_message_arrives_once_and_in_order_over_bad_networks(served: tuple[Ground, list[Api]]) -> None:
    ground, processes = served
    network = Network([one.url for one in processes], cut_request=0.05, cut_stream=0.02)
    with Team(processes[0].url, ground.database_url) as team:
        agents = [team.join(Role.AGENT) for _ in range(2)]
        verdict = asyncio.run(exactly_once(network, agents, messages=1200, conversations=12))
    assert verdict.cuts > 0
    assert verdict.holds, str(verdict)


def test_what_is_published_is_served_whole_by_every_process(served: tuple[Ground, list[Api]]) -> None:
    ground, processes = served
    with Team(processes[0].url, ground.database_url) as team:
        editor = Editor(team.join(Role.EDITOR))
        verdict = publishing([one.url for one in processes], editor, publications=15, citizens=3)
    assert verdict.holds, str(verdict)


def test_what_was_acknowledged_survives_whatever_is_killed(served: tuple[Ground, list[Api]]) -> None:
    ground, processes = served
    network = Network([one.url for one in processes])
    with Team(processes[0].url, ground.database_url) as team:
        agents = [team.join(Role.AGENT)]
        victims = {"api": processes[-1], **ground.victims}
        verdict = asyncio.run(kills(network, agents, victims, ground.helpers, times=1, conversations=3))
    assert verdict.questions > 0
    assert verdict.holds, str(verdict)
