"""Logging in through the organisation's own provider, and what is not believed of it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from joserfc.jwk import ECKey

from api.staff.identity import Role
from api.staff.transport import CSRF_HEADER, LOCAL_NAME
from tests.integration.conftest import Start
from tests.integration.issuer import CLIENT_ID, CLIENT_SECRET, Issuer, create_app
from tests.integration.live_server import LiveServer, closed_port
from tests.integration.team import Team

EMAIL = "camille@ville.example"
FAILED, WITHOUT_ACCOUNT = "/connexion?erreur=sso", "/connexion?erreur=sso-compte"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough: it is not the subject here."""
    return sqlite_url


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    issuer = Issuer()
    with LiveServer(create_app(issuer)) as server:
        issuer.url = server.url
        yield issuer


@pytest.fixture
def service(start: Start, issuer: Issuer) -> LiveServer:
    """The application behind an address that the provider sends people back to; the test follows it by hand."""
    return start(oidc_issuer=issuer.url, oidc_client_id=CLIENT_ID, oidc_client_secret=CLIENT_SECRET)


@pytest.fixture
def browser(service: LiveServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service.url, timeout=30, trust_env=False) as browser:
        yield browser


def come_back(browser: httpx.Client, after: str = "/agent") -> httpx.Response:
    """From the button to the answer of the page that one comes back to."""
    left = browser.get("/connexion/sso", params={"suite": after})
    assert left.status_code == 303
    sent_back = httpx.get(left.headers["location"]).headers["location"]
    return browser.get(sent_back.replace("http://127.0.0.1:8000", str(browser.base_url)))


def is_in(browser: httpx.Client) -> bool:
    return browser.get("/api/v1/session").is_success


@pytest.mark.parametrize("signed", [False, True], ids=["plain", "signed"])
def test_an_account_with_the_providers_address_is_logged_in(
    team: Team, browser: httpx.Client, issuer: Issuer, signed: bool
) -> None:
    issuer.signs_user_info = signed
    agent = team.join(Role.AGENT, Role.EDITOR)
    team.staff.repository.change(agent.id, email=EMAIL)
    arrived = come_back(browser)
    assert (arrived.status_code, arrived.headers["location"]) == (303, "/agent")
    assert browser.get("/api/v1/session").json()["user"]["roles"] == ["agent", "editor"]


def test_nobody_gets_an_account_by_having_an_identity(browser: httpx.Client) -> None:
    assert come_back(browser).headers["location"] == WITHOUT_ACCOUNT
    assert not is_in(browser)
    page = browser.get(WITHOUT_ACCOUNT).text
    assert "vous n’avez pas de compte ici" in page


def test_a_closed_account_stays_closed(team: Team, browser: httpx.Client) -> None:
    account = team.staff.accounts.add(EMAIL, frozenset({Role.AGENT}))
    team.staff.accounts.disable(account.id)
    assert come_back(browser).headers["location"] == WITHOUT_ACCOUNT


def test_after_the_first_time_the_person_counts_and_not_the_address(
    team: Team, browser: httpx.Client, issuer: Issuer
) -> None:
    account = team.staff.accounts.add(EMAIL, frozenset({Role.AGENT}))
    come_back(browser)
    issuer.told["email"] = "nouveau.nom@ville.example"
    come_back(browser)
    assert browser.get("/api/v1/session").json()["user"]["id"] == account.id
    browser.cookies.clear()
    issuer.subject, issuer.told["email"] = "person-2", EMAIL
    assert come_back(browser).headers["location"] == WITHOUT_ACCOUNT
    assert not is_in(browser)


def test_an_address_that_the_provider_has_not_verified_opens_nothing(
    team: Team, browser: httpx.Client, issuer: Issuer
) -> None:
    team.staff.accounts.add(EMAIL, frozenset({Role.AGENT}))
    issuer.told["email_verified"] = False
    assert come_back(browser).headers["location"] == WITHOUT_ACCOUNT


@pytest.mark.parametrize(
    "lie",
    [
        {"iss": "https://evil.example"},
        {"aud": "another"},
        {"nonce": "another"},
        {"exp": 1_600_000_000},
        {"sub": "person-2"},
        {"azp": "another"},
    ],
    ids=lambda lie: next(iter(lie)),
)
def test_an_id_token_that_is_not_for_this_log_in_is_not_believed(
    team: Team, browser: httpx.Client, issuer: Issuer, lie: dict[str, object]
) -> None:
    team.staff.accounts.add(EMAIL, frozenset({Role.AGENT}))
    issuer.claims = lie
    assert come_back(browser).headers["location"] == FAILED
    assert not is_in(browser)


def test_a_signature_by_an_unknown_key_is_not_believed(team: Team, browser: httpx.Client, issuer: Issuer) -> None:
    team.staff.accounts.add(EMAIL, frozenset({Role.AGENT}))
    issuer.published = [ECKey.generate_key("P-256", {"kid": "one"})]
    assert come_back(browser).headers["location"] == FAILED


def test_a_provider_may_change_its_keys(team: Team, browser: httpx.Client, issuer: Issuer) -> None:
    team.staff.accounts.add(EMAIL, frozenset({Role.AGENT}))
    assert come_back(browser).headers["location"] == "/agent"
    issuer.signing_key = ECKey.generate_key("P-256", {"kid": "two"})
    assert come_back(browser).headers["location"] == "/agent"


def test_only_the_browser_that_left_may_come_back_and_once(
    team: Team, service: LiveServer, browser: httpx.Client
) -> None:
    team.staff.accounts.add(EMAIL, frozenset({Role.AGENT}))
    left = browser.get("/connexion/sso")
    back = httpx.get(left.headers["location"]).headers["location"].replace("http://127.0.0.1:8000", service.url)
    assert httpx.get(back).headers["location"] == FAILED
    cookies = dict(browser.cookies)
    assert browser.get(back).headers["location"] == "/compte"
    assert httpx.get(back, cookies=cookies).headers["location"] == FAILED


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"])
def test_nobody_is_sent_elsewhere_after_logging_in(team: Team, browser: httpx.Client, elsewhere: str) -> None:
    team.staff.accounts.add(EMAIL, frozenset({Role.AGENT}))
    assert come_back(browser, elsewhere).headers["location"] == "/compte"


def test_logging_out_ends_the_providers_session_too(team: Team, browser: httpx.Client, issuer: Issuer) -> None:
    team.staff.accounts.add(EMAIL, frozenset({Role.AGENT}))
    come_back(browser)
    headers = {CSRF_HEADER: browser.get("/api/v1/session").json()["csrf_token"]}
    elsewhere = browser.delete("/api/v1/session", headers=headers).json()["logout_url"]
    assert elsewhere.startswith(f"{issuer.url}/logout?")
    assert httpx.get(elsewhere).headers["location"].startswith("http://127.0.0.1:8000/connexion?state=")
    assert len(issuer.logged_out) == 1
    assert browser.cookies.get(LOCAL_NAME) is None


def test_a_provider_that_is_away_leaves_the_passwords(start: Start) -> None:
    service = start(oidc_issuer=closed_port(), oidc_client_id=CLIENT_ID)
    assert httpx.get(f"{service.url}/connexion/sso").headers["location"] == FAILED
    page = httpx.get(f"{service.url}/connexion?erreur=sso").text
    assert "La connexion n’a pas abouti" in page
    assert 'type="password"' in page
