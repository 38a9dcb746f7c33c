"""A citizen's journey through the widget."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Widget
from tests.browser.fake_api import FakeApi

STORED = "() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"


def test_nothing_is_written_nor_asked_of_the_api_before_opening(widget: Widget, fake: FakeApi) -> None:
    widget.goto()
    widget.page.wait_for_load_state("networkidle")

    assert widget.page.evaluate(STORED) == '[{},{},""]'
    assert widget.page.context.cookies() == []
    assert [request for request in fake.requests if "/api/" in request or "panel" in request] == []


def test_opening_shows_the_town_hall_its_phone_and_its_hours(widget: Widget) -> None:
    widget.open()

    expect(widget.find("[role=dialog]")).to_have_attribute("aria-labelledby", "title")
    expect(widget.find("h2")).to_have_text("Mairie de Valbrume")
    expect(widget.find(".names")).to_contain_text("Assistant automatique")
    expect(widget.find(".phone a")).to_have_attribute("href", "tel:0199001234")
    expect(widget.find(".desk")).to_contain_text("8 h 30")


def test_the_page_address_is_told_without_what_could_name_a_person(widget: Widget, fake: FakeApi) -> None:
    widget.page.goto(f"{widget.host}/?nom=dupont#dossier")
    widget.launcher.click()
    widget.find(".turn").first.wait_for()

    assert fake.openings == [{"page_url": f"{widget.host}/"}]


def test_a_question_is_answered_by_clicks_up_to_the_card(widget: Widget) -> None:
    widget.open()
    widget.reach_answer()

    card = widget.find(".card")
    expect(card.locator("h3")).to_have_text("Carte d’identité d’un adulte : perte")
    known, case = card.locator(".situation li").all()
    expect(known).to_contain_text("en France")
    expect(case).to_have_text("Oui, valide ou périmé depuis moins de 5 ans")
    expect(card.locator(".ticks > li")).to_have_count(5)
    expect(card.locator(".figures").first).to_contain_text(re.compile(r"Au 12\s+novembre\s+2020\s+:\s*25\s€"))
    expect(card.locator(".action")).to_have_attribute("href", "https://example.org/predemande")
    expect(card.locator(".action")).to_contain_text("(nouvelle fenêtre)")
    expect(card.locator(".offices a").first).to_have_attribute("href", "tel:0199001234")
    expect(card.locator(".caution")).to_contain_text("vérifiée le 12 novembre 2020")
    expect(card.locator(".source")).to_contain_text("Information vérifiée le 12 novembre 2020")
    expect(card.locator("details", has_text="Textes de loi")).not_to_have_attribute("open", "")


def test_an_amount_that_depends_on_conditions_does_not_stand_out_alone(widget: Widget) -> None:
    widget.open()
    widget.reach_answer()

    expect(widget.find(".figure")).to_have_text(["25 €"])
    expect(widget.find(".figures").first).to_contain_text("dans certains cas, la carte est refaite gratuitement")


def test_documents_are_listed_once(widget: Widget) -> None:
    widget.open()
    widget.reach_answer()

    card = widget.find(".card")
    expect(card.get_by_text("Déclaration de perte", exact=True)).to_have_count(1)
    expect(card.get_by_text("Apportez les documents suivants :")).to_have_count(0)
    expect(card.get_by_text("Les originaux sont demandés")).to_be_visible()


def test_the_choice_made_is_marked_in_words_and_stays_usable(widget: Widget) -> None:
    widget.open()
    widget.reach_question()
    widget.choose("En France")
    widget.find(".question >> nth=1").wait_for()

    chosen = widget.find(".question").first.locator(".choice-button.is-chosen")
    expect(chosen).to_contain_text("votre choix")
    expect(chosen).to_be_enabled()
    expect(widget.field).to_be_focused()


def test_the_previous_question_can_be_answered_again(widget: Widget) -> None:
    widget.open()
    widget.reach_answer()

    expect(widget.find(".back")).to_have_count(1)
    widget.find(".back").click()
    expect(widget.find(".question")).to_have_count(3)
    expect(widget.find(".question h3").last).to_have_text("Avez-vous un passeport ?")
    widget.find(".back").click()
    expect(widget.find(".question h3").last).to_have_text("Où faites-vous la demande ?")
    widget.choose("À l’étranger")

    expect(widget.find(".turn").last).to_contain_text("Adressez-vous au consulat")
    expect(widget.find(".turn a").last).to_have_attribute("href", "tel:0199005678")


def test_boxes_ticked_and_the_conversation_survive_a_reload(widget: Widget) -> None:
    widget.open()
    widget.reach_answer()
    widget.find(".ticks input").nth(1).check()
    widget.field.fill("un brouillon")

    widget.page.reload()

    expect(widget.find(".card")).to_be_visible()  # left open, so open again on a wide screen
    expect(widget.find(".ticks input").nth(1)).to_be_checked()
    expect(widget.find(".documents")).to_contain_text("1 document prêt sur 5")
    expect(widget.find(".question").first.locator(".is-chosen")).to_contain_text("En France")
    expect(widget.field).to_have_value("un brouillon")
    assert widget.page.evaluate("document.activeElement.tagName") == "BODY"


def test_on_a_phone_a_reload_shows_the_page_and_keeps_the_conversation(visit: Callable[..., Widget]) -> None:
    widget = visit(viewport={"width": 360, "height": 640})
    widget.open()
    widget.reach_question()

    widget.page.reload()
    expect(widget.find("[role=dialog]")).to_have_count(0)
    widget.launcher.click()

    expect(widget.find(".question")).to_be_visible()


def test_a_new_conversation_begins_from_the_options(widget: Widget, fake: FakeApi) -> None:
    widget.open()
    widget.reach_question()

    widget.page.get_by_role("button", name="Options").click()
    expect(widget.find(".options")).to_be_visible()
    widget.page.keyboard.press("Escape")
    expect(widget.find(".options")).to_be_hidden()
    expect(widget.find(".question")).to_have_count(1)
    widget.page.get_by_role("button", name="Options").click()
    widget.page.get_by_role("button", name="Nouvelle conversation").click()

    expect(widget.find(".question")).to_have_count(0)
    expect(widget.find(".turn")).to_have_count(1)
    assert len(fake.talks) == 2


def test_a_useless_answer_is_followed_by_the_question_why(widget: Widget, fake: FakeApi) -> None:
    widget.open()
    widget.reach_answer()

    widget.page.get_by_role("button", name="Pas utile").click()

    expect(widget.find(".feedback")).to_have_text("Merci pour votre avis.")
    expect(widget.find(".question h3").last).to_have_text("Qu’est-ce qui ne va pas dans cette réponse ?")
    assert fake.ratings == [{"seq": 7, "useful": False}]


def test_what_is_known_of_the_person_is_shown_and_put_right(widget: Widget) -> None:
    widget.open()
    widget.reach_answer()

    expect(widget.find(".situation li").first).to_contain_text("Lieu de résidence : en France")
    widget.page.get_by_role("button", name="Modifier : Lieu de résidence, en France").click()

    expect(widget.find(".question h3").last).to_have_text("Lieu de résidence : quelle est la bonne réponse ?")


def test_a_text_too_long_is_refused_and_kept(widget: Widget, fake: FakeApi) -> None:
    widget.open()
    widget.field.fill("é" * 950)
    expect(widget.find(".count")).to_have_text("Encore 50 caractères possibles")
    widget.field.fill("é" * 1001)
    widget.field.press("Enter")

    expect(widget.find(".composer .error")).to_contain_text("trop long de 1 caractère")
    expect(widget.field).to_have_value("é" * 1001)
    expect(widget.field).to_have_attribute("aria-invalid", "true")
    assert not [request for request in fake.requests if request.endswith("/messages")]


def test_a_message_refused_by_the_server_comes_back_to_the_field(widget: Widget) -> None:
    widget.open()
    widget.say("refusez-moi")

    expect(widget.find(".composer .error")).to_have_text("Ce message ne peut pas être accepté tel quel.")
    expect(widget.field).to_have_value("refusez-moi")
    expect(widget.find(".turn")).to_have_count(1)


def test_shift_enter_writes_a_line_and_enter_sends(widget: Widget, fake: FakeApi) -> None:
    widget.open()
    widget.field.press_sequentially("bonjour")
    widget.field.press("Shift+Enter")
    widget.field.press_sequentially("madame")
    widget.field.press("Enter")
    widget.find(".turn >> nth=2").wait_for()

    talk = next(iter(fake.talks.values()))
    assert talk.messages[1]["text"] == "bonjour\nmadame"


def test_a_page_about_a_procedure_begins_with_it(widget: Widget, fake: FakeApi) -> None:
    widget.open("/demarche/F1344")

    expect(widget.find(".question h3")).to_have_text("Où faites-vous la demande ?")
    assert fake.openings[0]["procedure"] == "F1344"


def test_a_page_about_a_withdrawn_procedure_still_opens(widget: Widget, fake: FakeApi) -> None:
    widget.open("/demarche/F0")

    expect(widget.find(".turn")).to_contain_text("Je suis l’assistant automatique")


def test_a_browser_without_constructed_sheets_gets_linked_ones(widget: Widget) -> None:
    widget.page.add_init_script("delete window.CSSStyleSheet")
    widget.open("/feuilles-permises")

    assert widget.find("link[rel=stylesheet]").count() == 2
    assert widget.find(".panel").evaluate("panel => getComputedStyle(panel).display") == "flex"


def test_hostile_content_is_shown_as_words(widget: Widget) -> None:
    widget.open()
    widget.say("hostile <img src=x onerror=window.hacked=1>")
    expect(widget.find(".card")).to_contain_text("<script>window.hacked=1</script>")
    widget.find(".feedback").wait_for()

    shadow = "document.querySelector('guichet-assistant').shadowRoot"
    assert widget.page.evaluate("window.hacked") is None
    assert widget.page.evaluate(f"{shadow}.querySelectorAll('img, script, iframe').length") == 0
    addresses = widget.page.evaluate(f"[...{shadow}.querySelectorAll('a')].map(a => a.href)")
    assert [address for address in addresses if not re.match(r"(https?|tel|mailto):", address)] == []
