"""Every field of a procedure that an editor may write, filled with a text that tries to run: nothing does, in the
citizen's widget and plain page, on the agent's page, and on each screen of those who write."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from api.editor.inbox.repository import SETTLED_AFTER, Inbox
from api.staff.identity import Role
from procedures.yaml_text import parse
from tests.browser import hostile
from tests.browser.agents import Desk
from tests.browser.conftest import Widget
from tests.integration.citizen import Citizen, Json
from tests.integration.editor import Editor
from tests.unit.procedures.sheets import EVERYTHING

# The words of the program, and what is checked to be something else than words.
NOT_WORDS = {"id", "public", "forme", "theme", "remplace", "sujets", "nature", "genre", "voie", "types", "numero"}
NOT_WORDS |= {"verifie_le", "date", "releve_le", "fiche", "montant", "sans_quotient"}
ADDRESSES = {"url", "releve_dans"}
HOSTILE_ADDRESS = f'https://x.example/"><img/src/onerror={hostile.DO}>'
# A text whose link leads to a script is refused before it is published: that is another test's matter.
WAYS = [way for way in hostile.WAYS if "](" not in way]
NAME = "zinzolin"

# What became a node, or an attribute that runs, though it should only be words; frames of shadows included.
LOOK = """() => {
  const wrong = [];
  let shown = "";
  const visit = (root) => {
    shown += root.textContent ?? root.body.textContent;
    shown += [...root.querySelectorAll("input, textarea")].map((field) => field.value).join(" ");
    for (const node of root.querySelectorAll("*")) {
      const name = node.localName;
      if (/^(iframe|object|embed|video|audio|base|marquee|math|animate|set|image)$/.test(name)) wrong.push(name);
      if (name === "script" && !node.src.startsWith(location.origin)) wrong.push(name);
      for (const { name: attribute, value } of node.attributes) {
        const runs = /^on/i.test(attribute) || /^\\s*(javascript|vbscript|data:text)/i.test(value);
        if (runs && attribute !== "value") wrong.push(`${name} ${attribute}`);
      }
      if (node.shadowRoot) visit(node.shadowRoot);
    }
  };
  visit(document);
  if (window.hacked !== undefined) wrong.push("it ran");
  if (!shown.includes("window.hacked=1")) wrong.push("nothing hostile is on it");
  return wrong;
}"""


def filled(value: Any, ways: Iterator[str], key: str = "") -> Any:
    """``value`` with another hostile text in each of its fields."""
    if isinstance(value, dict):
        return {name: filled(inside, ways, name) for name, inside in value.items()}
    if key in NOT_WORDS:
        return value
    if isinstance(value, list):
        return [filled(one, ways, key) for one in value]
    if key in ADDRESSES:
        return HOSTILE_ADDRESS
    return next(ways) if isinstance(value, str) else value


def a_hostile_sheet() -> tuple[Json, int]:
    """The sheet, and how many texts are in it."""
    given = 0

    def ways() -> Iterator[str]:
        nonlocal given
        for way in cycle(WAYS):
            given += 1
            yield f'{way} ">{way}'[:138]

    content = filled({**parse(EVERYTHING.encode()).content, "remplace": []}, ways())
    content["noms_courants"] = [*content["noms_courants"], NAME]
    stale = {**content["rubriques"][0]["source"], "verifie_le": "2020-01-15"}
    fee = {"id": "cout", "titre": WAYS[0], "sujets": ["cout"], "source": stale}
    content["rubriques"].append({**fee, "contenu": [f"Cela coûte 12 €. {WAYS[3]}"]})
    return content, given


def clean(page: Page, where: str) -> list[str]:
    page.wait_for_timeout(200)
    return [f"{where}: {wrong}" for wrong in page.evaluate(LOOK)]


def with_dates(content: Json) -> Json:
    """Days as a form sends them."""
    match content:
        case dict():
            return {key: with_dates(value) for key, value in content.items()}
        case list():
            return [with_dates(one) for one in content]
    return content.isoformat() if hasattr(content, "isoformat") else content


def gather(desk: Desk) -> None:
    """What the service does by itself some seconds later."""
    inbox = Inbox(desk.team.engine, lambda: datetime.now(UTC) + SETTLED_AFTER + timedelta(seconds=60))
    while inbox.gather():
        pass


@pytest.fixture
def path(desk: Desk) -> str:
    """The path of the sheet, published."""
    editor = Editor(desk.team.join(Role.EDITOR, name=hostile.WAYS[3]))
    found = editor.start(f"Salle {WAYS[0]}")
    content, given = a_hostile_sheet()
    assert given > len(WAYS)
    editor.publish(found, with_dates(content))
    return found


def test_no_field_of_a_procedure_runs_anywhere(desk: Desk, path: str) -> None:
    name = path.rpartition("/")[2]
    found: list[str] = []

    # The citizen's: the widget, the plain page, the page of one answer.
    context = desk.browser.new_context(base_url=desk.server.url, locale="fr-FR", reduced_motion="reduce")
    desk.stack.callback(context.close)
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.on("pageerror", lambda error: desk.problems.append(str(error)))
    widget = Widget(page, desk.server.url)
    widget.open()
    widget.say(NAME)
    widget.find(".card").wait_for()
    found += clean(page, "widget")
    for address in (f"/assistant?procedure={name}", f"/r/{name}", f"/r/{name}/cost"):
        response = page.goto(address)
        assert response is not None
        assert response.ok, address
        found += clean(page, address)

    # The agent's: the conversation, with the card that was given.
    citizen = desk.stack.enter_context(Citizen(desk.server.url))
    reply = citizen.say(NAME)
    assert reply["kind"] == "answer"
    citizen.http.post(f"{citizen.path}/feedback", json={"seq": reply["seq"], "useful": False, "reason": WAYS[3]})
    camille = desk.agent("Camille")
    asked = citizen.http.post(f"{citizen.path}/handoff", json={"consent": True, "reason": WAYS[6]})
    assert asked.status_code == 202
    gather(desk)
    camille.take()
    expect(camille.turns.first).to_be_visible()
    found += clean(camille.page, "agent")

    # Those of who write.
    writer = desk.team.join(Role.ADMIN, name=WAYS[4])
    editor = Editor(writer)
    editor.open(path)
    editor.draft(path, {**editor.open(path)["content"], "resume": WAYS[7]})
    notice = {"texte": WAYS[6][:300], "du": "2026-01-01", "au": "2030-01-01"}
    assert writer.http.post("/editor/notices", json={"content": notice}).is_success
    console = desk.page_of(writer).page
    for address in ("", "#/demarches", "#/messages", "#/questions", "#/verifier", f"#/demarche/{name}"):
        console.goto(f"/redaction{address}")
        console.reload()
        console.locator("#view h1[tabindex]").wait_for()
        found += clean(console, address)
    for part in console.locator("#view details").all():
        part.evaluate("part => { part.open = true; }")
    console.get_by_role("button", name="Voir l’aperçu").click()
    console.locator(".phone .turn").first.wait_for()
    found += clean(console, "preview")
    console.get_by_role("button", name="Historique").click()
    console.get_by_role("button", name="Voir ce qui a changé").first.click()
    console.locator(".changed").first.wait_for()
    found += clean(console, "what changed")
    assert found == []
