"""The pages of accounts in a real browser, over the real application: what people do there, and how it is for all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from api.app import create_app
from api.settings import Settings
from api.staff.identity import Role
from api.staff.transport import LOCAL_NAME
from tests.browser.looks import DEVICES, Looker
from tests.integration.live_server import LiveServer
from tests.integration.team import PASSWORD, Team

EMAIL = "camille@ville.example"


@dataclass
class Office:
    """``page`` is somebody's browser, at the address of the service."""

    page: Page
    team: Team
    problems: list[str] = field(default_factory=list)

    def log_in(self, password: str = PASSWORD) -> None:
        self.page.goto("/connexion")
        self.page.get_by_label("Adresse électronique").fill(EMAIL)
        self.page.get_by_label("Mot de passe").fill(password)
        self.page.get_by_role("button", name="Se connecter").click()

    def open_link(self, link: str) -> None:
        self.page.goto("/connexion/lien#" + link.partition("#")[2])


@pytest.fixture
def office(browser: Browser, sqlite_url: str, tmp_path: Path) -> Iterator[Office]:
    app = create_app(Settings(_env_file=None, database_url=sqlite_url, data_dir=tmp_path))
    with LiveServer(app) as server, Team(server.url, sqlite_url) as team:
        context = browser.new_context(base_url=server.url, locale="fr-FR", reduced_motion="reduce")
        context.set_default_timeout(10_000)
        page = context.new_page()
        found = Office(page, team)
        page.on("pageerror", lambda error: found.problems.append(str(error)))
        yield found
        context.close()
    assert found.problems == []


def test_from_the_first_link_to_a_colleague_who_logs_in(office: Office) -> None:
    page = office.page
    office.open_link(office.team.staff.accounts.first_administrator_link() or "")
    expect(page.get_by_role("heading", level=1)).to_have_text("Créer l’administrateur")
    page.get_by_label("Adresse électronique").fill("maire@ville.example")
    page.get_by_label("Mot de passe", exact=False).first.fill("court")
    page.get_by_role("button", name="Valider").click()
    expect(page.get_by_role("alert")).to_contain_text("12 caractères")
    expect(page.locator("#password")).to_be_focused()
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Valider").click()
    page.wait_for_url("**/admin/comptes")
    page.get_by_label("Adresse électronique").fill(EMAIL)
    page.get_by_label("Rédacteur : ").first.check()
    page.get_by_role("button", name="Créer le compte").click()
    expect(page.get_by_role("heading", name="Lien à remettre")).to_be_focused()
    link = page.locator("#link").inner_text()
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url("**/connexion")
    office.open_link(link)
    expect(page.get_by_label("Adresse électronique")).to_have_value(EMAIL)
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Valider").click()
    page.wait_for_url("**/compte")
    expect(page.locator("#roles")).to_have_text("agent, rédacteur")


def test_a_page_asked_for_without_a_session_is_gone_on_to_after_logging_in(office: Office) -> None:
    office.team.join_with_password(EMAIL, Role.ADMIN)
    page = office.page
    page.goto("/admin/comptes")
    page.wait_for_url("**/connexion?suite=**")
    page.get_by_label("Adresse électronique").fill(EMAIL)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/comptes")
    expect(page.locator("#users li")).to_have_count(1)


def test_a_wrong_password_is_told_and_an_empty_field_is_asked_for(office: Office) -> None:
    office.team.join_with_password(EMAIL, Role.AGENT)
    page = office.page
    page.goto("/connexion")
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("alert")).to_have_text("Remplissez le champ « Adresse électronique ».")
    expect(page.get_by_label("Adresse électronique")).to_be_focused()
    office.log_in("une phrase qui n’est pas la bonne")
    expect(page.get_by_role("alert")).to_have_text("L’adresse ou le mot de passe n’est pas le bon.")
    expect(page.get_by_label("Mot de passe")).to_have_attribute("aria-describedby", "refusal")


def test_a_telephone_is_added_then_asked_for_and_a_recovery_code_stands_in(office: Office) -> None:
    office.team.join_with_password(EMAIL, Role.AGENT)
    page = office.page
    office.log_in()
    page.wait_for_url("**/compte")
    page.get_by_role("button", name="Activer").click()
    expect(page.locator("#picture")).to_be_visible()
    secret = page.locator("#secret").inner_text().replace(" ", "")
    page.get_by_label("Code à six chiffres").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Activer la double authentification").click()
    expect(page.locator("#recovery-codes li")).to_have_count(10)
    spare = page.locator("#recovery-codes li").first.inner_text()
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url("**/connexion")
    office.log_in()
    code = page.get_by_label("Code de votre téléphone")
    expect(code).to_be_focused()
    code.fill(spare)
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_url("**/compte")
    expect(page.locator("#factor-state")).to_contain_text("Codes de secours restants : 9")


def test_a_name_is_a_text_and_never_a_piece_of_page(office: Office) -> None:
    office.team.join_with_password(EMAIL, Role.ADMIN)
    office.team.join(Role.AGENT, name="<img src=x onerror=alert(1)>")
    office.log_in()
    office.page.wait_for_url("**/compte")
    office.page.goto("/admin/comptes")
    expect(office.page.get_by_role("heading", name="<img src=x onerror=alert(1)>")).to_be_visible()
    assert office.page.locator("#users img").count() == 0


@pytest.mark.parametrize("device", DEVICES)
def test_nothing_stands_in_anybodys_way(browser: Browser, office: Office, axe_source: str, device: str) -> None:
    staff_id = office.team.join_with_password(EMAIL, Role.ADMIN)
    office.team.join(Role.AGENT, Role.EDITOR, name="Dominique")
    colleague = office.team.log_in(staff_id)
    address = str(colleague.http.base_url).partition("/api")[0]
    context = browser.new_context(base_url=address, locale="fr-FR", **DEVICES[device])
    page = context.new_page()
    seen = Looker(page, device, axe_source)
    for path, filled in (("/connexion", "#log-in"), ("/connexion/lien#none", "#refusal")):
        page.goto(path)
        page.locator(filled).wait_for()
        seen.look(path)
    context.add_cookies([{"name": LOCAL_NAME, "value": colleague.token, "url": address}])
    for path, filled in (("/compte", "#sessions li"), ("/admin/comptes", "#users li >> nth=1")):
        page.goto(path)
        page.locator(filled).wait_for()
        seen.look(path)
    context.close()
    assert seen.found == {}
