"""Processes that a proof kills and starts again: PostgreSQL, Redis, and any command with an address that answers."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol, Self

import httpx

from assistant.setup.programs import REDIS
from tests.postgresql import PostgreSQL

START_LIMIT_S = 300.0
ROOT = Path(__file__).resolve().parents[3]


class Victim(Protocol):
    def kill(self) -> None:
        """As a machine that loses its memory does: nothing is finished, nothing is said."""
        ...

    def start(self) -> float:
        """Starts it again; after how many seconds it serves."""
        ...


class Server:
    """A command that serves at ``address``, as the leader of its process group."""

    def __init__(self, command: tuple[str, ...], variables: Mapping[str, str], address: str, log: Path) -> None:
        self._command = command
        self._variables = {**os.environ, **variables}
        self._address = address
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> float:
        begun = time.monotonic()
        with self._log.open("ab") as output:
            self._process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                env=self._variables,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() - begun > START_LIMIT_S:
                raise RuntimeError(f"it did not start:\n{self._log.read_text(errors='replace')[-3000:]}")
            time.sleep(0.05)
        return time.monotonic() - begun

    def kill(self) -> None:
        assert self._process is not None
        with suppress(ProcessLookupError):  # it has ended already
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _is_ready(self) -> bool:
        try:
            return httpx.get(self._address, trust_env=False, timeout=5).is_success
        except httpx.HTTPError:
            return False


class KilledPostgreSQL:
    def __init__(self, server: PostgreSQL) -> None:
        self._server = server

    def kill(self) -> None:
        os.kill(self._server.pid, signal.SIGKILL)

    def start(self) -> float:
        begun = time.monotonic()
        while not self._server.start():  # what it left behind takes a moment to notice
            if time.monotonic() - begun > START_LIMIT_S:
                raise RuntimeError("PostgreSQL did not start again")
            time.sleep(0.2)
        return time.monotonic() - begun


class Redis:
    """A Redis of the proof's own, which keeps nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._socket = folder / "redis.socket"
        self.url = f"unix://{self._socket}"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> float:
        begun = time.monotonic()
        self._socket.unlink(missing_ok=True)
        program = REDIS.find()
        assert program is not None
        options = ["--port", "0", "--unixsocket", str(self._socket), "--save", "", "--dir", str(self._folder)]
        self._process = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL)
        while not self._socket.exists():
            if self._process.poll() is not None:
                raise RuntimeError("Redis did not start")
            time.sleep(0.02)
        return time.monotonic() - begun

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()
