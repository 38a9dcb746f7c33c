"""From the assistant to a person of the town hall and back: consent, the queue, who speaks, what was thought of it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import canned
from tests.browser.conftest import Widget
from tests.browser.fake_api import FakeApi, Talk
from tests.browser.looks import DEVICES, Looker
from tests.browser.observers import LISTEN, announcements


def ask(widget: Widget) -> None:
    widget.settle()
    widget.page.get_by_role("button", name="Parler à une personne").click()


def wait_for_person(widget: Widget, fake: FakeApi) -> Talk:
    ask(widget)
    widget.page.get_by_role("button", name="Oui, parler à une personne").click()
    expect(widget.find(".person-bar")).to_be_visible()
    return next(iter(fake.talks.values()))


def test_nobody_reads_before_the_citizen_agrees(widget: Widget, fake: FakeApi) -> None:
    widget.open()
    ask(widget)

    offer = widget.find(".offer")
    expect(offer).to_be_focused()
    expect(offer).to_contain_text("Elle lira cette conversation.")
    expect(offer).to_contain_text("2 personnes attendent avant vous. Attente estimée : environ 10 minutes.")
    assert [request for request in fake.requests if request.startswith("POST") and "handoff" in request] == []
    widget.page.get_by_role("button", name="Non, continuer ici").click()
    expect(widget.field).to_be_focused()
    assert next(iter(fake.talks.values())).status == "bot"


def test_place_then_name_then_reading_then_typing_are_shown(widget: Widget, fake: FakeApi) -> None:
    widget.open()
    talk = wait_for_person(widget, fake)
    expect(widget.find(".person-bar")).to_contain_text("1 personne attend avant vous.")
    expect(widget.find(".names")).to_contain_text("Vous attendez une personne")

    talk.hand_to("Camille")
    expect(widget.find(".person-bar")).to_contain_text("Vous parlez avec Camille, de la mairie.")
    expect(widget.find(".names")).to_contain_text("Camille, de la mairie")
    talk.add("agent", {"kind": "text", "text": "Bonjour.", "payload": {"agent": {"name": "Camille"}}})
    expect(widget.find(".turn[data-author=agent] .who")).to_have_text("Camille")
    talk.typing = True
    expect(widget.find(".person-typing")).to_have_text("Camille écrit…")
    widget.field.press_sequentially("Merci")
    widget.field.press("Enter")
    expect(widget.find(".state")).to_have_text("Envoyé")
    talk.read = 99
    expect(widget.find(".state")).to_have_text("Lu")
    assert {"type": "typing"} in talk.heard
    assert [frame["type"] for frame in talk.heard].count("read") >= 1
    assert fake.typed == []  # no title is looked up while a person is on the line


def test_one_stops_waiting_when_one_wants(widget: Widget, fake: FakeApi) -> None:
    widget.open()
    wait_for_person(widget, fake)
    widget.page.get_by_role("button", name="Ne plus attendre").click()

    expect(widget.find(".person-bar")).to_be_hidden()
    expect(widget.find(".names")).to_contain_text("Assistant automatique")
    expect(widget.find(".survey")).to_have_count(0)  # nobody was met


def test_where_nobody_is_one_reads_why_calls_or_leaves_a_number(widget: Widget, fake: FakeApi) -> None:
    fake.proposal = dict(canned.NOBODY_THERE)
    widget.open()
    ask(widget)

    expect(widget.find(".offer")).to_contain_text("La mairie est fermée à cette heure.")
    expect(widget.find(".call a")).to_have_attribute("href", "tel:0199001234")
    widget.find(".contact-form input[type=tel]").fill("06 12 34 56 78")
    widget.page.get_by_role("button", name="Envoyer à la mairie").click()
    expect(widget.find(".contact-form")).to_contain_text("C’est envoyé")
    assert fake.contacts == [{"phone": "06 12 34 56 78"}]


def test_where_nobody_came_in_time_one_leaves_a_number_or_goes_on_with_the_assistant(
    widget: Widget, fake: FakeApi
) -> None:
    widget.open()
    talk = wait_for_person(widget, fake)
    talk.wait_in_vain()

    expect(widget.find(".person-bar")).to_be_hidden()
    expect(widget.find(".names")).to_contain_text("Assistant automatique")
    expect(widget.find(".turn").last).to_contain_text("Personne n’a pu vous répondre à temps.")
    expect(widget.find(".survey")).to_have_count(0)  # nobody was met
    widget.find(".contact-form input[type=tel]").fill("06 12 34 56 78")
    widget.page.get_by_role("button", name="Envoyer à la mairie").click()
    expect(widget.find(".contact-form")).to_contain_text("C’est envoyé")
    assert fake.contacts == [{"phone": "06 12 34 56 78"}]
    widget.reach_question()


def test_while_one_waits_the_way_to_a_person_leads_to_ones_place(widget: Widget, fake: FakeApi) -> None:
    widget.open()
    wait_for_person(widget, fake)
    ask(widget)

    expect(widget.find(".person-bar")).to_be_focused()
    expect(widget.find(".offer")).to_have_count(1)  # nothing is proposed twice


def test_the_assistants_own_proposal_is_agreed_to_by_a_button(widget: Widget, fake: FakeApi) -> None:
    widget.open().say("je veux quelqu’un")
    widget.page.get_by_role("button", name="Oui, parler à une personne").click()

    expect(widget.find(".person-bar")).to_be_visible()


def test_two_questions_follow_a_talk_once(widget: Widget, fake: FakeApi) -> None:
    widget.open()
    talk = wait_for_person(widget, fake)
    talk.hand_to("Camille")
    expect(widget.find(".person-bar")).to_contain_text("Camille")
    talk.end()
    survey = widget.find(".survey")
    survey.get_by_role("button", name="Envoyer mon avis").click()
    expect(survey.locator(".error")).to_have_text("Choisissez une note de 1 à 5.")
    survey.get_by_label("4", exact=True).check()
    survey.get_by_label(re.compile("améliorer")).fill("Plus vite.")
    survey.get_by_role("button", name="Envoyer mon avis").click()

    expect(survey).to_contain_text("Merci.")
    assert fake.judgements == [{"score": 4, "comment": "Plus vite."}]


def test_each_change_is_said_once_and_the_queue_at_most_once_a_minute(widget: Widget, fake: FakeApi) -> None:
    widget.page.add_init_script(LISTEN)
    widget.open()
    talk = wait_for_person(widget, fake)
    talk.queue = {"position": 1, "estimated_wait_s": 60}
    expect(widget.find(".person-words")).to_contain_text("Personne n’attend avant vous.")
    talk.hand_to("Camille")
    expect(widget.find(".person-words")).to_contain_text("Camille")

    said = announcements(widget)[1:]
    assert sorted(said) == sorted(  # the place may come just before the notice, or just after
        [
            canned.PERSON_THERE["text"],
            "1 personne attend avant vous. Attente estimée : environ 5 minutes.",
            "Information : Vous êtes dans la file d’attente.",
            "Information : Camille vous répond maintenant.",
        ]
    )


@pytest.mark.parametrize("device", DEVICES)
def test_no_rule_is_broken_with_a_person(
    visit: Callable[..., Widget], fake: FakeApi, axe_source: str, device: str
) -> None:
    widget = visit(**DEVICES[device])
    seen = Looker(widget.open().page, device, axe_source)
    ask(widget)
    widget.find(".offer").wait_for()
    seen.look("consent")
    widget.page.get_by_role("button", name="Oui, parler à une personne").click()
    widget.find(".person-bar").wait_for()
    seen.look("queued")
    talk = next(iter(fake.talks.values()))
    talk.hand_to("Camille")
    talk.typing = True
    widget.find(".person-typing:not(:empty)").wait_for()
    seen.look("with an agent")
    talk.end()
    widget.find(".survey").wait_for()
    seen.look("ended, survey")
    fake.proposal = dict(canned.NOBODY_THERE)
    ask(widget)
    widget.find(".contact-form").wait_for()
    seen.look("nobody, contact form")
    widget.page.context.set_offline(True)
    widget.say("hors ligne")
    widget.find(".state").last.wait_for()
    seen.look("offline")

    assert seen.found == {}
