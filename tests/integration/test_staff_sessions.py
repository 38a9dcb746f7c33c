"""Logging in and out: what opens a session, what keeps it, what ends it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import httpx
import pytest

from api.staff.audit import Action
from api.staff.identity import Role
from api.staff.models import Purpose
from api.staff.transport import CSRF_HEADER, LOCAL_NAME, SECURE_NAME
from procedures.store.base import utc_now
from tests.integration.conftest import Start
from tests.integration.live_server import LiveServer
from tests.integration.team import PASSWORD, Team, staff_of

EMAIL = "camille@ville.example"
FAR = {"Host": "192.168.1.20:8000"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database here; the repository's own tests run on both."""
    return sqlite_url


Browse = Callable[..., httpx.Client]


@pytest.fixture
def browse() -> Iterator[Browse]:
    """A fresh browser at a service: ``browse(url, headers=…)``."""
    with ExitStack() as stack:

        def opened(url: str, **options: Any) -> httpx.Client:
            client = httpx.Client(base_url=f"{url}/api/v1", timeout=30, trust_env=False, **options)
            return stack.enter_context(client)

        yield opened


@pytest.fixture
def browser(service: LiveServer, browse: Browse) -> httpx.Client:
    return browse(service.url)


def log_in(browser: httpx.Client, password: str = PASSWORD, **more: str) -> httpx.Response:
    return browser.post("/session", json={"email": EMAIL, "password": password, **more})


class TestLogIn:
    def test_a_right_password_opens_a_session(self, team: Team, browser: httpx.Client) -> None:
        team.join_with_password(EMAIL, Role.AGENT)
        opened = log_in(browser)
        assert opened.status_code == 200
        assert opened.json()["user"]["email"] == EMAIL
        assert opened.json()["user"]["roles"] == ["agent"]
        assert browser.get("/session").json() == opened.json()

    def test_the_cookie_is_kept_from_scripts_and_from_other_sites(self, team: Team, browser: httpx.Client) -> None:
        team.join_with_password(EMAIL, Role.AGENT)
        cookie = log_in(browser).headers["set-cookie"].lower()
        assert cookie.startswith(f"{LOCAL_NAME}=")
        assert {"httponly", "path=/", "samesite=lax"} <= set(cookie.split("; "))
        assert "domain" not in cookie

    def test_an_address_is_the_same_in_capitals(self, team: Team, browser: httpx.Client) -> None:
        team.join_with_password(EMAIL, Role.AGENT)
        assert browser.post("/session", json={"email": f" {EMAIL.upper()} ", "password": PASSWORD}).is_success

    def test_nothing_tells_an_unknown_account_from_a_wrong_password(self, team: Team, browser: httpx.Client) -> None:
        team.join_with_password(EMAIL, Role.AGENT)
        team.join(Role.ADMIN)
        closed = team.join_with_password("closed@ville.example", Role.AGENT)
        team.staff.accounts.disable(closed)
        team.staff.accounts.add("invited@ville.example", frozenset({Role.AGENT}))
        tried = [EMAIL, "nobody@ville.example", "closed@ville.example", "invited@ville.example"]
        answers = [browser.post("/session", json={"email": one, "password": "wrong"}) for one in tried]
        right_but_closed = browser.post("/session", json={"email": "closed@ville.example", "password": PASSWORD})
        assert {(one.status_code, one.content) for one in (*answers, right_but_closed)} == {(401, answers[0].content)}

    def test_an_absurdly_long_password_is_refused_before_any_work(self, browser: httpx.Client) -> None:
        assert log_in(browser, "x" * 1001).status_code == 422

    def test_logging_in_again_leaves_no_session_behind(self, team: Team, browser: httpx.Client) -> None:
        staff_id = team.join_with_password(EMAIL, Role.AGENT)
        first = log_in(browser).cookies[LOCAL_NAME]
        second = log_in(browser).cookies[LOCAL_NAME]
        assert first != second
        assert len(team.staff.repository.sessions_of(staff_id)) == 1


class TestThrottle:
    def test_tries_are_counted_alike_for_known_and_unknown_accounts(self, start: Start, database_url: str) -> None:
        url = f"{start(rate_login='3/10minutes').url}/api/v1/session"
        with Team(url, database_url) as team:
            team.join_with_password(EMAIL, Role.AGENT)
        for email in (EMAIL, "nobody@ville.example"):
            tried = [httpx.post(url, json={"email": email, "password": "wrong"}) for _ in range(4)]
            assert [one.status_code for one in tried] == [401, 401, 401, 429]
            assert int(tried[-1].headers["retry-after"]) > 0
            assert tried[-1].json()["detail"] == "Trop d’essais. Réessayez dans 10 minutes."

    def test_then_even_the_right_password_has_to_wait(self, start: Start, browse: Browse, database_url: str) -> None:
        service = start(rate_login="2/10minutes")
        with Team(service.url, database_url) as team:
            team.join_with_password(EMAIL, Role.AGENT)
        browser = browse(service.url)
        assert [log_in(browser, one).status_code for one in ("wrong", "wrong", PASSWORD)] == [401, 401, 429]

    def test_the_owner_is_not_locked_out_by_somebody_elsewhere(
        self, start: Start, browse: Browse, database_url: str
    ) -> None:
        service = start(rate_login="2/10minutes", trusted_proxies="127.0.0.1")
        with Team(service.url, database_url) as team:
            team.join_with_password(EMAIL, Role.AGENT)
        attacker = browse(service.url, headers={"X-Forwarded-For": "203.0.113.1"})
        assert [log_in(attacker, "wrong").status_code for _ in range(3)] == [401, 401, 429]
        owner = browse(service.url, headers={"X-Forwarded-For": "203.0.113.2"})
        assert log_in(owner).is_success

    def test_a_right_password_forgives_the_slips_before_it(
        self, start: Start, browse: Browse, database_url: str
    ) -> None:
        service = start(rate_login="2/10minutes")
        with Team(service.url, database_url) as team:
            team.join_with_password(EMAIL, Role.AGENT)
        browser = browse(service.url)
        tried = [log_in(browser, one).status_code for one in ("wrong", PASSWORD, "wrong", PASSWORD)]
        assert tried == [401, 200, 401, 200]


class TestTransport:
    def test_over_http_from_elsewhere_no_session_is_opened(self, team: Team, browser: httpx.Client) -> None:
        team.join_with_password(EMAIL, Role.AGENT)
        refused = browser.post("/session", json={"email": EMAIL, "password": PASSWORD}, headers=FAR)
        assert refused.status_code == 403
        assert "https" in refused.json()["detail"]
        assert "set-cookie" not in refused.headers

    def test_nor_is_one_believed_there(self, team: Team) -> None:
        colleague = team.join(Role.AGENT)
        assert colleague.http.get("/session", headers=FAR).status_code == 403

    def test_the_page_says_why_and_what_to_do(self, service: LiveServer) -> None:
        page = httpx.get(f"{service.url}/connexion", headers=FAR).text
        assert "n’est pas protégée" in page
        assert "GUICHET_PUBLIC_URL" in page
        assert "<form" not in page

    def test_behind_https_the_cookie_is_bound_to_the_host(self, start: Start, database_url: str) -> None:
        service = start(public_url="https://guichet.example")
        with Team(service.url, database_url) as team:
            team.join_with_password(EMAIL, Role.AGENT)
        headers = {"Host": "guichet.example"}
        opened = httpx.post(
            f"{service.url}/api/v1/session", json={"email": EMAIL, "password": PASSWORD}, headers=headers, timeout=30
        )
        cookie = opened.headers["set-cookie"]
        assert cookie.startswith(f"{SECURE_NAME}=")
        assert "Secure" in cookie
        carried = {**headers, "Cookie": cookie.partition(";")[0]}
        assert httpx.get(f"{service.url}/api/v1/session", headers=carried).is_success
        in_clear = {**carried, "X-Forwarded-Proto": "http"}
        assert httpx.get(f"{service.url}/api/v1/session", headers=in_clear).status_code == 403

    def test_a_cookie_of_the_plain_name_is_not_believed_over_https(self, start: Start, database_url: str) -> None:
        service = start(public_url="https://guichet.example")
        with Team(service.url, database_url) as team:
            colleague = team.join(Role.AGENT)
            assert colleague.http.get("/session", headers={"Host": "guichet.example"}).status_code == 401


class TestForgery:
    @pytest.mark.parametrize("token", [None, "", "0" * 64, "é"])
    def test_a_request_that_changes_something_carries_the_pages_token(self, team: Team, token: str | None) -> None:
        colleague = team.join(Role.AGENT)
        del colleague.http.headers[CSRF_HEADER]
        headers = {} if token is None else {CSRF_HEADER: token.encode()}
        assert colleague.http.delete("/account/sessions", headers=headers).status_code == 403

    def test_the_token_of_another_session_is_not_good(self, team: Team) -> None:
        mine, theirs = team.join(Role.AGENT), team.join(Role.AGENT)
        forged = {CSRF_HEADER: theirs.http.headers[CSRF_HEADER]}
        assert mine.http.delete("/account/sessions", headers=forged).status_code == 403

    @pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://ville.example"])
    def test_no_other_page_may_ask_not_even_the_towns_own(self, start: Start, database_url: str, origin: str) -> None:
        service = start(sites="https://ville.example")
        with Team(service.url, database_url) as team:
            colleague = team.join(Role.AGENT)
            asked = colleague.http.delete("/account/sessions", headers={"Origin": origin})
            assert asked.status_code == 403
            tried = colleague.http.post(
                "/session", json={"email": EMAIL, "password": PASSWORD}, headers={"Origin": origin}
            )
            assert tried.status_code == 403

    def test_a_page_of_the_service_may(self, service: LiveServer, team: Team) -> None:
        asked = team.join(Role.AGENT).http.delete("/account/sessions", headers={"Origin": service.url})
        assert asked.status_code == 204

    def test_a_browser_that_says_it_comes_from_elsewhere_is_believed(self, team: Team) -> None:
        asked = team.join(Role.AGENT).http.delete("/account/sessions", headers={"Sec-Fetch-Site": "cross-site"})
        assert asked.status_code == 403


class TestEnd:
    def test_logging_out_ends_the_session_for_good(self, team: Team) -> None:
        colleague = team.join(Role.AGENT)
        out = colleague.http.delete("/session")
        assert out.is_success
        assert out.json() == {"logout_url": None}
        colleague.http.cookies.set(LOCAL_NAME, colleague.token)
        assert colleague.http.get("/session").status_code == 401

    @pytest.mark.parametrize(
        ("settings", "later"),
        [
            ({"session_idle_minutes": 30}, timedelta(minutes=31)),
            ({"session_idle_minutes": 1440, "session_hours": 2}, timedelta(hours=2, minutes=1)),
        ],
        ids=["unused", "old"],
    )
    def test_a_session_ends_by_itself(self, sqlite_engine: object, settings: dict[str, int], later: timedelta) -> None:
        staff = staff_of(sqlite_engine, **settings)  # type: ignore[arg-type]
        account = staff.accounts.add(EMAIL, frozenset({Role.AGENT}))
        token = staff.sessions.open(account.id)
        assert staff.sessions.find(token) is not None
        staff.sessions._clock = lambda: utc_now() + later
        assert staff.sessions.find(token) is None
        staff.sessions.forget_expired()
        assert staff.repository.sessions_of(account.id) == []

    def test_changing_the_password_ends_the_other_sessions(self, team: Team, browser: httpx.Client) -> None:
        staff_id = team.join_with_password(EMAIL, Role.AGENT)
        here, elsewhere = team.log_in(staff_id), team.log_in(staff_id)
        changed = here.http.put("/account/password", json={"current": PASSWORD, "new": "un autre mot bien à moi"})
        assert changed.status_code == 204
        assert here.http.get("/session").is_success
        assert elsewhere.http.get("/session").status_code == 401
        assert log_in(browser).status_code == 401
        assert log_in(browser, "un autre mot bien à moi").is_success

    def test_the_password_is_changed_only_by_who_knows_it(self, team: Team) -> None:
        colleague = team.log_in(team.join_with_password(EMAIL, Role.AGENT))
        changed = colleague.http.put("/account/password", json={"current": "wrong", "new": "un autre mot bien à moi"})
        assert changed.status_code == 422
        assert changed.json()["detail"].startswith("Votre mot de passe actuel")

    def test_disabling_an_account_ends_its_sessions(self, team: Team) -> None:
        admin, agent = team.join(Role.ADMIN), team.join(Role.AGENT)
        assert admin.http.patch(f"/admin/users/{agent.id}", json={"is_active": False}).is_success
        assert agent.http.get("/session").status_code == 401

    def test_other_sessions_can_be_ended_at_once(self, team: Team) -> None:
        here = team.join(Role.AGENT)
        elsewhere = team.log_in(here.id)
        assert here.http.delete("/account/sessions").status_code == 204
        assert here.http.get("/account/sessions").json()["sessions"][0]["is_this_one"] is True
        assert elsewhere.http.get("/session").status_code == 401


class TestLinks:
    def test_the_first_administrator_comes_from_a_link_that_serves_once(
        self, team: Team, browser: httpx.Client
    ) -> None:
        link = team.staff.accounts.first_administrator_link()
        assert link is not None
        token = link.partition("#")[2]
        assert browser.post("/session/link", json={"token": token}).json()["purpose"] == Purpose.FIRST_ADMIN
        chosen = {"token": token, "email": EMAIL, "name": "Camille", "password": PASSWORD}
        opened = browser.put("/session/link", json=chosen)
        assert opened.json()["user"]["roles"] == ["admin"]
        again = browser.put("/session/link", json={**chosen, "email": "other@ville.example"})
        assert again.status_code == 410
        assert team.staff.accounts.first_administrator_link() is None

    def test_only_the_last_link_made_is_good(self, team: Team, browser: httpx.Client) -> None:
        older, newer = (team.staff.accounts.first_administrator_link() for _ in range(2))
        assert older is not None
        assert newer is not None
        answers = [
            browser.post("/session/link", json={"token": one.partition("#")[2]}).status_code for one in (older, newer)
        ]
        assert answers == [410, 200]

    def test_a_weak_password_does_not_use_up_the_link(self, team: Team, browser: httpx.Client) -> None:
        admin = team.join(Role.ADMIN)
        invited = admin.http.post("/admin/users", json={"email": EMAIL, "roles": ["agent", "editor"]}).json()
        token = invited["link"].partition("#")[2]
        weak = browser.put("/session/link", json={"token": token, "password": "court"})
        assert weak.status_code == 422
        assert browser.put("/session/link", json={"token": token, "password": PASSWORD}).is_success
        assert log_in(browser).json()["user"]["roles"] == ["agent", "editor"]

    def test_a_reset_puts_the_old_password_out_of_use(self, team: Team, browser: httpx.Client) -> None:
        admin = team.join(Role.ADMIN)
        staff_id = team.join_with_password(EMAIL, Role.AGENT)
        colleague = team.log_in(staff_id)
        link = admin.http.post(f"/admin/users/{staff_id}/reset").json()["link"]
        assert colleague.http.get("/session").status_code == 401
        assert log_in(browser).status_code == 401
        chosen = {"token": link.partition("#")[2], "password": "une toute autre phrase"}
        assert browser.put("/session/link", json=chosen).is_success

    def test_links_cannot_be_guessed_for_long(self, team: Team, browser: httpx.Client) -> None:
        tried = [browser.post("/session/link", json={"token": f"guess{n}"}).status_code for n in range(12)]
        assert tried == [410] * 10 + [429] * 2


class TestAdministration:
    def test_the_last_administrator_stays(self, team: Team) -> None:
        first, second = team.join(Role.ADMIN), team.join(Role.ADMIN)
        assert second.http.patch(f"/admin/users/{first.id}", json={"roles": ["agent"]}).is_success
        last = second.http.patch(f"/admin/users/{second.id}", json={"roles": ["agent"]})
        assert last.status_code == 422
        assert "dernier administrateur" in last.json()["detail"]
        assert second.http.get("/admin/users").is_success

    def test_an_address_has_one_account(self, team: Team) -> None:
        admin = team.join(Role.ADMIN)
        answers = [admin.http.post("/admin/users", json={"email": EMAIL, "roles": ["agent"]}) for _ in range(2)]
        assert [one.status_code for one in answers] == [201, 422]
        assert answers[1].json()["detail"] == "Cette adresse a déjà un compte."

    @pytest.mark.parametrize("email", ["", "camille", "@ville.example", "a b@ville.example", "x@y@z", "a@" + "b" * 300])
    def test_what_is_no_address_is_refused(self, team: Team, email: str) -> None:
        refused = team.join(Role.ADMIN).http.post("/admin/users", json={"email": email, "roles": ["agent"]})
        assert refused.status_code == 422
        assert refused.json()["detail"].endswith((".", ".fr"))

    def test_an_account_that_does_not_exist_is_told(self, team: Team) -> None:
        admin = team.join(Role.ADMIN)
        assert admin.http.patch("/admin/users/none", json={"name": "x"}).status_code == 404
        assert admin.http.post("/admin/users/none/reset").status_code == 404

    def test_the_log_says_who_did_what_to_whom_in_ids_alone(self, team: Team) -> None:
        admin, agent = team.join(Role.ADMIN), team.join(Role.AGENT, name="Camille Dupuis")
        admin.http.patch(f"/admin/users/{agent.id}", json={"is_active": False})
        entries = admin.http.get("/admin/audit").json()["entries"]
        assert entries[0]["action"] == Action.ACCOUNT_DISABLED
        assert (entries[0]["actor_id"], entries[0]["target_id"]) == (admin.id, agent.id)
        assert entries[0]["label"] == "Compte désactivé"
        assert "Camille" not in str(entries)
        assert "ville.example" not in str(entries)
        older = admin.http.get("/admin/audit", params={"before": entries[1]["id"]}).json()["entries"]
        assert older == entries[2:]
