"""The same page as people see it: light, dark, in colours of their own, on a telephone, twice as large.

A state is reached once on each device, then looked at there in every way, which costs a fifth of reaching it each time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from playwright.sync_api import Page

TAGS = ["RGAAv4", "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DEVICES: dict[str, dict[str, Any]] = {
    "computer": {"viewport": {"width": 1280, "height": 860}},
    "telephone": {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True},
}
TOO_WIDE = "() => document.documentElement.scrollWidth > innerWidth ? ['wider than the window'] : []"


@dataclass(frozen=True)
class Look:
    """Colours, and how many times larger than usual everything is."""

    scheme: Literal["light", "dark"] = "light"
    forced: bool = False
    zoom: int = 1

    def __str__(self) -> str:
        return f"{'forced colours' if self.forced else self.scheme}, {self.zoom}00 %"


LOOKS: dict[str, tuple[Look, ...]] = {
    "computer": (Look(), Look("dark"), Look(forced=True), Look(zoom=2)),
    "telephone": (Look(), Look("dark"), Look(forced=True)),
}


def is_firefox(page: Page) -> bool:
    browser = page.context.browser
    return browser is not None and browser.browser_type.name == "firefox"


def violations(page: Page, axe_source: str) -> list[str]:
    """What axe-core finds on ``page`` as it stands: the rule and the element."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(axe_source)
    result = page.evaluate("tags => axe.run({ runOnly: tags, resultTypes: ['violations'] })", TAGS)
    return [f"{found['id']}: {node['html']}" for found in result["violations"] for node in found["nodes"]]


@dataclass
class Looker:
    """Notes what is wrong with each state of a page, in each look of ``device``. ``sticking_out`` is a function of the
    page that tells what does not fit."""

    page: Page
    device: str
    axe_source: str
    sticking_out: str = TOO_WIDE
    found: dict[str, list[str]] = field(default_factory=dict)

    def look(self, state: str) -> None:
        self.page.wait_for_load_state()  # a click waits for the next page, not for its style
        window = self.page.viewport_size
        assert window is not None
        for look in self._looks():
            self._put(look, window["width"] // look.zoom, window["height"] // look.zoom)
            if wrong := [*violations(self.page, self.axe_source), *self.page.evaluate(self.sticking_out)]:
                self.found[f"{state}: {look}"] = wrong
        self._put(Look(), window["width"], window["height"])

    def _put(self, look: Look, width: int, height: int) -> None:
        if not is_firefox(self.page):
            self.page.emulate_media(color_scheme=look.scheme, forced_colors="active" if look.forced else "none")
        if self.page.viewport_size != {"width": width, "height": height}:
            self.page.set_viewport_size({"width": width, "height": height})

    def _looks(self) -> list[Look]:
        """Firefox is given its colours when it starts, for all pages."""
        plain = [look for look in LOOKS[self.device] if look in (Look(), Look(zoom=2))]
        return plain if is_firefox(self.page) else list(LOOKS[self.device])
