"""Who may call what: every route of the description, for every role, on one's own objects and on those of others.

The expectations are in ``rights``. A route that is not there fails the first test.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import httpx
import pytest
from starlette.routing import Mount, WebSocketRoute

from api.app import create_app
from api.settings import Settings
from api.staff.identity import Role
from api.staff.transport import CSRF_HEADER
from tests.integration import rights
from tests.integration.citizen import Citizen
from tests.integration.conftest import Standing, Welcome
from tests.integration.live_server import LiveServer
from tests.integration.rights import Route, StaffRoute, TakenRoute
from tests.integration.team import Colleague, Team

MISSING = "00000000-0000-4000-8000-000000000000"
UNSAFE = tuple(route for route in rights.STAFF if route.method != "GET")


@pytest.fixture(scope="module")
def service(standing: Standing) -> LiveServer:
    return standing.service


@pytest.fixture(scope="module")
def team(standing: Standing) -> Team:
    return standing.team


def each(routes: Iterable[Route]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("route", routes, ids=str)


def test_every_route_is_listed() -> None:
    app = create_app(Settings(_env_file=None))
    described = {(method.upper(), path) for path, methods in app.openapi()["paths"].items() for method in methods}
    listed = [route.key for route in (*rights.OWNED, *rights.PUBLIC, *rights.PROVING, *rights.STAFF)]
    assert described == set(listed)
    assert len(listed) == len(set(listed))
    routes = list(_routes(app.routes))
    left_out = {route.path for route in routes if getattr(route, "include_in_schema", True) is False}
    assert left_out == rights.PAGES
    assert {route.path for route in routes if isinstance(route, WebSocketRoute)} == rights.STREAMS
    assert {route.path for route in routes if isinstance(route, Mount)} == rights.FOLDERS


def _routes(routes: Iterable[Any]) -> Iterator[Any]:
    """All routes, those of included routers among them."""
    for route in routes:
        included = getattr(route, "original_router", None)
        if included is None:
            yield route
        else:
            yield from _routes(included.routes)


@each(rights.PUBLIC)
def test_what_is_public_takes_no_token(service: LiveServer, citizen: Citizen, route: Route) -> None:
    path = route.path.format(theme_id="N1")
    assert httpx.request(route.method, service.url + path, **route.options).status_code in (200, 201)


def test_metrics_are_not_told_to_those_behind_a_proxy(service: LiveServer) -> None:
    response = httpx.get(f"{service.url}/metrics", headers={"X-Forwarded-For": "203.0.113.9"})
    assert response.status_code == 404


class TestConversations:
    """Whoever holds the token, and nobody else, agents included: theirs are routes of their own."""

    @each(rights.OWNED)
    def test_without_a_token_it_is_closed(self, citizen: Citizen, route: Route) -> None:
        del citizen.http.headers["Authorization"]
        response = _call(citizen, route)
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"] == "Bearer"
        assert response.json()["detail"].endswith(".")

    @each(rights.OWNED)
    @pytest.mark.parametrize("authorization", ["Basic x", "Bearer", "x"])
    def test_what_is_no_bearer_token_is_none(self, citizen: Citizen, route: Route, authorization: str) -> None:
        citizen.http.headers["Authorization"] = authorization
        assert _call(citizen, route).status_code == 401

    @each(rights.OWNED)
    def test_another_token_opens_nothing_and_learns_nothing(
        self, service: LiveServer, citizen: Citizen, welcome: Welcome, route: Route
    ) -> None:
        citizen.http.headers["Authorization"] = f"Bearer {welcome(service.url).token}"
        existing = _call(citizen, route)
        citizen.id = MISSING
        missing = _call(citizen, route)
        assert existing.status_code == missing.status_code == 404
        assert existing.content == missing.content

    @each(rights.OWNED)
    def test_its_own_token_opens_it(self, citizen: Citizen, team: Team, route: Route) -> None:
        team.join(Role.AGENT)  # a contact can be left where somebody reads it
        assert _call(citizen, route).is_success

    @each(rights.OWNED)
    def test_no_account_stands_in_for_the_token(self, citizen: Citizen, team: Team, route: Route) -> None:
        path = route.path.removeprefix("/api/v1").format(conversation_id=citizen.id)
        for colleague in team.one_of_each().values():
            assert colleague.http.request(route.method, path, **route.options).status_code == 401


class TestStaff:
    @each(rights.STAFF)
    def test_nobody_else_is_admitted(self, team: Team, citizen: Citizen, route: StaffRoute) -> None:
        asked = _as_staff(citizen.http, team.join(Role.AGENT), citizen, route)
        assert asked.status_code == 401
        assert asked.json()["detail"] == "Connectez-vous pour continuer."

    @each(rights.STAFF)
    def test_each_role_is_admitted_or_not_as_the_table_says(
        self, team: Team, citizen: Citizen, route: StaffRoute
    ) -> None:
        answered = {}
        for role, colleague in team.one_of_each().items():
            other = team.join(Role.AGENT)
            answered[role] = _as_staff(colleague.http, other, citizen, route).status_code
        expected = {role: route.admitted if role in route.roles else (403,) for role in Role}
        assert {role: status for role, status in answered.items() if status not in expected[role]} == {}

    @each(UNSAFE)
    def test_what_changes_something_carries_the_pages_token(
        self, team: Team, citizen: Citizen, route: StaffRoute
    ) -> None:
        admin, other = team.join(Role.ADMIN), team.join(Role.AGENT)
        del admin.http.headers[CSRF_HEADER]
        assert _as_staff(admin.http, other, citizen, route).status_code == 403

    @each(UNSAFE)
    def test_and_comes_from_a_page_of_the_service(self, team: Team, citizen: Citizen, route: StaffRoute) -> None:
        admin, other = team.join(Role.ADMIN), team.join(Role.AGENT)
        admin.http.headers["Origin"] = "https://evil.example"
        assert _as_staff(admin.http, other, citizen, route).status_code == 403

    @each(rights.STAFF)
    def test_an_account_that_was_closed_is_out_at_once(self, team: Team, citizen: Citizen, route: StaffRoute) -> None:
        admin, other = team.join(Role.ADMIN), team.join(Role.ADMIN)
        team.staff.repository.change(admin.id, disabled_at=team.staff.accounts.find(other.id).created_at)
        assert _as_staff(admin.http, other, citizen, route).status_code == 401

    def test_what_one_does_to_ones_account_is_done_to_nobody_elses(self, team: Team) -> None:
        one, other = team.join(Role.AGENT), team.join(Role.AGENT)
        assert one.http.delete("/account/sessions").is_success
        assert one.http.put("/account/password", json={"new": "quatre mots au hasard"}).is_success
        assert other.http.get("/session").is_success
        assert other.http.get("/account").json()["has_password"] is False


class TestTakenConversations:
    """One's own, and those of colleagues."""

    @pytest.fixture
    def owner(self, team: Team, citizen: Citizen) -> Colleague:
        """An agent who has taken the conversation of ``citizen``."""
        agent = team.join(Role.AGENT)
        assert agent.http.post("/agent/presence", json={"state": "online"}).is_success
        assert citizen.http.post(f"{citizen.path}/handoff", json={"consent": True}).status_code == 202
        assert agent.http.post(f"/agent/conversations/{citizen.id}/claim").is_success
        return agent

    @each(rights.TAKEN_CONVERSATION)
    @pytest.mark.parametrize("by", ["owner", "another", "supervisor", "editor"])
    def test_each_may_do_with_it_what_the_table_says(
        self, team: Team, citizen: Citizen, owner: Colleague, route: TakenRoute, by: str
    ) -> None:
        successor = team.join(Role.AGENT)
        successor.http.post("/agent/presence", json={"state": "online"})
        roles = {"another": Role.AGENT, "supervisor": Role.SUPERVISOR, "editor": Role.EDITOR}
        who = owner if by == "owner" else team.join(roles[by])
        expected = (403,) if by == "editor" else getattr(route, f"by_{by}")
        path = route.path.removeprefix("/api/v1").format(conversation_id=citizen.id, seq=1)
        options = dict(route.options)
        if "to" in options.get("json", ()):
            options["json"] = {"to": successor.id}
        assert who.http.request(route.method, path, **options).status_code in expected


def _call(citizen: Citizen, route: Route) -> httpx.Response:
    path = route.path.removeprefix("/api/v1").format(conversation_id=citizen.id)
    return citizen.http.request(route.method, path, **route.options)


def _as_staff(http: httpx.Client, other: Colleague, citizen: Citizen, route: StaffRoute) -> httpx.Response:
    """``route`` asked for by ``http``, on somebody else's account and on a citizen's conversation."""
    ids = {"user_id": other.id, "conversation_id": citizen.id, "callback_id": MISSING, "team_id": MISSING}
    others = {
        "theme_id": "N1",
        "text_id": "F20",
        "revision_id": 2**30,
        "seq": 1,
        "item_id": MISSING,
        "reply_id": MISSING,
    }
    path = route.path.removeprefix("/api/v1").format(**ids, **others)
    return http.request(route.method, path, **route.options)
