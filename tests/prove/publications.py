"""Proves that what is published is served at once and whole: ``python -m tests.prove.publications [--on …]``.

It starts what it needs and stops it. Its figures go to docs/figures.md.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from api.staff.identity import Role
from tests.integration.editor import Editor
from tests.integration.team import Team
from tests.prove.desk.apis import apis
from tests.prove.desk.databases import GROUNDS
from tests.prove.editing.publishing import Verdict, publishing


def prove(on: str, *, publications: int, citizens: int, limit_s: float) -> Verdict:
    with ExitStack() as running:
        folder = Path(running.enter_context(tempfile.TemporaryDirectory(prefix="guichet-proof-")))
        ground = running.enter_context(GROUNDS[on](folder))
        processes = running.enter_context(apis(ground.database_url, folder, copies=ground.copies, **ground.settings))
        team = running.enter_context(Team(processes[0].url, ground.database_url))
        editor = Editor(team.join(Role.EDITOR))
        urls = [one.url for one in processes]
        verdict = publishing(urls, editor, publications=publications, citizens=citizens, limit_s=limit_s)
    print(f"publishing ({ground.name}): {verdict}", flush=True)
    return verdict


def main() -> int:
    """Exit code 0 when no answer was wrong or half new."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--on", choices=list(GROUNDS), action="append")
    parser.add_argument("--publications", type=int, default=500)
    parser.add_argument("--citizens", type=int, default=4)
    parser.add_argument("--minutes", type=float, default=60.0, help="stop after that long, and say how far it went")
    options = parser.parse_args()
    size = {"publications": options.publications, "citizens": options.citizens, "limit_s": options.minutes * 60}
    verdicts = [prove(on, **size) for on in options.on or GROUNDS]
    return 0 if all(verdict.holds for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
