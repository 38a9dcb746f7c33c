"""A citizen on the town's page and an agent at theirs, side by side over the real application.

``GUICHET_CUT=30 pytest tests/browser/test_two_sides.py`` cuts the network for thirty seconds (``make prove``).
"""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import expect

from tests.browser.agents import Console, Desk
from tests.browser.conftest import Widget
from tests.browser.looks import DEVICES, Looker
from tests.integration.fake_rasa import ASKS_FOR_A_PERSON

SLOW = 30_000  # for what comes after a connection that was lost
CUT_MS = 1000 * float(os.environ.get("GUICHET_CUT", "0.3"))


@pytest.fixture
def camille(desk: Desk) -> Console:
    return desk.agent("Camille")


@pytest.fixture
def widget(desk: Desk) -> Widget:
    """A citizen on the demonstration page, about a lost passport."""
    context = desk.browser.new_context(locale="fr-FR", reduced_motion="reduce", viewport={"width": 420, "height": 800})
    desk.stack.callback(context.close)
    context.set_default_timeout(SLOW)
    page = context.new_page()
    page.on("pageerror", lambda error: desk.problems.append(str(error)))
    widget = Widget(page, desk.server.url)
    widget.open()
    widget.say("Quels documents pour un passeport ?")
    widget.choose("Passeport perdu")
    widget.find(".card").wait_for()
    return widget


def agent_words(widget: Widget) -> list[str]:
    return [words.replace("\u00a0", " ") for words in widget.find(".turn[data-author=agent] .bubble").all_inner_texts()]


def test_from_the_assistant_to_a_person_and_back(camille: Console, widget: Widget) -> None:
    widget.say(ASKS_FOR_A_PERSON)
    widget.page.get_by_role("button", name="Oui, parler à une personne").click()
    expect(widget.find(".person-bar")).to_be_visible(timeout=SLOW)
    camille.take()
    expect(widget.find(".person-bar")).to_contain_text("Vous parlez avec Camille", timeout=SLOW)
    camille.write("Bonjour, que puis-je faire ?")
    expect(widget.find(".turn[data-author=agent]").last).to_contain_text("que puis-je faire", timeout=SLOW)
    expect(camille.turns.filter(has_text="que puis-je faire")).to_contain_text("Lu", timeout=SLOW)
    widget.say("Et pour la cantine ?")
    expect(camille.turns.last).to_contain_text("Et pour la cantine", timeout=SLOW)

    # The citizen's network fails while the agent writes, then the agent's while the citizen does.
    widget.page.context.set_offline(True)
    camille.write("Je cherche.")
    widget.say("J’attends.")
    widget.page.wait_for_timeout(CUT_MS)
    expect(camille.turns.last).to_contain_text("Je cherche.")  # nothing of the citizen's has come through
    widget.page.context.set_offline(False)
    expect(widget.find(".turn[data-author=agent]").last).to_contain_text("Je cherche.", timeout=SLOW)
    expect(camille.turns.last).to_contain_text("J’attends.", timeout=SLOW)
    camille.page.context.set_offline(True)
    camille.write("Voici la fiche.")
    widget.say("Merci d’avance.")
    camille.page.wait_for_timeout(CUT_MS)
    assert agent_words(widget)[-1] == "Je cherche."  # nor of the agent's
    camille.page.context.set_offline(False)
    expect(camille.turns.filter(has_text="Merci d’avance.")).to_have_count(1, timeout=SLOW)
    expect(widget.find(".turn[data-author=agent]").last).to_contain_text("Voici la fiche.", timeout=SLOW)
    assert agent_words(widget) == ["Bonjour, que puis-je faire ?", "Je cherche.", "Voici la fiche."]

    # A card is inserted with the keyboard, and is the citizen's like those of the assistant.
    camille.press("Escape", "f")
    camille.page.keyboard.type("cantine")
    expect(camille.find(".found button").first).to_contain_text("cantine scolaire")
    camille.press("Enter")
    expect(camille.page.get_by_role("button", name="Envoyer cette fiche")).to_be_focused()
    camille.press("Enter")
    card = widget.find(".turn[data-author=agent] .card")
    expect(card.locator("h3")).to_have_text("Inscription à la cantine scolaire", timeout=SLOW)
    expect(card).to_contain_text("Comptez une semaine.")

    # Back with the assistant, which goes on from there.
    camille.press("Escape", "b", "Enter")
    expect(camille.find(".standing")).to_have_text("L’assistant répond")
    expect(widget.find(".names")).to_contain_text("Assistant automatique", timeout=SLOW)
    widget.say("c'est quel délai ?")
    expect(widget.find(".turn[data-author=assistant]").last).to_contain_text("cantine scolaire", timeout=SLOW)


def test_whoever_only_talked_finds_the_subject_again(camille: Console, widget: Widget) -> None:
    widget.say(ASKS_FOR_A_PERSON)
    widget.page.get_by_role("button", name="Oui, parler à une personne").click()
    camille.take()
    camille.write("C’est noté, je vous rends à l’assistant.")
    expect(widget.find(".turn[data-author=agent]")).to_have_count(1, timeout=SLOW)
    camille.press("Escape", "b", "Enter")
    expect(widget.find(".names")).to_contain_text("Assistant automatique", timeout=SLOW)
    widget.say("combien ça coûte ?")
    expect(widget.find(".turn[data-author=assistant]").last).to_contain_text("86", timeout=SLOW)


def test_without_javascript_each_state_with_a_person_is_accessible(desk: Desk, axe_source: str) -> None:
    camille = desk.agent("Camille").colleague
    found = {}
    for device, options in DEVICES.items():
        context = desk.browser.new_context(base_url=desk.server.url, **options)
        desk.stack.callback(context.close)
        page = context.new_page()
        page.route("**/*.js", lambda route: route.abort())
        seen = Looker(page, device, axe_source)
        page.goto("/assistant")
        page.get_by_label("Votre question").fill(ASKS_FOR_A_PERSON)
        page.get_by_role("button", name="Envoyer").click()
        seen.look("consent")
        page.get_by_role("button", name="Oui, parler à une personne").click()
        expect(page.locator(".standing")).to_contain_text("Vous attendez")
        seen.look("queued")
        mine = f"/agent/conversations/{page.locator('[name=conversation]').first.input_value()}"
        assert camille.http.post(f"{mine}/claim").is_success
        page.get_by_role("button", name="Voir s’il y a du nouveau").click()
        expect(page.locator(".standing")).to_contain_text("Vous parlez avec Camille")
        seen.look("with an agent")
        assert camille.http.post(f"{mine}/close", json={"reason": "answered"}).is_success
        page.get_by_role("button", name="Voir s’il y a du nouveau").click()
        page.get_by_role("button", name="Envoyer mon avis").wait_for()
        seen.look("ended, survey")
        found.update(seen.found)
    assert found == {}
