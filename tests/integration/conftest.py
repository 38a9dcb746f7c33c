"""The real application over a real database, with a fake Rasa; each test its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from api.app import create_app
from api.database import create_engine
from api.settings import Settings
from procedures.model import Aspect
from procedures.store import Store
from tests.integration.citizen import Citizen
from tests.integration.fake_rasa import FakeRasa
from tests.integration.live_server import LiveServer, closed_port
from tests.integration.mailbox import mailbox
from tests.integration.team import Team
from tests.items import a_choice, a_dossier, a_list, a_paragraph, a_procedure, a_section, a_theme

__all__ = ["mailbox"]  # fixtures of other modules
PASSPORT = a_procedure(
    "F10",
    title="Passeport d'un majeur",
    theme_id="N1",
    dossier_id="N2",
    body=(
        a_section(
            "Pièces à fournir",
            a_choice(
                "state",
                **{
                    "Passeport valide": (a_list("Passeport actuel", "Photo d'identité"),),
                    "Passeport perdu": (a_list("Déclaration de perte", "Photo d'identité"),),
                },
            ),
            aspects=(Aspect.DOCUMENTS,),
        ),
        a_section("Coût", a_paragraph("Le passeport coûte 86 €."), aspects=(Aspect.COST,)),
    ),
)
CANTEEN = a_procedure(
    "F20",
    title="Inscription à la cantine scolaire",
    theme_id="N1",
    body=(a_section("Délai", a_paragraph("Comptez une semaine."), aspects=(Aspect.DELAY,)),),
)

# For tests of something else than limits.
UNLIMITED = {f"rate_{name}": "1000000/second" for name in ("conversation", "address", "openings", "reading", "login")}

Start = Callable[..., LiveServer]
Welcome = Callable[..., Citizen]


def a_small_base(engine: Engine) -> None:
    """A passport with a question, a canteen, and the dossier and theme around them."""
    dossier = a_dossier("N2", "F10", title="Passeport", theme_id="N1")
    theme = a_theme("N1", title="Papiers et école", dossier_ids=("N2",), procedure_ids=("F20",))
    Store(engine).put([PASSPORT, CANTEEN, dossier, theme])


@dataclass(frozen=True)
class Standing:
    """A service that stands for all tests of a module, and the people who work there."""

    service: LiveServer
    team: Team


@pytest.fixture(scope="module")
def standing(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    """The application on SQLite, without Rasa: each test brings conversations and accounts of its own."""
    folder = tmp_path_factory.mktemp("standing")
    shutil.copyfile(migrated_sqlite, folder / "guichet.sqlite3")
    database_url = f"sqlite:///{folder / 'guichet.sqlite3'}"
    engine = create_engine(database_url)
    a_small_base(engine)
    engine.dispose()
    values: dict[str, Any] = {
        **UNLIMITED,
        "database_url": database_url,
        "data_dir": folder,
        "rasa_url": closed_port(),
        "live_chat": "always",
    }
    with (
        LiveServer(create_app(Settings(_env_file=None, **values))) as service,
        Team(service.url, database_url) as team,
    ):
        yield Standing(service, team)


@pytest.fixture
def stocked(database_url: str) -> str:
    """URL of a database that holds the small base."""
    engine = create_engine(database_url)
    a_small_base(engine)
    engine.dispose()
    return database_url


@pytest.fixture
def rasa(stocked: str) -> Iterator[FakeRasa]:
    engine = create_engine(stocked)
    yield FakeRasa(engine)
    engine.dispose()


@pytest.fixture
def start(stocked: str, rasa: FakeRasa, tmp_path: Path) -> Iterator[Start]:
    """Starts the application, with settings of the test's own; what it started is stopped at the end of the test."""
    with ExitStack() as stack:
        dialogue = stack.enter_context(LiveServer(rasa.app))

        def started(**settings: Any) -> LiveServer:
            values = {"database_url": stocked, "data_dir": tmp_path, "rasa_url": dialogue.url, **settings}
            return stack.enter_context(LiveServer(create_app(Settings(_env_file=None, **values))))

        yield started


@pytest.fixture
def service(start: Start) -> LiveServer:
    """The application as it comes."""
    return start()


@pytest.fixture
def welcome() -> Iterator[Welcome]:
    """Opens a conversation at a URL: ``welcome(url, procedure="F10")``."""
    with ExitStack() as stack:

        def opened(url: str, **opening: Any) -> Citizen:
            return stack.enter_context(Citizen(url, **opening))

        yield opened


@pytest.fixture
def citizen(service: LiveServer, welcome: Welcome) -> Citizen:
    """A conversation just opened."""
    return welcome(service.url)


@pytest.fixture
def team(service: LiveServer, database_url: str) -> Iterator[Team]:
    """The people of the town hall: ``team.join(Role.AGENT)`` is one of them, logged in."""
    with Team(service.url, database_url) as team:
        yield team
