"""« Où ? »: the town's own counter, another town hall where the law names one, a public service that is known."""

from __future__ import annotations

import html
from pathlib import Path

import httpx
import pytest

from api.database import create_engine
from procedures import directory
from procedures.importer.directory import read_directory
from procedures.model import Aspect, Office, OfficeKind
from procedures.store import Store
from tests.integration.conftest import Start, Welcome
from tests.integration.live_server import LiveServer
from tests.items import a_paragraph, a_procedure, a_section
from tests.unit.procedures.official_directory import write
from tests.unit.procedures.town_files import SHEET


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough: it is not the subject here."""
    return sqlite_url


def sheet(number: str, kind: str, title: str) -> object:
    where = a_section("Où s'adresser", a_paragraph("Adressez-vous au guichet."), aspects=(Aspect.WHERE,))
    return a_procedure(
        number, title=f"Démarche {number}", body=(where,), offices=(Office("o", OfficeKind.LOCAL, title, (kind,)),)
    )


@pytest.fixture
def service(start: Start, stocked: str, tmp_path: Path) -> LiveServer:
    engine = create_engine(stocked)
    Store(engine).put(
        [sheet("F870", "mairie", "Mairie"), sheet("F1427", "mairie", "Mairie"), sheet("F2", "caf", "Caf")]
    )  # type: ignore[list-item]
    engine.dispose()
    (tmp_path / "town.yaml").write_text(SHEET, encoding="utf-8")
    services, communes = write(tmp_path)
    directory.save(read_directory(services, "99001", competences=communes), tmp_path)
    return start()


@pytest.mark.parametrize(
    ("procedure", "title", "told"),
    [
        ("F870", "Mairie (Exemple)", "1 place du Lavoir, 99000 Exemple"),
        ("F1427", "Mairie de la commune de naissance", "Si la personne est née dans notre commune"),
        ("F2", "Caf du Nulle-Part", "2 rue du Port, 99000 Exemple"),
    ],
)
def test_where_is_answered_with_a_real_place(
    service: LiveServer, welcome: Welcome, procedure: str, title: str, told: str
) -> None:
    message = welcome(service.url, procedure=procedure, aspect="where").opened["messages"][-1]
    (office,) = message["payload"]["offices"]
    assert office["title"] == title
    assert told in office["address"]
    assert f"{title}, {office['address']}" in message["text"]


def test_the_answer_at_its_own_address_names_the_same_place(service: LiveServer) -> None:
    page = httpx.get(f"{service.url}/r/F870/where")
    assert page.status_code == 200
    assert "1 place du Lavoir, 99000 Exemple" in html.unescape(page.text)
