"""``python3 -m assistant.setup run|test``: everything that ``make run`` or ``make test`` needs on this machine."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from assistant.setup import environments, machine, npm, programs, uv
from assistant.setup.report import SetupError, say, warn

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> int:
    """Exit code: 0 when this machine is ready, 1 with the reason and the cure otherwise, 2 on a wrong call."""
    if arguments not in (["run"], ["test"]):
        print("usage : python3 -m assistant.setup run|test", file=sys.stderr)
        return 2
    purpose = arguments[0]
    try:
        prepare(ROOT, for_tests=purpose == "test")
    except SetupError as error:
        print(f"Installation impossible. {error}", file=sys.stderr)
        return 1
    return 0


def prepare(root: Path, *, for_tests: bool) -> None:
    """Environments first; then, for tests, the programs and the sample data.

    Raises:
        SetupError: something necessary is missing.
    """
    # Tools already installed for tests serve to run as well: do not take them away.
    service = environments.DEVELOPMENT if for_tests or environments.DEVELOPMENT.ready(root) else environments.SERVICE
    wanted = (service, environments.RASA)
    machine.check(root, installed=all((root / environment.folder).is_dir() for environment in wanted))
    if not all(environment.ready(root) for environment in wanted):
        installer = uv.ensure(root)
        for environment in wanted:
            environments.fill(environment, root=root, uv=installer)
    if for_tests:
        _prepare_tests(root / ".cache")


def _prepare_tests(cache: Path) -> None:
    for program in (programs.CHROMIUM, programs.FIREFOX, programs.REDIS):
        programs.ensure(program)
    for package in (npm.SNAPSHOT, *npm.OF_BROWSER_TESTS):
        if not (cache / package.archive).is_file():
            say(f"Téléchargement de {package.archive}")
        try:
            archive = npm.fetch(package, cache)
        except npm.UnavailableError as error:
            warn(f"{error} : les tests qui en ont besoin sont sautés.")
            continue
        if package in npm.OF_BROWSER_TESTS:
            npm.unpack(archive, cache / package.folder / "package")
    if shutil.which("initdb") is None and not any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        say("PostgreSQL est absent : la base est testée avec SQLite seulement.")
    elif os.geteuid() == 0 and shutil.which("runuser") is None and shutil.which("su") is None:
        warn("PostgreSQL refuse de démarrer en root et ni runuser ni su ne sont là : testé avec SQLite seulement.")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
