"""What is going stale: links asked for politely and never inside the network, contacts that nobody vouches for."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.responses import RedirectResponse, Response

from api.editor.freshness.contacts import allowed_contacts, unknown_contacts
from api.editor.freshness.digest import Counts, body
from api.editor.freshness.links import MOST, LinkState, addresses_in, check_links, is_public
from tests.integration.live_server import LiveServer, closed_port

NOW = datetime(2026, 11, 30, tzinfo=UTC)
asked: list[str] = []


def a_site() -> FastAPI:
    app = FastAPI()

    @app.middleware("http")
    async def note(request, call_next):  # type: ignore[no-untyped-def]
        asked.append(f"{request.method} {request.url.path}")
        return await call_next(request)

    app.add_api_route("/ok", lambda: Response("ok"), methods=["GET", "HEAD"])
    app.add_api_route("/only-get", lambda: Response("ok"), methods=["GET"])
    app.add_api_route("/gone", lambda: Response("", 410), methods=["GET", "HEAD"])
    app.add_api_route("/down", lambda: Response("", 503), methods=["GET", "HEAD"])
    app.add_api_route("/moved", lambda: RedirectResponse("/ok", 301), methods=["GET", "HEAD"])
    app.add_api_route("/elsewhere-today", lambda: RedirectResponse("/ok", 302), methods=["GET", "HEAD"])
    app.add_api_route("/round", lambda: RedirectResponse("/round", 302), methods=["GET", "HEAD"])
    return app


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with LiveServer(a_site()) as server:
        yield server.url


async def anywhere(_host: str) -> bool:
    return True


def states(*urls: str) -> dict[str, LinkState]:
    found = asyncio.run(check_links(urls, NOW, may_ask=anywhere, between=0))
    return {state.url: state for state in found}


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/ok", ""),
        ("/only-get", ""),
        ("/gone", "la page n’existe plus"),
        ("/unknown", "la page n’existe plus"),
        ("/down", "le site est en panne"),
        ("/moved", ""),
        ("/elsewhere-today", ""),
        ("/round", "la page renvoie sans fin d’une adresse à une autre"),
    ],
)
def test_what_a_link_answers_is_told_in_french(site: str, path: str, problem: str) -> None:
    assert states(site + path)[site + path].problem == problem


def test_a_page_that_has_moved_for_good_says_where_and_one_that_has_not_says_nothing(site: str) -> None:
    found = states(f"{site}/moved", f"{site}/elsewhere-today")
    assert found[f"{site}/moved"].moved_to == f"{site}/ok"
    assert found[f"{site}/elsewhere-today"].moved_to == ""


def test_a_site_that_is_not_there_is_told() -> None:
    url = closed_port()
    assert states(url)[url].problem == "le site est introuvable"


def test_no_more_than_so_many_are_asked_for_and_each_once(site: str) -> None:
    asked.clear()
    states(*(f"{site}/ok?{number}" for number in range(MOST + 20)), f"{site}/ok?1")
    assert len(asked) == MOST


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "localhost"])
def test_the_inside_of_the_network_is_never_asked(host: str) -> None:
    assert asyncio.run(is_public(host)) is False


def test_a_redirection_does_not_lead_inside_either(site: str) -> None:
    hosts: list[str] = []

    async def the_first_only(host: str) -> bool:
        hosts.append(host)
        return len(hosts) == 1

    [state] = asyncio.run(check_links([f"{site}/moved"], NOW, may_ask=the_first_only, between=0))
    assert state.problem == "cette adresse est celle d’une machine interne"


def test_addresses_are_found_wherever_they_stand() -> None:
    content = {"a": ["https://un.example", {"b": "http://deux.example/x"}], "c": "Voir https://non.example", "d": 3}
    assert list(addresses_in(content)) == ["https://un.example", "http://deux.example/x"]


def test_contacts_of_the_sheet_of_the_file_and_of_the_state_are_known(tmp_path: Path) -> None:
    (tmp_path / "contacts-verifies.txt").write_text("# Vérifiés en mairie\n01 99 00 12 35\nccas@ville.example\n")
    allowed = allowed_contacts(["01 99 00 12 34"], tmp_path)
    phones = "Appelez le +33 1 99 00 12 34, le 01 99 00 12 35 ou le 01 99 00 99 99."
    text = f"{phones} Écrivez à ccas@ville.example, a@ants.gouv.fr, b@c.example"
    assert unknown_contacts(text, allowed) == ("01 99 00 99 99", "b@c.example")


def test_the_weeks_e_mail_counts_and_quotes_nobody() -> None:
    counts = Counts(questions=2, drafts_to_read=1, to_review=0, guide_changes=0, links=0, contacts=4)
    listed = "- 2 questions mal comprises à classer\n- 1 texte à relire\n- 4 téléphones ou adresses à confirmer\n"
    assert f"{listed}\nhttps://x.example" in body(counts, "https://x.example")
    assert not Counts(0, 0, 0, 0, 0, 0)
