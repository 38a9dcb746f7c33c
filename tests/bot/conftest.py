"""The real bot over HTTP: Rasa and the action server on a small knowledge base (``bot``), and the whole assistant, web
service included, on real sheets (``assistant``). Each is started once for all these tests."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.database import create_engine
from api.staff.identity import Role
from api.staff.repository import StaffRepository
from assistant.cli import training
from assistant.cli.paths import ROOT
from procedures.model import Dossier, Procedure, Resource, Theme
from procedures.store import Store
from tests.bot.knowledge import knowledge
from tests.bot.processes import RASA_PYTHON, SERVE_API, bot_running, free_ports, running
from tests.bot.sheets import real_sheets

MODELS = ROOT / ".cache" / "models"
UNLIMITED = {f"GUICHET_RATE_{name}": "1000000/second" for name in ("CONVERSATION", "ADDRESS", "OPENINGS", "READING")}
TRAINING_LIMIT = 900  # seconds, on a machine busy with other things

Item = Procedure | Dossier | Theme | Resource


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
    variables = _with_base(folder, migrated_sqlite, knowledge())
    with (
        bot_running(model, folder, variables) as told,
        httpx.Client(base_url=told["GUICHET_RASA_URL"], timeout=60, trust_env=False) as http,
    ):
        yield Bot(http)


@pytest.fixture(scope="session")
def assistant_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the whole assistant, with the log of each of its processes."""
    return tmp_path_factory.mktemp("assistant")


@pytest.fixture(scope="session")
def assistant(model: Path, migrated_sqlite: Path, assistant_folder: Path) -> Iterator[str]:
    """The address of a whole assistant on real sheets, without limits of rate: one client plays all citizens. Its town
    has an agent, who is away: a contact may be left."""
    folder = assistant_folder
    port = free_ports(1)[0]
    url = f"http://127.0.0.1:{port}"
    variables = {**_with_base(folder, migrated_sqlite, real_sheets()), **UNLIMITED, "GUICHET_PUBLIC_URL": url}
    engine = create_engine(variables["GUICHET_DATABASE_URL"])
    StaffRepository(engine).add("agent@ville.example", "Camille", frozenset({Role.AGENT}))
    engine.dispose()
    with (
        bot_running(model, folder, variables) as told,
        running((sys.executable, *SERVE_API, str(port)), told, f"{url}/readyz", folder / "api.log"),
    ):
        yield url


def _with_base(folder: Path, migrated_sqlite: Path, items: Iterable[Item]) -> dict[str, str]:
    """Variables that name a new base in ``folder`` holding ``items``."""
    base = folder / "guichet.sqlite3"
    shutil.copyfile(migrated_sqlite, base)
    engine = create_engine(f"sqlite:///{base}")
    store = Store(engine)
    for lot in batched(items, 200):
        store.put(lot)
    engine.dispose()
    return {"GUICHET_DATABASE_URL": f"sqlite:///{base}", "GUICHET_DATA_DIR": str(folder)}
