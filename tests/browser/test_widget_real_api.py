"""The widget with the real application: on the demonstration page, and on a site that may embed it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from api.app import create_app
from api.database import create_engine
from api.settings import Settings
from tests.browser.conftest import Widget, host_site
from tests.browser.late_host import LateHost
from tests.browser.looks import DEVICES, Looker, is_firefox, violations
from tests.browser.observers import OVERFLOW
from tests.integration.conftest import a_small_base
from tests.integration.fake_rasa import FakeRasa
from tests.integration.live_server import LiveServer


@dataclass(frozen=True)
class Town:
    """``service``: the assistant and its demonstration page. ``host``: a site that ``GUICHET_SITES`` names."""

    service: str
    host: str


@pytest.fixture(scope="module")
def town(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One for all: nobody changes it."""
    folder = tmp_path_factory.mktemp("town")
    file = folder / "guichet.sqlite3"
    shutil.copy(migrated_sqlite, file)
    engine = create_engine(f"sqlite:///{file}")
    a_small_base(engine)
    host_app = LateHost()
    with LiveServer(FakeRasa(engine).app) as rasa, LiveServer(host_app) as host:
        settings = Settings(
            _env_file=None,
            database_url=f"sqlite:///{file}",
            data_dir=folder,
            rasa_url=rasa.url,
            sites=(host.url,),
        )
        with LiveServer(create_app(settings)) as service:
            host_app.site = host_site(service.url)
            yield Town(service.url, host.url)
    engine.dispose()


def ask_for_the_passport(widget: Widget) -> None:
    widget.say("Quels documents pour un passeport ?")
    widget.find(".question").wait_for()
    widget.choose("Passeport perdu")
    widget.find(".card").wait_for()


def test_a_citizen_gets_documents_on_the_site_of_the_town(visit: Callable[..., Widget], town: Town) -> None:
    widget = visit(host=town.host)
    widget.open()
    ask_for_the_passport(widget)

    expect(widget.find(".card h3")).to_have_text("Passeport d'un majeur")
    expect(widget.find(".ticks label")).to_have_text(["Déclaration de perte", "Photo d'identité"])
    expect(widget.find(".names")).to_contain_text("commune fictive")
    expect(widget.find(".phone a")).to_have_attribute("href", "tel:0199001210")
    widget.page.get_by_role("button", name="Utile", exact=True).click()
    expect(widget.find(".feedback")).to_have_text("Merci pour votre avis.")
    widget.page.reload()
    expect(widget.find(".ticks label")).to_have_count(2)


def test_a_page_about_a_procedure_opens_on_it(visit: Callable[..., Widget], town: Town) -> None:
    widget = visit(host=town.host)
    widget.open("/demarche/F20")

    expect(widget.find(".card h3")).to_have_text("Inscription à la cantine scolaire")


@pytest.mark.parametrize("device", DEVICES)
def test_the_demonstration_page_is_accessible(
    visit: Callable[..., Widget], town: Town, axe_source: str, device: str
) -> None:
    widget = visit(host=town.service, **DEVICES[device])
    seen = Looker(widget.goto().page, device, axe_source)
    expect(widget.page.get_by_text("Commune fictive.")).to_be_visible()
    seen.look("the page")

    widget.open()
    ask_for_the_passport(widget)

    seen.look("with the panel open")
    assert seen.found == {}
    assert widget.page.evaluate(OVERFLOW) == []
    expect(widget.find("h2")).to_be_in_viewport(ratio=1)  # no style of the page reaches the panel


@pytest.mark.parametrize("device", DEVICES)
def test_pages_that_need_no_script_are_accessible(
    visit: Callable[..., Widget], town: Town, axe_source: str, device: str
) -> None:
    # The checker needs scripts, the pages do not: those of the pages are kept away.
    page = visit(host=town.service, **DEVICES[device]).page
    page.route("**/*.js", lambda route: route.abort())
    seen = Looker(page, device, axe_source)
    for address in (
        "/assistant?procedure=F20",
        "/accessibilite",
        "/confidentialite",
        "/demarches",
        "/demarches/nothing",
        "/r/F10",
        "/r/F20/delay",
        "/r/F0",
    ):
        page.goto(town.service + address)
        seen.look(address)
    page.goto(f"{town.service}/demarches")
    page.locator(".shelf a").first.click()
    seen.look("a theme")
    page.goto(f"{town.service}/assistant")
    page.get_by_label("Votre question").fill("Quels documents pour un passeport ?")
    page.get_by_role("button", name="Envoyer").click()
    seen.look("a question")
    page.get_by_role("button", name="Passeport perdu").click()
    seen.look("an answer")
    page.get_by_label("Votre question").fill("é" * 1001)
    page.get_by_role("button", name="Envoyer").click()
    seen.look("an error")
    page.get_by_role("button", name="Parler à une personne").click()
    seen.look("a person")
    assert seen.found == {}


@pytest.mark.chromium("pages without scripts")
def test_without_javascript_the_same_is_done_with_forms(visit: Callable[..., Widget], town: Town) -> None:
    page = visit(host=town.service, java_script_enabled=False).page
    page.goto(town.service)
    page.get_by_role("link", name="Poser ma question").click()
    page.get_by_label("Votre question").fill("Quels documents pour un passeport ?")
    page.get_by_role("button", name="Envoyer").click()
    page.get_by_role("button", name="Passeport perdu").click()
    expect(page.get_by_role("checkbox", name="Déclaration de perte")).to_be_visible()
    assert page.context.cookies() == []


def test_the_assistant_has_a_page_of_its_own(visit: Callable[..., Widget], town: Town, axe_source: str) -> None:
    widget = visit(host=town.service, viewport={"width": 360, "height": 640})
    widget.page.goto(f"{town.service}/assistant?procedure=F20&aspect=delay")

    expect(widget.find(".card h3")).to_have_text("Inscription à la cantine scolaire")
    expect(widget.page.locator(".plain")).to_be_hidden()
    expect(widget.page.get_by_role("button", name="Fermer l’assistant")).to_have_count(0)
    if not is_firefox(widget.page):  # axe-core ends Firefox 153 there (signal 11), and only there; the page lives
        assert violations(widget.page, axe_source) == []
    assert widget.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_site_that_takes_no_script_frames_that_page(visit: Callable[..., Widget], town: Town) -> None:
    page = visit(host=town.host).page
    page.goto(town.host + "/cadre")
    framed = page.frame_locator("iframe")

    expect(framed.locator("guichet-assistant .turn").first).to_contain_text("assistant automatique")
