"""What axe-core sees, and what it cannot: announcements, focus, keyboard, reflow."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Widget
from tests.browser.fake_api import FakeApi
from tests.browser.looks import DEVICES, Looker
from tests.browser.observers import LISTEN, OVERFLOW, announcements

FOCUSED = """() => {
  const root = document.querySelector('guichet-assistant').shadowRoot;
  const element = root.activeElement;
  if (!element) return null;
  const known = element.id || element.dataset.label;
  return known || (element.classList.contains('launcher') ? 'launcher' : element.textContent);
}"""
SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"


def tab_to(widget: Widget, name: str, key: str = "Tab") -> None:
    for _ in range(60):
        if widget.page.evaluate(FOCUSED) == name:
            return
        widget.page.keyboard.press(key)
    pytest.fail(f"{name!r} is not reached with {key}")


@pytest.mark.parametrize("device", DEVICES)
def test_no_rule_is_broken_in_any_state(
    visit: Callable[..., Widget], fake: FakeApi, axe_source: str, device: str
) -> None:
    widget = visit(**DEVICES[device])
    seen = Looker(widget.goto().page, device, axe_source)
    seen.look("closed")
    widget.launcher.click()
    widget.find(".turn").first.wait_for()
    widget.find(".desk").wait_for()
    seen.look("open")
    widget.reach_question()
    seen.look("question")
    widget.choose("En France")
    widget.find(".question >> nth=1").wait_for()
    widget.choose("Oui, valide")
    widget.find(".card").wait_for()
    widget.find(".ticks input").first.check()
    widget.find("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    seen.look("answer")
    widget.page.get_by_role("button", name="Pas utile").click()
    widget.page.get_by_role("button", name="Effacer et quitter").click()
    seen.look("rating and confirmation")
    widget.page.get_by_role("button", name="Annuler").click()
    widget.page.get_by_role("button", name="Envoyer, copier").click()
    widget.find(".take button").first.wait_for()
    widget.page.get_by_role("button", name="Options").click()
    widget.find(".options fieldset").wait_for()
    seen.look("options")
    widget.page.keyboard.press("Escape")
    fake.accidents.replies.clear()
    widget.say("une question")
    widget.find(".typing").wait_for()
    seen.look("waiting")
    fake.accidents.replies.set()
    widget.say("é" * 1001)
    seen.look("error")
    widget.say("mon mari me frappe")
    widget.find(".help-lines").wait_for()
    seen.look("numbers to call")

    assert seen.found == {}


def test_each_message_is_announced_once_in_order_in_plain_words(widget: Widget) -> None:
    widget.page.add_init_script(LISTEN)
    widget.open()
    widget.reach_answer()

    assert announcements(widget) == [
        "Assistant : Bonjour. Je suis l’assistant automatique de la mairie. Je réponds à partir du guide officiel des "
        "démarches. Quelle est votre question ? Propositions : Carte d’identité ; Inscription à la cantine.",
        "Question de l’assistant : Où faites-vous la demande ? Choix proposés : En France ; À l’étranger.",
        "Question de l’assistant : Avez-vous un passeport ? Choix proposés : Oui, valide ou périmé depuis moins de "
        "5 ans ; Oui, périmé depuis plus de 5 ans ; Non.",
        "Réponse de l’assistant : Carte d’identité d’un adulte : perte. 5 documents à réunir. "
        "À lire dans la conversation.",
    ]


def test_nothing_is_read_again_after_a_reload(widget: Widget) -> None:
    widget.page.add_init_script(LISTEN)
    widget.open()
    widget.reach_question()
    widget.page.reload()
    widget.find(".question").wait_for()

    assert announcements(widget) == ["Conversation reprise : 3 messages."]


def test_the_log_itself_is_not_live(widget: Widget) -> None:
    widget.open()
    expect(widget.find("[role=log]")).to_have_attribute("aria-live", "off")
    expect(widget.find("[aria-live=polite]")).to_have_count(1)


def test_a_whole_conversation_by_keyboard_to_the_printed_list(widget: Widget) -> None:
    widget.page.add_init_script("window.print = () => {};")
    widget.goto()
    tab_to(widget, "launcher")
    widget.page.keyboard.press("Enter")
    expect(widget.field).to_be_focused()
    widget.find(".turn").wait_for()
    widget.page.keyboard.type("j’ai perdu ma carte")
    widget.page.keyboard.press("Enter")
    widget.find(".question").wait_for()
    tab_to(widget, "En France", "Shift+Tab")
    widget.page.keyboard.press("Enter")
    expect(widget.field).to_be_focused()
    widget.find(".question >> nth=1").wait_for()
    tab_to(widget, "Non", "Shift+Tab")
    tab_to(widget, "Oui, périmé depuis plus de 5 ans", "Shift+Tab")
    widget.page.keyboard.press("Space")
    widget.find(".card").wait_for()
    tab_to(widget, "answer-7-1", "Shift+Tab")
    widget.page.keyboard.press("Space")
    expect(widget.find(".ticks input").nth(1)).to_be_checked()
    tab_to(widget, "Imprimer ma liste")
    widget.page.keyboard.press("Enter")
    paper = widget.page.locator("guichet-paper")
    expect(paper.locator("h1")).to_have_text("Carte d’identité d’un adulte : perte")
    expect(paper.locator(".box").nth(1)).to_have_text("×")

    widget.page.keyboard.press("Escape")

    expect(widget.find("[role=dialog]")).to_be_hidden()
    expect(widget.launcher).to_be_focused()


def test_the_keyboard_is_never_trapped(widget: Widget) -> None:
    widget.open()
    for _ in range(20):
        widget.page.keyboard.press("Shift+Tab")
        if widget.page.evaluate("document.activeElement.tagName") == "A":
            return
    pytest.fail("the page's own link is not reached from the open panel")


def test_what_has_focus_is_always_in_view_and_outlined(widget: Widget) -> None:
    widget.open()
    widget.reach_answer()
    for _ in range(25):
        widget.page.keyboard.press("Shift+Tab")
        seen = widget.page.evaluate(
            """() => {
              const root = document.querySelector('guichet-assistant').shadowRoot;
              const element = root.activeElement;
              if (!element) return true;
              const box = element.getBoundingClientRect();
              const near = (length) => Math.min(length, 20) / 2;
              const at = root.elementFromPoint(box.left + near(box.width), box.top + near(box.height));
              const outlined = getComputedStyle(element).outlineStyle !== 'none';
              return outlined && (element === at || element.contains(at) || at.contains(element));
            }"""
        )
        assert seen, widget.page.evaluate(FOCUSED)


@pytest.mark.chromium("a touch screen")
def test_on_a_touch_screen_the_keyboard_does_not_cover_the_first_words(visit: Callable[..., Widget]) -> None:
    widget = visit(**DEVICES["telephone"])
    widget.open()

    expect(widget.find("h2")).to_be_focused()


@pytest.mark.parametrize(
    ("viewport", "root_size"), [((320, 640), "100%"), ((320, 256), "100%"), ((640, 720), "200%"), ((1280, 860), "200%")]
)
def test_nothing_sticks_out_whatever_the_window_and_text_size(
    visit: Callable[..., Widget], viewport: tuple[int, int], root_size: str
) -> None:
    widget = visit(viewport={"width": viewport[0], "height": viewport[1]})
    widget.goto().page.evaluate("size => { document.documentElement.style.fontSize = size; }", root_size)
    widget.launcher.click()
    widget.find(".turn").wait_for()
    widget.reach_answer()
    for spacing in ("", SPACING):
        widget.page.evaluate(
            """css => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync(css);
              const root = document.querySelector('guichet-assistant').shadowRoot;
              root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
            }""",
            spacing,
        )
        assert widget.page.evaluate(OVERFLOW) == []
        assert widget.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert widget.find(".log").evaluate("log => log.scrollWidth <= log.clientWidth")
    widget.field.scroll_into_view_if_needed()
    expect(widget.field).to_be_in_viewport()


def test_a_site_that_shrinks_its_root_does_not_shrink_the_assistant(widget: Widget) -> None:
    widget.goto().page.evaluate("document.documentElement.style.fontSize = '62.5%'")

    assert widget.launcher.evaluate("button => getComputedStyle(button).fontSize") == "17px"
