"""What is heard of the widget, and what sticks out of it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Widget

# Notes every line added to the announcer, from before the panel exists.
LISTEN = """
window.announced = [];
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (init) {
  const root = attach.call(this, init);
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.target.nodeType === 1 && change.target.getAttribute('aria-live') === 'polite') {
        for (const node of change.addedNodes) window.announced.push(node.textContent);
      }
    }
  }).observe(root, { childList: true, subtree: true });
  return root;
};
"""
# What sticks out on the right of the panel and is not inside a frame that scrolls by itself.
OVERFLOW = """() => {
  const root = document.querySelector('guichet-assistant').shadowRoot;
  const right = root.querySelector('.panel').getBoundingClientRect().right;
  return [...root.querySelectorAll('.panel *')]
    .filter((e) => !e.closest('.table') && !e.closest('.hidden-text') && e.getBoundingClientRect().right > right + 1)
    .map((e) => e.tagName + '.' + e.getAttribute('class'));
}"""


def announcements(widget: Widget) -> list[str]:
    """Everything that was announced on this page, once the announcer has said its last word and wiped it."""
    region = widget.find("[aria-live=polite]")
    expect(region.locator("p")).not_to_have_count(0)
    expect(region.locator("p")).to_have_count(0, timeout=15_000)
    announced: list[str] = widget.page.evaluate("window.announced")
    return [words.replace("\u00a0", " ") for words in announced]  # spaces that do not break, as French prints them
