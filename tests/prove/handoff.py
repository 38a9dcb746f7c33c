"""Proves the handoff at full size: ``python -m tests.prove.handoff [PROOF…] [--on sqlite|postgresql] [--minutes N]``.

Each proof starts what it needs and stops it. Its figures go to docs/figures.md.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from api.staff.identity import Role
from tests.integration.team import Colleague, Team
from tests.prove.desk.apis import Api, apis
from tests.prove.desk.claims import claims
from tests.prove.desk.crowd import crowd
from tests.prove.desk.databases import GROUNDS, Ground
from tests.prove.desk.exactly_once import exactly_once
from tests.prove.desk.kills import kills
from tests.prove.desk.open_sockets import sockets, speed
from tests.prove.desk.sides import Network

SLOWEST_P95_MS = 100.0


@dataclass
class Served:
    """The api as it runs on ``ground``, and people who work there. ``size``: a share of full size, for a try."""

    ground: Ground
    processes: list[Api]
    team: Team
    size: float
    minutes: float
    pause: float

    def agents(self, count: int) -> list[Colleague]:
        return [self.team.join(Role.AGENT) for _ in range(count)]

    def network(self, **bad: float) -> Network:
        return Network([one.url for one in self.processes], **bad)

    def sized(self, count: int) -> int:
        return max(1, round(count * self.size))


@contextmanager
def served(on: str, size: float, minutes: float, pause: float) -> Iterator[Served]:
    with ExitStack() as running:
        folder = Path(running.enter_context(tempfile.TemporaryDirectory(prefix="guichet-proof-")))
        ground = running.enter_context(GROUNDS[on](folder))
        processes = running.enter_context(apis(ground.database_url, folder, copies=ground.copies, **ground.settings))
        team = running.enter_context(Team(processes[0].url, ground.database_url))
        yield Served(ground, processes, team, size, minutes, pause)


def prove_exactly_once(place: Served) -> bool:
    """Nothing lost, nothing twice, nothing out of order."""
    conversations = max(4, place.sized(200))
    work = exactly_once(
        place.network(cut_request=0.05, cut_stream=0.01),
        place.agents(max(2, conversations // 20)),
        messages=place.sized(100_000),
        conversations=conversations,
        at_most_s=place.minutes * 60,
    )
    return told(place, asyncio.run(work))


def prove_kills(place: Served) -> bool:
    """What was acknowledged survives, and every question is answered once."""
    victims = {"api": place.processes[-1], **place.ground.victims}
    work = kills(
        place.network(),
        place.agents(2),
        victims,
        place.ground.helpers,
        times=place.sized(20),
        conversations=5,
        pause=place.pause,
    )
    return told(place, asyncio.run(work))


def prove_claims(place: Served) -> bool:
    """Of two who claim at once, one has it."""
    return told(place, asyncio.run(claims(place.network(), place.agents(2), pairs=place.sized(1000))))


def prove_crowd(place: Served) -> bool:
    """Nobody is refused because many come at once."""
    return told(place, asyncio.run(crowd(place.processes[0].url, count=place.sized(1000))))


def prove_speed(place: Served) -> bool:
    """Words arrive while they are still being waited for."""
    conversations = place.sized(500)
    work = speed(
        place.network(), place.agents(conversations // 50 + 1), conversations=conversations, words=600, a_second=10
    )
    found = asyncio.run(work)
    print(f"{place.ground.name}: {found}", flush=True)
    return found.p95 <= SLOWEST_P95_MS


def prove_sockets(place: Served) -> bool:
    """One process holds as many citizens as a town has at once."""
    first = place.processes[0]
    cost = asyncio.run(sockets(first.url, first.pid, count=place.sized(2000)))
    print(f"{place.ground.name}: {cost}", flush=True)
    return True


def told(place: Served, verdict: object) -> bool:
    print(f"{place.ground.name}: {verdict}", flush=True)
    return bool(getattr(verdict, "holds", False))


PROOFS: dict[str, Callable[[Served], bool]] = {
    "exactly-once": prove_exactly_once,
    "kills": prove_kills,
    "claims": prove_claims,
    "crowd": prove_crowd,
    "speed": prove_speed,
    "sockets": prove_sockets,
}


def main() -> int:
    """Exit code 0 when every proof asked for holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("proofs", nargs="*", metavar="PROOF", help=", ".join(PROOFS))
    parser.add_argument("--on", choices=list(GROUNDS), action="append")
    parser.add_argument("--minutes", type=float, default=math.inf, help="exactly-once: say no more after that long")
    parser.add_argument("--size", type=float, default=1.0, help="a share of full size, for a try")
    parser.add_argument("--pause", type=float, default=0.05, help="kills: seconds between two messages of one person")
    options = parser.parse_args()
    results = []
    for name in options.proofs or PROOFS:
        for on in options.on or (("whole", "sqlite") if name == "kills" else ("sqlite", "postgresql")):
            print(f"--- {name}", flush=True)
            with served(on, options.size, options.minutes, options.pause) as place:
                results.append(PROOFS[name](place))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
