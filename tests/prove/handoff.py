"""Proves the handoff at full size: ``python -m tests.prove.handoff PROOF… [--on sqlite|postgresql]``.

Each proof starts what it needs and stops it. Its figures go to docs/figures.md.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from api.staff.identity import Role
from tests.integration.team import Team
from tests.prove.desk.apis import apis
from tests.prove.desk.databases import GROUNDS
from tests.prove.desk.exactly_once import exactly_once
from tests.prove.desk.sides import Network


def prove_exactly_once(on: str, *, messages: int, conversations: int, minutes: float) -> bool:
    """Nothing lost, nothing twice, nothing out of order."""
    with ExitStack() as running:
        folder = Path(running.enter_context(tempfile.TemporaryDirectory(prefix="guichet-proof-")))
        ground = running.enter_context(GROUNDS[on](folder))
        processes = running.enter_context(apis(ground.database_url, folder, copies=ground.copies, **ground.settings))
        team = running.enter_context(Team(processes[0].url, ground.database_url))
        agents = [team.join(Role.AGENT) for _ in range(max(2, conversations // 20))]
        network = Network([one.url for one in processes], cut_request=0.05, cut_stream=0.01)
        work = exactly_once(network, agents, messages=messages, conversations=conversations, at_most_s=minutes * 60)
        verdict = asyncio.run(work)
    print(f"exactly once ({ground.name}): {verdict}", flush=True)
    return verdict.holds


PROOFS: dict[str, Callable[..., bool]] = {"exactly-once": prove_exactly_once}


def main() -> int:
    """Exit code 0 when every proof asked for holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("proofs", nargs="*", choices=[[], *PROOFS], default=[])
    parser.add_argument("--on", choices=list(GROUNDS), action="append")
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--minutes", type=float, default=math.inf, help="stop saying more after that long")
    parser.add_argument("--conversations", type=int, default=200)
    options = parser.parse_args()
    results = []
    for on in options.on or GROUNDS:
        size = {"messages": options.messages, "conversations": options.conversations, "minutes": options.minutes}
        results.append(prove_exactly_once(on, **size))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
