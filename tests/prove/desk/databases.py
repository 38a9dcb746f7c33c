"""Where a proof keeps its conversations: an SQLite file, or PostgreSQL and Redis of its own, both as safe as in use."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from api.database import migrate
from assistant.cli import training
from tests.bot.processes import RASA_PYTHON, free_ports
from tests.postgresql import PostgreSQL, installed_binaries
from tests.prove.desk.victims import ROOT, KilledPostgreSQL, Redis, Server, Victim


@dataclass(frozen=True)
class Ground:
    """``settings`` of the api, ``copies`` of it. ``victims``: without them no message is taken; ``helpers``: without
    them it is answered less well."""

    name: str
    database_url: str
    copies: int = 1
    settings: dict[str, str] = field(default_factory=dict)
    victims: dict[str, Victim] = field(default_factory=dict)
    helpers: dict[str, Victim] = field(default_factory=dict)


@contextmanager
def sqlite(folder: Path) -> Iterator[Ground]:
    url = f"sqlite:///{folder / 'guichet.sqlite3'}"
    migrate(url)
    yield Ground("SQLite, one process", url)


@contextmanager
def postgresql_and_redis(folder: Path) -> Iterator[Ground]:
    """Raises RuntimeError where PostgreSQL is not installed."""
    binaries = installed_binaries()
    if binaries is None:
        raise RuntimeError("PostgreSQL is not installed here")
    with PostgreSQL.started(binaries, safe=True) as server, Redis(folder) as redis:
        url = server.create_database("proof")
        migrate(url)
        yield Ground(
            "PostgreSQL and Redis, two processes",
            url,
            copies=2,
            settings={"redis_url": redis.url},
            victims={"PostgreSQL": KilledPostgreSQL(server), "Redis": redis},
        )


@contextmanager
def whole(folder: Path) -> Iterator[Ground]:
    """The same with Rasa and the action server. Raises RuntimeError where the dialogue model is not trained."""
    model = ROOT / ".cache" / "models" / f"{training.fingerprint()}.tar.gz"
    if not model.is_file():
        raise RuntimeError(f"{model} is not there: `pytest tests/bot` trains it")
    rasa_url, actions_url = (f"http://127.0.0.1:{port}" for port in free_ports(2))
    with postgresql_and_redis(folder) as ground, ExitStack() as running:
        told = {
            "GUICHET_DATABASE_URL": ground.database_url,
            "GUICHET_DATA_DIR": str(folder),
            "GUICHET_RASA_URL": rasa_url,
            "GUICHET_ACTIONS_URL": actions_url,
        }
        serve_actions = (sys.executable, "-m", "actions.server")
        serve_rasa = (str(RASA_PYTHON), "-m", "assistant.components.serve", str(model))
        helpers: dict[str, Victim] = {
            "action server": running.enter_context(
                Server(serve_actions, told, f"{actions_url}/health", folder / "actions.log")
            ),
            "Rasa": running.enter_context(
                Server(serve_rasa, training.environment(told), rasa_url, folder / "rasa.log")
            ),
        }
        settings = {**ground.settings, "rasa_url": rasa_url, "actions_url": actions_url}
        yield replace(ground, name=f"{ground.name}, with Rasa", settings=settings, helpers=helpers)


GROUNDS = {"sqlite": sqlite, "postgresql": postgresql_and_redis, "whole": whole}
