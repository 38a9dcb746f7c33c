"""The agents' page for everybody: rules in every state, reflow, announcements, focus."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from api.staff.identity import Role
from tests.browser.agents import Console, Desk
from tests.browser.looks import DEVICES, Looker

LISTEN = """
window.announced = [];
new MutationObserver((changes) => {
  for (const change of changes) {
    if (change.target.nodeType === 1 && change.target.getAttribute('aria-live') === 'polite') {
      for (const node of change.addedNodes) window.announced.push(node.textContent);
    }
  }
}).observe(document, { childList: true, subtree: true });
"""
# What sticks out of the window and is not inside a frame that scrolls by itself.
OVERFLOW = """() => [...document.querySelectorAll('body *')]
  .filter((e) => !e.closest('.hidden-text, .skip, .scrolled') && e.getBoundingClientRect().right > innerWidth + 1)
  .map((e) => e.tagName + '.' + e.className)"""


@pytest.mark.parametrize("device", DEVICES)
def test_no_rule_is_broken_in_any_state(desk: Desk, axe_source: str, device: str) -> None:
    nadia = desk.agent("Nadia", Role.SUPERVISOR, online=False, **DEVICES[device])
    desk.agent("Camille")
    seen = Looker(nadia.page, device, axe_source, OVERFLOW)
    nadia.find(".offline").wait_for()
    seen.look("offline, nobody waits")
    nadia.page.get_by_role("button", name="Me mettre en ligne").click()
    desk.citizen()
    left = desk.citizen(asks=False)
    left.http.post(f"{left.path}/contact", json={"phone": "01 99 00 12 10", "message": "Pour mon passeport"})
    nadia.rows.first.wait_for()
    nadia.find(".presence-button").click()
    seen.look("somebody waits, where one is")
    nadia.press("Escape")
    nadia.take()
    nadia.write_and_click("Bonjour.")
    expect(nadia.turns.last).to_contain_text("Envoyé")
    nadia.find(".card-line summary").first.click()
    nadia.find(".shown-card .card").first.wait_for()
    nadia.press("Escape", "n")
    nadia.write_and_click("Une note.")
    nadia.find('[data-author="note"]').wait_for()
    nadia.find(".known summary").evaluate_all("all => all.forEach((one) => { one.parentElement.open = true; })")
    if nadia.find(".more").is_visible():
        nadia.find(".more").click()
    seen.look("one's own conversation, everything unfolded")
    windows = {
        "?": "keys",
        "t": "transfer",
        "c": "closing",
        "o": "another organisation",
        "m": "canned replies",
        "f": "search",
    }
    for key, state in windows.items():
        nadia.press("Escape", key)
        nadia.find("dialog[open]").wait_for()
        if key == "o":
            nadia.page.get_by_role("radio").first.check()
        if key == "m":
            nadia.find(".found button").first.wait_for()
        seen.look(state)
    nadia.find(".found button").first.click()
    nadia.find("dialog .card").wait_for()
    seen.look("a card before it is sent")
    nadia.press("Escape")
    nadia.page.context.set_offline(True)
    expect(nadia.find("#connection")).to_contain_text("Connexion perdue")
    nadia.press("r")
    nadia.write_and_click("Hors connexion.")
    nadia.find('[data-state="waiting"]').wait_for()
    seen.look("no connection")
    nadia.page.context.set_offline(False)
    expect(nadia.find("#connection")).to_have_text("", timeout=30_000)
    nadia.press("Escape", "3")
    if nadia.find(".talk-head .back").is_visible():
        nadia.find(".talk-head .back").click()
    nadia.rows.first.click()
    nadia.find(".contact-card").wait_for()
    seen.look("somebody to call back")
    nadia.page.get_by_role("button", name="Noter le résultat").click()
    seen.look("the result of a call-back")
    nadia.press("Escape", "4")
    if nadia.find(".talk-head .back").is_visible():
        nadia.find(".talk-head .back").click()
    nadia.find(".finder").wait_for()
    seen.look("everything")
    nadia.find(".day-button").click()
    nadia.find("dialog table").wait_for()
    seen.look("figures")
    assert seen.found == {}


def test_who_waits_and_what_is_said_is_announced_once_and_nothing_read_again(desk: Desk) -> None:
    colleague = desk.team.join(Role.AGENT, name="Camille")
    colleague.http.post("/agent/presence", json={"state": "online"})
    camille = desk.page_of(colleague, script=LISTEN)
    expect(camille.find(".presence-button")).to_have_text("En ligne")
    citizen = desk.citizen()
    camille.take()
    citizen.send(text="Un premier mot.")
    expect(camille.turns.last).to_contain_text("Un premier mot.")
    citizen.send(text="Un second.")
    expect(camille.turns.last).to_contain_text("Un second.")
    heard = announced(camille, lambda heard: "L’habitant : Un second." in heard)
    for words in (
        "Nouvelle personne en attente : Passeport d'un majeur",
        "Conversation ouverte : Passeport d'un majeur",
        "L’habitant : Un premier mot.",
        "L’habitant : Un second.",
    ):
        assert heard.count(words) == 1


def announced(console: Console, until: Callable[[list[str]], bool]) -> list[str]:
    """Everything announced on the page, once what was waited for is among it."""
    console.page.wait_for_function("() => window.announced.some((words) => words.includes('Un second'))")
    heard = [words.replace("\u00a0", " ") for words in console.page.evaluate("window.announced")]
    assert until(heard)
    return heard


def test_a_window_keeps_the_cursor_and_gives_it_back(desk: Desk) -> None:
    camille = desk.agent()
    desk.citizen()
    camille.take()
    opener = camille.page.get_by_role("button", name="Clore")
    opener.focus()
    camille.press("Enter")
    expect(camille.page.get_by_role("radio").first).to_be_focused()
    camille.press("Escape")
    expect(opener).to_be_focused()


def test_the_page_is_gone_through_with_tab_and_every_stop_is_seen(desk: Desk) -> None:
    camille = desk.agent()
    desk.citizen()
    camille.take()
    camille.press("Escape")
    stops = []
    for _ in range(60):
        camille.press("Tab")
        stop = camille.page.evaluate(
            """() => {
              const e = document.activeElement;
              const box = e.getBoundingClientRect();
              const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
              return [e.id || e.textContent.trim().slice(0, 30) || e.className, seen];
            }"""
        )
        if stop[0] in [name for name, _ in stops[:1]]:
            break
        stops.append(stop)
    assert [name for name, seen in stops if not seen] == []
    names = {name for name, _ in stops}
    assert {"composer", "Envoyer", "Transférer", "Rendre à l’assistant"} <= names
