"""The real bot over HTTP: Rasa and the action server, on a small knowledge base. Started once for all these tests."""

from __future__ import annotations

import itertools
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.database import create_engine
from assistant.cli import training
from assistant.cli.paths import ROOT
from procedures.store import Store
from tests.bot.knowledge import knowledge

RASA_PYTHON = ROOT / ".venv-rasa" / "bin" / "python"
MODELS = ROOT / ".cache" / "models"
TRAINING_LIMIT, START_LIMIT = 900, 300  # seconds, on a machine busy with other things


@dataclass
class Bot:
    """``say`` sends one message in a conversation whose state the caller holds, as the api does."""

    http: httpx.Client
    _turns: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def say(self, text: str, state: dict[str, Any] | None = None) -> dict[str, Any]:
        """The one message of the reply: ``{"reply", "state", "understood"}``."""
        message = {"sender": f"test:{next(self._turns)}", "message": text, "metadata": {"state": state or {}}}
        items = self.http.post("/webhooks/rest/webhook", json=message).raise_for_status().json()
        assert len(items) == 1, items
        custom: dict[str, Any] = items[0]["custom"]
        return custom


@pytest.fixture(scope="session")
def model() -> Path:
    """The dialogue model of the present training data, trained when no earlier run did."""
    if not RASA_PYTHON.is_file():
        pytest.skip("Rasa's environment is not installed; `make test` installs it")
    path = MODELS / f"{training.fingerprint()}.tar.gz"
    if not path.is_file():
        unfinished = path.with_name(f"{os.getpid()}-{path.name}")
        command = (str(RASA_PYTHON), "-m", "assistant.components.train", str(unfinished))
        subprocess.run(command, cwd=ROOT, env=training.environment(), check=True, timeout=TRAINING_LIMIT)
        shutil.move(unfinished, path)
    return path


@pytest.fixture(scope="session")
def bot(model: Path, migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """The bot, ready to be spoken to."""
    folder = tmp_path_factory.mktemp("bot")
    base = folder / "guichet.sqlite3"
    shutil.copyfile(migrated_sqlite, base)
    engine = create_engine(f"sqlite:///{base}")
    Store(engine).put(knowledge())
    engine.dispose()
    rasa_url, actions_url = (f"http://127.0.0.1:{port}" for port in _free_ports(2))
    variables = {
        **os.environ,
        "GUICHET_DATABASE_URL": f"sqlite:///{base}",
        "GUICHET_DATA_DIR": str(folder),
        "GUICHET_RASA_URL": rasa_url,
        "GUICHET_ACTIONS_URL": actions_url,
    }
    processes = [
        _started(folder / "actions.log", (sys.executable, "-m", "actions.server"), variables),
        _started(
            folder / "rasa.log",
            (str(RASA_PYTHON), "-m", "assistant.components.serve", str(model)),
            training.environment(variables),
        ),
    ]
    try:
        _wait(f"{actions_url}/health", processes[0], folder / "actions.log")
        _wait(rasa_url, processes[1], folder / "rasa.log")
        with httpx.Client(base_url=rasa_url, timeout=60, trust_env=False) as http:
            yield Bot(http)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=30)


def _started(log: Path, command: tuple[str, ...], variables: dict[str, str]) -> subprocess.Popen[bytes]:
    with log.open("wb") as output:
        return subprocess.Popen(command, cwd=ROOT, env=variables, stdout=output, stderr=subprocess.STDOUT)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_LIMIT
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            if httpx.get(address, timeout=5, trust_env=False).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    pytest.fail(f"{address} did not come up:\n{log.read_text(errors='replace')[-3000:]}")


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return [opened.getsockname()[1] for opened in sockets]
    finally:
        for opened in sockets:
            opened.close()
