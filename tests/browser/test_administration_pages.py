"""What a town decides from its pages, in a real browser: hours, teams, themes; and how these pages are for all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from api.app import create_app
from api.database import create_engine
from api.settings import Settings
from api.staff.identity import Role
from api.staff.transport import LOCAL_NAME
from procedures.town import load
from tests.browser.looks import DEVICES, Looker
from tests.integration.citizen import Citizen
from tests.integration.conftest import a_small_base
from tests.integration.live_server import LiveServer
from tests.integration.team import Team

PAGES = (
    ("/admin/mairie", "#hours input >> nth=6"),
    ("/admin/equipes", "#themes li"),
    ("/admin/effacements", "#days li"),
)


@pytest.fixture
def team(sqlite_url: str, tmp_path: Path) -> Iterator[Team]:
    engine = create_engine(sqlite_url)
    a_small_base(engine)
    engine.dispose()
    app = create_app(Settings(_env_file=None, database_url=sqlite_url, data_dir=tmp_path))
    with LiveServer(app) as server, Team(server.url, sqlite_url) as team:
        yield team


@pytest.fixture
def context(browser: Browser, team: Team) -> Iterator[BrowserContext]:
    with_admin = opened(browser, team, reduced_motion="reduce")
    yield with_admin
    with_admin.close()


def opened(browser: Browser, team: Team, **look: object) -> BrowserContext:
    """A browser in which an administrator is logged in."""
    admin = team.join(Role.ADMIN, Role.AGENT, name="Maud")
    address = str(admin.http.base_url).partition("/api")[0]
    context = browser.new_context(base_url=address, locale="fr-FR", **look)  # type: ignore[arg-type]
    context.set_default_timeout(10_000)
    context.add_cookies([{"name": LOCAL_NAME, "value": admin.token, "url": address}])
    return context


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    problems: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    assert problems == []


def test_a_fictional_town_is_replaced_by_a_real_one_with_its_hours(page: Page, tmp_path: Path) -> None:
    page.goto("/admin/mairie")
    expect(page.locator("#fictional")).to_be_visible()
    page.get_by_label("Nom de la commune").fill("Neuville")
    page.get_by_label("Numéro").fill("01 99 00 12 10")
    page.locator("#address").fill("1 rue Haute\n00000 Neuville")
    page.locator("#hours").get_by_label("Lundi").fill("8h30-12h, 14h-17h")
    page.get_by_label("Un agent peut répondre pendant toutes les heures d’ouverture").uncheck()
    page.locator("#chat-hours").get_by_label("Mardi").fill("25:00-26:00")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("alert")).to_contain_text("Horaires des réponses écrites : ")
    expect(page.locator("#chat-hours input").first).to_be_focused()
    page.locator("#chat-hours").get_by_label("Mardi").fill("10:00-11:00")
    page.get_by_role("button", name="Ajouter une fermeture").click()
    expect(page.locator("#closures").get_by_label("Du")).to_be_focused()
    page.locator("#closures").get_by_label("Du").fill("2026-12-24")
    page.locator("#closures").get_by_label("Motif").fill("Congés")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status")).to_have_text("La fiche de la mairie est enregistrée.")
    expect(page.locator("#fictional")).to_be_hidden()
    town = load(tmp_path)
    assert (town.name, len(town.hours[0]), town.demonstration) == ("Neuville", 2, False)
    assert [closure.reason for closure in town.closures] == ["Congés"]


def test_a_team_is_made_and_answers_about_a_theme(page: Page, team: Team) -> None:
    page.goto("/admin/equipes")
    expect(page.locator("#no-team")).to_be_visible()
    page.get_by_label("Nom de l’équipe").fill("État civil")
    page.locator("#add-members").get_by_label("Maud").check()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("L’équipe État civil est créée.")
    page.get_by_label("Équipe pour Papiers et école").select_option("État civil")
    expect(page.get_by_role("status")).to_contain_text("c’est enregistré")
    page.get_by_label("Relecture pour Papiers et école").check()
    page.reload()
    expect(page.get_by_label("Relecture pour Papiers et école")).to_be_checked()
    expect(page.get_by_label("Équipe pour Papiers et école").locator("option:checked")).to_have_text("État civil")


def test_what_was_erased_is_told_in_counts(page: Page, team: Team) -> None:
    page.goto("/admin/effacements")
    expect(page.locator("#now")).to_contain_text("Oui. Dernière vérification")
    address = page.url.partition("/admin")[0]
    with Citizen(address) as citizen:
        citizen.say("la marmotte du maire")
        citizen.http.delete(citizen.path)
    page.reload()
    expect(page.locator("#days")).to_contain_text("à la demande des habitants : 1 conversation, 3 messages")
    expect(page.locator("#days")).not_to_contain_text("marmotte")


@pytest.mark.parametrize("device", DEVICES)
def test_nothing_stands_in_anybodys_way(browser: Browser, team: Team, axe_source: str, device: str) -> None:
    context = opened(browser, team, **DEVICES[device])
    page = context.new_page()
    seen = Looker(page, device, axe_source)
    for path, filled in PAGES:
        page.goto(path)
        page.locator(filled).wait_for()
        seen.look(path)
    context.close()
    assert seen.found == {}
