"""What must be found at once: numbers to call, other languages, being called back, what is kept and how to erase it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Widget
from tests.browser.fake_api import FakeApi


def test_numbers_are_pressed_not_copied_and_told_once(widget: Widget) -> None:
    widget.open().say("mon mari me frappe")
    calls = widget.find(".help-lines a")
    expect(calls).to_have_count(3)
    assert [call.get_attribute("href") for call in calls.all()] == ["tel:3919", "sms:114", "tel:116006"]
    last = widget.find(".turn").last
    expect(last).to_contain_text("Appelez le 3919.")
    expect(last).to_contain_text("Ces appels sont gratuits.")
    expect(last.locator(".bubble")).not_to_contain_text("femmes victimes")


def test_numbers_fit_a_small_screen(visit: Callable[..., Widget]) -> None:
    widget = visit(viewport={"width": 320, "height": 640})
    widget.open().say("mon mari me frappe")
    call = widget.find(".help-lines a").first
    call.wait_for()
    box = call.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320


def test_another_language_is_marked_with_its_direction_and_french_follows(widget: Widget) -> None:
    widget.open().say("مرحبا")
    said = widget.find(".turn").last.locator(".bubble p")
    expect(said).to_have_count(2)
    expect(said.first).to_have_attribute("lang", "ar")
    expect(said.first).to_have_attribute("dir", "rtl")
    assert said.last.get_attribute("lang") is None


def test_a_number_typed_to_be_called_back_fills_in_the_form_and_waits_for_consent(
    widget: Widget, fake: FakeApi
) -> None:
    widget.open().say("rappelez-moi au 06 12 34 56 78")
    phone = widget.find(".contact-form input[type=tel]")
    expect(phone).to_have_value("06 12 34 56 78")
    assert fake.contacts == []
    widget.find(".contact-form button").click()
    expect(widget.find(".contact-form")).to_contain_text("C’est envoyé")
    assert fake.contacts == [{"phone": "06 12 34 56 78"}]


def test_a_refusal_of_the_form_is_told_beside_it(widget: Widget, fake: FakeApi) -> None:
    widget.open().say("rappelez-moi au 06 12 34 56 78")
    widget.find(".contact-form input[type=tel]").fill("")
    widget.find(".contact-form button").click()
    expect(widget.find(".contact-form .state")).to_contain_text("Indiquez un numéro")
    assert fake.contacts == []


def test_after_a_reload_the_number_is_gone_from_the_page(widget: Widget) -> None:
    widget.open().say("rappelez-moi au 06 12 34 56 78")
    widget.find(".contact-form").wait_for()
    widget.page.reload()
    expect(widget.find(".contact-form input[type=tel]")).to_have_value("")


def test_the_first_words_lead_to_what_is_kept(widget: Widget) -> None:
    widget.open()
    more = widget.find(".turn").first.locator(".about a")
    expect(more).to_have_attribute("href", "https://example.org/confidentialite")
    expect(widget.find(".turn").first.locator(".bubble")).not_to_contain_text("- Carte")


def test_everything_can_be_erased_from_the_panel(widget: Widget, fake: FakeApi) -> None:
    widget.open().say("j’ai perdu ma carte")
    widget.find(".question").wait_for()
    (before,) = fake.talks
    widget.settle()
    widget.page.get_by_role("button", name="Effacer et quitter").click()
    widget.page.get_by_role("button", name="Oui, tout effacer").click()

    expect(widget.launcher).to_be_focused()
    assert before not in fake.talks
    assert widget.page.evaluate("[{...localStorage}, {...sessionStorage}]") == [{}, {}]
    widget.launcher.click()
    expect(widget.find(".turn")).to_have_count(1)


def test_what_could_not_be_erased_is_said_to_be_there_still(widget: Widget, fake: FakeApi) -> None:
    widget.open().say("j’ai perdu ma carte")
    widget.find(".question").wait_for()
    widget.page.context.set_offline(True)
    widget.settle()
    widget.page.get_by_role("button", name="Effacer et quitter").click()
    widget.page.get_by_role("button", name="Oui, tout effacer").click()

    expect(widget.find("#confirm")).to_contain_text("la conversation existe encore")
    widget.page.context.set_offline(False)
    widget.page.get_by_role("button", name="Oui, tout effacer").click()
    expect(widget.launcher).to_be_focused()
    assert fake.talks == {}


def test_terms_are_explained_at_the_end_of_the_card(widget: Widget) -> None:
    widget.open().reach_answer()
    expect(widget.find(".definitions dt")).to_have_text("CNI")
    expect(widget.find(".definitions dd")).to_have_text("Carte nationale d’identité")


def test_lines_never_break_inside_what_french_keeps_together(widget: Widget) -> None:
    widget.open()
    typeset = widget.page.evaluate(
        """async (words) => {
          const panel = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/panel.js'));
          const { typeset } = await import(panel.name);
          return words.map(typeset);
        }""",
        [
            "Combien ? 2000 € le 1er mars 2024 : « oui »",
            "Appelez le 0123456789 ou le 01.23.45.67.89",
            "Cerfa n° 15646*01, article R322-5, 75012 Paris",
        ],
    )
    assert typeset == [
        "Combien\u00a0? 2\u00a0000\u00a0€ le 1er\u00a0mars\u00a02024\u00a0: «\u00a0oui\u00a0»",
        "Appelez le 01\u00a023\u00a045\u00a067\u00a089 ou le 01\u00a023\u00a045\u00a067\u00a089",
        "Cerfa n° 15646*01, article R322-5, 75012 Paris",
    ]
