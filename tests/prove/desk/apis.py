"""Copies of the api as an operator runs them: processes of their own on one database, killed and started again."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from api.database import create_engine
from tests.bot.processes import free_ports
from tests.integration.conftest import a_small_base
from tests.integration.live_server import closed_port
from tests.prove.desk.victims import Server

# What is measured is delivery: nobody is refused for writing much.
UNLIMITED = {f"GUICHET_RATE_{name}": "1000000/second" for name in ("CONVERSATION", "ADDRESS", "OPENINGS", "READING")}
AT_ANY_HOUR = {"GUICHET_LIVE_CHAT": "always", "GUICHET_AGENT_CAPACITY": "5000"}
SERVE = ("-m", "uvicorn", "--factory", "api.start:create_app", "--no-access-log", "--log-level", "warning", "--port")


class Api(Server):
    """One process of the web service, at ``url``."""

    def __init__(self, variables: Mapping[str, str], log: Path) -> None:
        port = free_ports(1)[0]
        self.url = f"http://127.0.0.1:{port}"
        command = (sys.executable, *SERVE, str(port))
        super().__init__(command, {**variables, "GUICHET_PUBLIC_URL": self.url}, f"{self.url}/readyz", log)


@contextmanager
def apis(database_url: str, folder: Path, *, copies: int = 1, **settings: str) -> Iterator[list[Api]]:
    """``copies`` of the api on the (migrated, empty) database, with a small base of procedures and, unless ``rasa_url``
    says where one is, no Rasa."""
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


def _shows_logs(folder: Path) -> Callable[..., bool]:
    """What an api warned of, when the proof failed."""

    def show(kind: type[BaseException] | None, *_: object) -> bool:
        for log in sorted(folder.glob("api-*.log")) if kind is not None else ():
            warned = [line for line in log.read_text(errors="replace").splitlines() if " INFO " not in line]
            print(f"--- {log.name}", *warned[-60:], sep="\n", flush=True)
        return False

    return show
