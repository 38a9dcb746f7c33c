"""Copies of the api as an operator runs them: processes of their own on one database, killed and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

import httpx

from api.database import create_engine
from tests.bot.processes import free_ports
from tests.integration.conftest import a_small_base
from tests.integration.live_server import closed_port

ROOT = Path(__file__).resolve().parents[3]
START_LIMIT_S = 120
# What is measured is delivery: nobody is refused for writing much.
UNLIMITED = {f"GUICHET_RATE_{name}": "1000000/second" for name in ("CONVERSATION", "ADDRESS", "OPENINGS", "READING")}
AT_ANY_HOUR = {"GUICHET_LIVE_CHAT": "always", "GUICHET_AGENT_CAPACITY": "5000"}


class Api:
    """One process of the web service, at ``url``."""

    def __init__(self, variables: Mapping[str, str], log: Path, port: int | None = None) -> None:
        self.port = port or free_ports(1)[0]
        self.url = f"http://127.0.0.1:{self.port}"
        self._variables = {**os.environ, **variables, "GUICHET_PUBLIC_URL": self.url}
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=60)

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> float:
        """Starts it and waits until it serves; in how many seconds it did."""
        begun = time.monotonic()
        serve = ("-m", "uvicorn", "--factory", "api.app:create_app", "--no-access-log", "--port", str(self.port))
        with self._log.open("ab") as output:
            self._process = subprocess.Popen(
                (sys.executable, *serve), cwd=ROOT, env=self._variables, stdout=output, stderr=subprocess.STDOUT
            )
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() - begun > START_LIMIT_S:
                raise RuntimeError(f"the api did not start:\n{self._log.read_text(errors='replace')[-3000:]}")
            time.sleep(0.05)
        return time.monotonic() - begun

    def kill(self) -> None:
        """As a machine that loses its memory does: nothing is finished, nothing is said."""
        os.kill(self.pid, signal.SIGKILL)
        assert self._process is not None
        self._process.wait()

    def _is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/readyz", trust_env=False, timeout=5).is_success
        except httpx.HTTPError:
            return False


def _shows_logs(folder: Path) -> Callable[..., bool]:
    """What an api warned of, when the proof failed."""

    def show(kind: type[BaseException] | None, *_: object) -> bool:
        for log in sorted(folder.glob("api-*.log")) if kind is not None else ():
            warned = [line for line in log.read_text(errors="replace").splitlines() if " INFO " not in line]
            print(f"--- {log.name}", *warned[-60:], sep="\n", flush=True)
        return False

    return show


@contextmanager
def apis(database_url: str, folder: Path, *, copies: int = 1, **settings: str) -> Iterator[list[Api]]:
    """``copies`` of the api on the (migrated, empty) database, with a small base of procedures and no Rasa."""
    engine = create_engine(database_url)
    a_small_base(engine)
    engine.dispose()
    told = {f"GUICHET_{name.upper()}": value for name, value in settings.items()}
    variables = {
        **UNLIMITED,
        **AT_ANY_HOUR,
        "GUICHET_DATABASE_URL": database_url,
        "GUICHET_DATA_DIR": str(folder),
        "GUICHET_RASA_URL": closed_port(),
        **told,
    }
    with ExitStack() as running:
        running.push(_shows_logs(folder))
        yield [running.enter_context(Api(variables, folder / f"api-{number}.log")) for number in range(copies)]
