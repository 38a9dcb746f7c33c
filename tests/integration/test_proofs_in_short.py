"""The long proofs (``tests/prove``), each in a few seconds: the same programs, fewer rounds."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from api.staff.identity import Role
from assistant.setup.programs import REDIS
from tests.integration.editor import Editor
from tests.integration.team import Team
from tests.postgresql import installed_binaries
from tests.prove.desk.apis import Api, apis
from tests.prove.desk.claims import claims
from tests.prove.desk.crowd import crowd
from tests.prove.desk.databases import GROUNDS, Ground
from tests.prove.desk.exactly_once import exactly_once
from tests.prove.desk.kills import kills
from tests.prove.desk.sides import Network
from tests.prove.editing.publishing import publishing


@dataclass(frozen=True)
class Served:
    """A database (and Redis), the processes of the api that run on it, and people who work there."""

    ground: Ground
    processes: list[Api]
    team: Team

    @property
    def urls(self) -> list[str]:
        return [one.url for one in self.processes]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Started once for all proofs; the last of them kills it and finds it back."""
    if request.param == "postgresql" and (installed_binaries() is None or REDIS.find() is None):
        pytest.skip(f"PostgreSQL ou Redis est absent : {REDIS.cure}")
    folder = tmp_path_factory.mktemp("proof")
    with ExitStack() as running:
        ground = running.enter_context(GROUNDS[request.param](folder))
        processes = running.enter_context(apis(ground.database_url, folder, copies=ground.copies, **ground.settings))
        yield Served(ground, processes, running.enter_context(Team(processes[0].url, ground.database_url)))


def test_every_message_arrives_once_and_in_order_over_bad_networks(served: Served) -> None:
    network = Network(served.urls, cut_request=0.05, cut_stream=0.02)
    agents = [served.team.join(Role.AGENT) for _ in range(2)]
    verdict = asyncio.run(exactly_once(network, agents, messages=800, conversations=10))
    assert verdict.cuts > 0
    assert verdict.holds, str(verdict)


def test_what_is_published_is_served_whole_by_every_process(served: Served) -> None:
    editor = Editor(served.team.join(Role.EDITOR))
    verdict = publishing(served.urls, editor, publications=15, citizens=3)
    assert verdict.holds, str(verdict)


def test_of_two_who_claim_at_once_one_has_it(served: Served) -> None:
    agents = [served.team.join(Role.AGENT) for _ in range(2)]
    verdict = asyncio.run(claims(Network(served.urls), agents, pairs=15))
    assert verdict.holds, str(verdict)


def test_a_crowd_that_comes_at_once_is_let_in(served: Served) -> None:
    verdict = asyncio.run(crowd(served.urls[0], count=100))
    assert verdict.holds, str(verdict)


def test_what_was_acknowledged_survives_whatever_is_killed(served: Served) -> None:
    agents = [served.team.join(Role.AGENT)]
    victims = {"api": served.processes[-1], **served.ground.victims}
    verdict = asyncio.run(
        kills(Network(served.urls), agents, victims, served.ground.helpers, times=1, conversations=3, pause=0.05)
    )
    assert verdict.questions > 0
    assert verdict.holds, str(verdict)
