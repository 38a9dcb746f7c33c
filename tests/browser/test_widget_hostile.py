"""Several hundred hostile texts in every place where words of others are shown: none runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.templating import Jinja2Templates
from playwright.sync_api import expect

from api.citizen.filters import FILTERS
from api.citizen.plain.forms import Fields
from api.citizen.plain.view import Shown
from api.citizen.templating import TEMPLATES
from tests.browser import canned, hostile
from tests.browser.conftest import Widget

Json = dict[str, Any]

# Draws messages as the log does, in the panel that is open, and tells what became nodes that no word should become.
DRAW = """async (messages) => {
  const panel = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/panel.js'));
  const { renderMessage, renderPending } = await import(panel.name);
  const root = document.querySelector('guichet-assistant').shadowRoot;
  const memory = { isTicked: () => false, tick() {}, watch() {}, get() {}, set() {} };
  const actions = { memory, typed: () => '', onContact() {}, onChoose() {}, onRate() {}, load() {}, say() {} };
  const log = root.querySelector('.turns');
  for (const message of messages) {
    log.append(renderMessage(message, actions));
    log.append(renderPending({ state: 'failed', label: message.text }, actions));
  }
  await new Promise((resolve) => setTimeout(resolve, 300));
  const wrong = [];
  for (const node of log.querySelectorAll('*')) {
    const name = node.localName;
    if (/^(script|iframe|object|embed|img|video|audio|base|meta|link|style|template)$/.test(name)) wrong.push(name);
    for (const { name: attribute, value } of node.attributes) {
      if (/^on/.test(attribute) || /^\\s*(javascript|data|vbscript):/i.test(value) && attribute === 'href') {
        wrong.push(name + ' ' + attribute);
      }
    }
  }
  log.textContent = '';
  return [messages.length, wrong, window.hacked === undefined];
}"""


def replaced(value: Any, words: str) -> Any:
    """``value`` with ``words`` in place of each text in it, except those that say of what kind a thing is."""
    match value:
        case dict():
            return {
                key: inner if key in ("type", "kind", "author") and isinstance(inner, str) else replaced(inner, words)
                for key, inner in value.items()
            }
        case list():
            return [replaced(inner, words) for inner in value]
        case str():
            return words
        case _:
            return value


def message(seq: int, author: str, said: Json) -> Json:
    return {"seq": seq, "id": str(seq), "author": author, "created_at": "2026-11-21T10:00:00Z", **said}


def messages_of(words: str, seq: int) -> list[Json]:
    """A citizen's message, an agent's, the service's, an answer and a question, all made of ``words``."""
    plain = {"kind": "text", "text": words, "payload": {"agent": {"name": words}}}
    everything = {**canned.ANSWER["payload"], "handoff": {**canned.NOBODY_THERE}, **canned.DANGER["payload"]}
    return [
        message(seq, "citizen", plain),
        message(seq + 1, "agent", plain),
        message(seq + 2, "system", plain),
        message(seq + 3, "assistant", {"kind": "answer", "text": words, "payload": replaced(everything, words)}),
        message(seq + 4, "assistant", {**replaced(canned.PASSPORT, words), "kind": "question"}),
    ]


def test_there_are_enough_of_them_and_they_would_run_elsewhere(widget: Widget) -> None:
    assert len(hostile.TEXTS) >= 300
    widget.page.set_content(hostile.WAYS[3])
    widget.page.wait_for_function("window.hacked === 1")


def test_none_runs_in_the_widget(widget: Widget) -> None:
    widget.open()
    for start in range(0, len(hostile.TEXTS), 40):
        part = hostile.TEXTS[start : start + 40]
        drawn = [one for index, words in enumerate(part) for one in messages_of(words, 10 * index + 1)]
        count, wrong, untouched = widget.page.evaluate(DRAW, drawn)
        assert (count, wrong, untouched) == (5 * len(part), [], True)


def test_none_of_the_page_address_is_sent(widget: Widget) -> None:
    widget.open()
    sent = widget.page.evaluate(
        """async (texts) => {
          const panel = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/panel.js'));
          const { pageAddress } = await import(panel.name);
          return texts.map((text) => {
            const written = encodeURIComponent(text);
            history.replaceState(null, '', '/' + written + '?q=' + written + '#' + text);
            return pageAddress();
          });
        }""",
        list(hostile.TEXTS),
    )
    assert [address for address in sent if set(address) & set('<>"?#`{ ')] == []


@pytest.mark.parametrize("template", ["assistant.html", "answer.html"])
def test_none_runs_on_the_pages_without_javascript(visit: Callable[..., Widget], template: str) -> None:
    """Where scripts run and no policy stands in the way, so that only the escaping counts."""
    page = visit().page
    templates = Jinja2Templates(directory=TEMPLATES)
    templates.env.filters.update(FILTERS)
    site = {"name": "Valbrume", "demonstration": True, "texts": {}, "phones": [], "address": [], "hours": []}
    for start in range(0, len(hostile.TEXTS), 60):
        part = hostile.TEXTS[start : start + 60]
        shown = [view for index, words in enumerate(part) for view in _views(words, index)]
        content: Json = {
            "site": site,
            "accessibility": part[0],
            "messages": shown,
            "status": "bot",
            "kept": Fields(text=part[1]),
            "problem": part[2],
            "judged": (),
            "kind": "answer",
            "payload": shown[1].payload,
        }
        page.set_content(templates.env.get_template(template).render(**content))
        page.wait_for_timeout(100)
        assert page.evaluate("window.hacked") is None
        assert page.locator("img, iframe, object, embed, video, audio, base, template, svg animate").count() == 0


def _views(words: str, index: int) -> list[Shown]:
    answer = replaced(canned.ANSWER["payload"], words)
    asked = replaced(canned.PASSPORT["payload"], words)
    return [
        Shown(3 * index + 1, words, words, "text", words, replaced(canned.DANGER["payload"], words)),
        Shown(3 * index + 2, "assistant", words, "answer", words, answer),
        Shown(3 * index + 3, "assistant", words, "question", words, asked),
    ]


def test_what_is_written_is_shown_as_it_was_written(widget: Widget) -> None:
    widget.open()
    words = f"<img src=x onerror={hostile.DO}>"
    widget.say(words)
    expect(widget.find(".turn[data-author=citizen] .bubble")).to_have_text(words)
