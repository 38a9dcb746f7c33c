"""Who may call what: every route of the description, without a token, with another's, with one's own.

A route that is not in the tables below fails the test: whoever adds one says here whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import httpx
import pytest
from starlette.routing import Mount, WebSocketRoute

from api.app import create_app
from api.settings import Settings
from tests.integration.citizen import Citizen
from tests.integration.conftest import Welcome
from tests.integration.live_server import LiveServer

CLIENT_ID = "00000000-0000-4000-8000-000000000001"

# What it takes to succeed on each route of a conversation with its own token.
OWNED: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "/api/v1/conversations/{conversation_id}/messages"): {"json": {"client_id": CLIENT_ID, "text": "cantine"}},
    ("GET", "/api/v1/conversations/{conversation_id}/messages"): {},
    ("POST", "/api/v1/conversations/{conversation_id}/feedback"): {"json": {"seq": 1, "useful": True}},
    ("GET", "/api/v1/conversations/{conversation_id}/transcript"): {},
    ("DELETE", "/api/v1/conversations/{conversation_id}"): {},
}
PUBLIC: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "/api/v1/conversations"): {"json": {}},
    ("GET", "/api/v1/suggestions"): {},
    ("GET", "/api/v1/themes"): {},
    ("GET", "/api/v1/themes/{theme_id}"): {},
    ("GET", "/api/v1/site"): {},
    ("GET", "/healthz"): {},
    ("GET", "/readyz"): {},
    ("GET", "/metrics"): {},  # of this machine only: see the test below
}
PAGES = {"/", "/widget.js", "/openapi.json"}
STREAMS = {"/api/v1/conversations/{conversation_id}/stream"}  # its rights are proven with its delivery


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough: it is not the subject here."""
    return sqlite_url


owned = pytest.mark.parametrize("route", OWNED, ids=lambda route: " ".join(route))


def test_every_route_is_listed_here() -> None:
    app = create_app(Settings(_env_file=None))
    described = {(method.upper(), path) for path, methods in app.openapi()["paths"].items() for method in methods}
    assert described == OWNED.keys() | PUBLIC.keys()
    routes = list(_routes(app.routes))
    left_out = {route.path for route in routes if getattr(route, "include_in_schema", True) is False}
    assert left_out == PAGES
    assert {route.path for route in routes if isinstance(route, WebSocketRoute)} == STREAMS
    assert {route.path for route in routes if isinstance(route, Mount)} == {"/static"}


def _routes(routes: Iterable[Any]) -> Iterator[Any]:
    """All routes, those of included routers among them."""
    for route in routes:
        included = getattr(route, "original_router", None)
        if included is None:
            yield route
        else:
            yield from _routes(included.routes)


@pytest.mark.parametrize("route", PUBLIC, ids=lambda route: " ".join(route))
def test_what_is_public_takes_no_token(service: LiveServer, citizen: Citizen, route: tuple[str, str]) -> None:
    method, path = route
    response = httpx.request(method, service.url + path.format(theme_id="N1"), **PUBLIC[route])
    assert response.status_code in (200, 201)


@owned
def test_without_a_token_a_conversation_is_closed(citizen: Citizen, route: tuple[str, str]) -> None:
    del citizen.http.headers["Authorization"]
    response = _call(citizen, route)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert response.json()["detail"].endswith(".")


@owned
@pytest.mark.parametrize("authorization", ["Basic x", "Bearer", "x"])
def test_what_is_no_bearer_token_is_none(citizen: Citizen, route: tuple[str, str], authorization: str) -> None:
    citizen.http.headers["Authorization"] = authorization
    assert _call(citizen, route).status_code == 401


@owned
def test_another_token_opens_nothing_and_learns_nothing(
    service: LiveServer, citizen: Citizen, welcome: Welcome, route: tuple[str, str]
) -> None:
    citizen.http.headers["Authorization"] = f"Bearer {welcome(service.url).token}"
    existing = _call(citizen, route)
    citizen.id = "00000000-0000-4000-8000-000000000000"
    missing = _call(citizen, route)
    assert existing.status_code == missing.status_code == 404
    assert existing.content == missing.content


@owned
def test_its_own_token_opens_a_conversation(citizen: Citizen, route: tuple[str, str]) -> None:
    assert _call(citizen, route).is_success


def test_metrics_are_not_told_to_those_behind_a_proxy(service: LiveServer) -> None:
    response = httpx.get(f"{service.url}/metrics", headers={"X-Forwarded-For": "203.0.113.9"})
    assert response.status_code == 404


def _call(citizen: Citizen, route: tuple[str, str]) -> httpx.Response:
    method, path = route
    path = path.removeprefix("/api/v1").format(conversation_id=citizen.id)
    return citizen.http.request(method, path, **OWNED[route])
