"""What one does with an answer, and how the panel keeps, shares and forgets."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Widget
from tests.browser.fake_api import FakeApi

EVERYTHING_KEPT = "() => [{...localStorage}, {...sessionStorage}, document.cookie]"
SPEECH = """
window.spoken = [];
Object.defineProperty(window, 'speechSynthesis', { value: {
  getVoices: () => [{ lang: 'en-GB' }, { lang: 'fr-FR', name: 'Audrey' }],
  speak: (piece) => window.spoken.push([piece.text, piece.lang]),
  cancel: () => window.spoken.push(['stop', '']),
} });
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""


def tool(widget: Widget, name: str) -> None:
    widget.page.get_by_role("button", name=name).click()


class TestAnAnswerTakenAlong:
    @pytest.mark.chromium("paper")
    def test_the_list_prints_alone_on_one_page(self, widget: Widget) -> None:
        page = widget.page
        page.add_init_script("window.print = () => {};")
        widget.open()
        widget.reach_answer()
        widget.find(".ticks input").nth(1).check()
        tool(widget, "Imprimer ma liste")
        page.locator("guichet-paper").wait_for(state="attached")
        page.emulate_media(media="print")

        expect(page.locator("main")).to_be_hidden()
        expect(page.locator("guichet-assistant .panel")).to_be_hidden()
        paper = page.locator("guichet-paper")
        expect(paper.locator("h1")).to_have_text("Carte d’identité d’un adulte : perte")
        expect(paper.locator(".box")).to_have_text(["", "×", "", "", ""])
        expect(paper).to_contain_text("Pour : en France · Oui, valide ou périmé")
        expect(paper).to_contain_text("guichet.example/r/F1344-documents-k7m3")
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf())) == 1
        page.emulate_media(media="screen")
        expect(paper).to_be_hidden()
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        expect(paper).to_have_count(0)
        assert page.evaluate("document.adoptedStyleSheets.length") == 0

    @pytest.mark.chromium("leave to read what was copied")
    def test_text_and_address_are_copied(self, visit: Callable[..., Widget]) -> None:
        widget = visit(permissions=["clipboard-read", "clipboard-write"])
        widget.open()
        widget.reach_answer()
        tool(widget, "Envoyer, copier")
        tool(widget, "Copier l’adresse de cette réponse")
        expect(widget.find(".tool-state")).to_have_text("Adresse copiée.")
        assert _clipboard(widget.page) == "https://guichet.example/r/F1344-documents-k7m3"
        tool(widget, "Copier le texte")
        expect(widget.find(".tool-state")).to_have_text("Texte copié.")
        text = _clipboard(widget.page)
        assert text.startswith("Carte d’identité d’un adulte : perte\nPour : en France")
        assert "[ ] Déclaration de perte" in text
        assert "vérifié le 12 novembre 2020" in text

    @pytest.mark.chromium("a touch screen")
    def test_a_phone_sends_it_by_its_own_text_messages(self, visit: Callable[..., Widget]) -> None:
        widget = visit(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
        widget.open()
        widget.reach_answer()
        tool(widget, "Envoyer, copier")
        href = widget.page.get_by_role("link", name="Envoyer par SMS").get_attribute("href") or ""
        assert href.startswith("sms:?&body=Carte%20d")
        assert "k7m3" in href

    def test_it_is_read_aloud_on_demand_in_french(self, widget: Widget) -> None:
        widget.page.add_init_script(SPEECH)
        widget.open()
        widget.reach_answer()
        assert widget.page.evaluate("window.spoken") == []
        tool(widget, "Écouter")
        stop = widget.page.get_by_role("button", name="Arrêter")
        expect(stop).to_be_visible()
        spoken = widget.page.evaluate("window.spoken")
        assert ["5 documents à réunir.", "fr-FR"] in spoken
        stop.click()
        expect(widget.page.get_by_role("button", name="Écouter")).to_be_visible()
        assert widget.page.evaluate("window.spoken.pop()[0]") == "stop"


def _clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()")).replace("\u00a0", " ")


class TestTitlesWhileWriting:
    def test_they_come_by_post_and_one_is_sent_as_the_question(self, widget: Widget, fake: FakeApi) -> None:
        widget.open()
        widget.field.press_sequentially("carte", delay=20)
        expect(widget.find(".hint")).to_have_count(3)
        assert fake.typed == ["carte"]
        widget.page.keyboard.press("ArrowDown")
        widget.page.keyboard.press("ArrowDown")
        widget.page.keyboard.press("ArrowUp")
        widget.page.keyboard.press("Enter")

        expect(widget.find(".question")).to_be_visible()
        expect(widget.find(".hints")).to_be_hidden()
        assert next(iter(fake.talks.values())).messages[1]["text"] == "Carte d’identité : perte"

    @pytest.mark.parametrize("personal", ["je m'appelle Ahmed", "06 12 34", "ahmed@exemple.fr", "1 85 05 78"])
    def test_nothing_is_asked_of_what_looks_personal(self, widget: Widget, fake: FakeApi, personal: str) -> None:
        widget.open()
        widget.field.fill("carte")
        expect(widget.find(".hint")).to_have_count(3)
        widget.field.fill(personal)
        expect(widget.find(".hints")).to_be_hidden()
        widget.page.wait_for_timeout(400)
        assert fake.typed == ["carte"]

    def test_escape_puts_them_away_and_leaves_the_panel(self, widget: Widget) -> None:
        widget.open()
        widget.field.fill("carte")
        expect(widget.find(".hint")).to_have_count(3)
        widget.page.keyboard.press("Escape")
        expect(widget.find(".hints")).to_be_hidden()
        expect(widget.field).to_be_focused()


class TestOptions:
    def test_the_text_grows_and_stays_so(self, widget: Widget) -> None:
        widget.open()
        tool(widget, "Options")
        widget.page.get_by_label("Très grand").check()
        assert widget.find(".panel").evaluate("panel => getComputedStyle(panel).fontSize") == "24px"
        widget.page.reload()
        widget.find(".turn").first.wait_for()
        assert widget.find(".panel").evaluate("panel => getComputedStyle(panel).fontSize") == "24px"

    @pytest.mark.chromium("word of a download")
    def test_the_conversation_is_downloaded_as_text(self, widget: Widget) -> None:
        widget.open().say("bonjour")
        tool(widget, "Options")
        with widget.page.expect_download() as download:
            tool(widget, "Télécharger la conversation")
        assert download.value.suggested_filename == "conversation-mairie.txt"
        assert "assistant automatique" in download.value.path().read_text(encoding="utf-8")

    def test_kept_on_the_device_it_is_found_in_another_tab_later(self, widget: Widget) -> None:
        widget.open()
        widget.reach_question()
        tool(widget, "Options")
        widget.page.get_by_label("Retrouver cette conversation plus tard sur cet appareil").check()
        later = Widget(widget.page.context.new_page(), widget.host)
        widget.page.close()
        later.goto()
        expect(later.find("[role=dialog]")).to_have_count(0)  # nothing opens by itself
        later.launcher.click()

        expect(later.find(".question")).to_be_visible()


class TestTabsAndPhones:
    def test_tabs_of_one_site_share_the_conversation_and_its_ticks(self, widget: Widget) -> None:
        widget.open()
        widget.reach_answer()
        other = Widget(widget.page.context.new_page(), widget.host)
        other.goto().launcher.click()
        expect(other.find(".card")).to_be_visible()
        other.find(".ticks input").first.check()

        expect(widget.find(".ticks input").first).to_be_checked()
        expect(widget.find(".documents")).to_contain_text("1 document prêt sur 5")

    def test_what_one_tab_erases_is_gone_from_the_other(self, widget: Widget, fake: FakeApi) -> None:
        widget.open()
        widget.reach_question()
        other = Widget(widget.page.context.new_page(), widget.host)
        other.goto().launcher.click()
        other.find(".question").wait_for()
        other.settle()
        tool(other, "Effacer et quitter")
        tool(other, "Oui, tout effacer")
        expect(other.launcher).to_be_visible()
        widget.say("encore là ?")

        expect(widget.find(".notice")).to_contain_text("elle a été effacée")

    def test_back_closes_the_panel_and_not_the_page(self, visit: Callable[..., Widget]) -> None:
        widget = visit(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
        widget.goto("/feuilles-permises")
        widget.open()
        widget.page.evaluate("history.back()")
        expect(widget.find("[role=dialog]")).to_be_hidden()
        expect(widget.launcher).to_be_visible()
        assert widget.page.url == widget.host + "/"
        widget.launcher.click()
        widget.page.get_by_role("button", name="Fermer l’assistant").click()
        widget.page.wait_for_function("!history.state")
        widget.page.evaluate("history.back()")
        widget.page.wait_for_function("location.pathname === '/feuilles-permises'")

    def test_over_the_page_it_is_modal_beside_it_not(self, visit: Callable[..., Widget]) -> None:
        widget = visit(viewport={"width": 360, "height": 640})
        widget.open()
        panel = widget.find("[role=dialog]")
        expect(panel).to_have_attribute("aria-modal", "true")
        for _ in range(30):
            widget.page.keyboard.press("Tab")
            assert widget.page.evaluate("document.activeElement.tagName") == "GUICHET-ASSISTANT"
        widget.page.set_viewport_size({"width": 1280, "height": 800})
        expect(panel).not_to_have_attribute("aria-modal", re.compile(""))


class TestASharedComputer:
    def test_nothing_is_kept(self, widget: Widget) -> None:
        widget.open("/partage")
        widget.reach_answer()
        widget.find(".ticks input").first.check()
        assert widget.page.evaluate(EVERYTHING_KEPT) == [{}, {}, ""]
        widget.page.reload()
        widget.launcher.click()
        expect(widget.find(".turn")).to_have_count(1)

    def test_what_nobody_looks_at_empties_itself_after_a_warning(self, widget: Widget, fake: FakeApi) -> None:
        widget.page.clock.install()
        widget.open("/partage")
        widget.reach_question()
        widget.page.clock.run_for(181_000)
        expect(widget.find(".confirmation").first).to_contain_text("sera effacée dans 2 minutes")
        tool(widget, "Je suis encore là")
        widget.page.clock.run_for(170_000)
        expect(widget.find(".question")).to_be_visible()
        widget.page.clock.run_for(20_000)
        expect(widget.find(".confirmation").first).to_be_visible()
        widget.page.clock.run_for(121_000)

        expect(widget.launcher).to_be_visible()
        expect(widget.find(".turn")).to_have_count(0)
        assert fake.talks == {}


def test_the_sites_own_variables_give_the_colours(widget: Widget) -> None:
    widget.goto()
    widget.page.evaluate(
        "document.documentElement.style.setProperty('--text-action-high-blue-france', 'rgb(0, 0, 145)')"
    )
    assert widget.launcher.evaluate("button => getComputedStyle(button).backgroundColor") == "rgb(0, 0, 145)"


def test_a_pinned_version_is_compared_with_its_integrity(widget: Widget) -> None:
    widget.goto("/version-choisie")
    widget.launcher.click()
    expect(widget.find(".turn")).to_have_count(1)


def test_a_file_that_is_not_what_its_version_says_is_not_run(widget: Widget) -> None:
    widget.page.route("**/panel.js", lambda route: route.fulfill(body="window.hacked = 1; export class Panel {}"))
    widget.goto()
    widget.launcher.click()
    expect(widget.find("[role=alert]").first).to_contain_text("n’a pas pu s’ouvrir")
    assert widget.page.evaluate("window.hacked") is None


@pytest.mark.parametrize(
    "runs_scripts", [True, pytest.param(False, marks=pytest.mark.chromium("pages without scripts"))]
)
def test_a_link_inside_the_element_stands_in_where_scripts_do_not_run(
    visit: Callable[..., Widget], runs_scripts: bool
) -> None:
    widget = visit(java_script_enabled=runs_scripts)
    widget.page.goto(widget.host + "/lien")
    link = widget.page.get_by_role("link", name="Poser une question")
    if runs_scripts:
        widget.launcher.wait_for()
        expect(link).to_be_hidden()
    else:
        expect(link).to_be_visible()
