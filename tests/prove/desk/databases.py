"""Where a proof keeps its conversations: an SQLite file, or PostgreSQL and Redis of its own, both as safe as in use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from api.database import migrate
from tests.postgresql import PostgreSQL, installed_binaries
from tests.prove.desk.victims import KilledPostgreSQL, Redis, Victim


@dataclass(frozen=True)
class Ground:
    """``settings`` of the api, ``copies`` of it."""

    name: str
    database_url: str
    copies: int = 1
    settings: dict[str, str] = field(default_factory=dict)
    victims: dict[str, Victim] = field(default_factory=dict)


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


GROUNDS = {"sqlite": sqlite, "postgresql": postgresql_and_redis}
