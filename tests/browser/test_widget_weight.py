"""What a citizen on a slow line downloads, and what an old browser must understand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Browser

from api.widget.releases import SOURCES, build

KILOBYTE = 1024
SCRIPTS = sorted(SOURCES.rglob("*.js"))
SHEETS = sorted(SOURCES.rglob("*.css"))

# All syntax of that year is known to Chrome 80, Safari 13 and Firefox 78; and from the next ones, import() alone.
YEAR = 2018
# Parses ``code`` as a browser of ``year`` would; null, or where it stops.
PARSE = """([code, year, sourceType]) => {
  try {
    acorn.parse(code, { ecmaVersion: year, sourceType });
    return null;
  } catch (error) {
    return error.message;
  }
}"""
# What those browsers do not have, however it is written.
TOO_NEW = {
    "replaceAll": r"\.replaceAll\(",
    "at()": r"\.at\(",
    "newer lists": r"\.(findLast|findLastIndex|toSorted|toReversed|toSpliced|with|group)\(",
    "hasOwn, any": r"\b(Object\.hasOwn|Promise\.any|AbortSignal\.\w+|structuredClone)\(",
    "replaceChildren": r"\.replaceChildren\(",
    "requestSubmit": r"\.requestSubmit\(",
    "observers of size": r"\bResizeObserver\b",
    "dialog": r"\.showModal\(|\.inert\b",
    "randomUUID": r"\.randomUUID\(",
    "lookbehind": r"\(\?<[=!]",
}
# Properties without which a layout breaks in those browsers.
TOO_NEW_IN_CSS = {
    "inset": r"(^|\s)inset(-\w+)*:",
    "gap in a flex box": r"(^|\s)gap:",
    "logical shorthand": r"(padding|margin)-(inline|block):",
    ":is, :where or :has": r":(is|where|has)\(",
    "aspect-ratio": r"(^|\s)aspect-ratio:",
    "newer units": r"\d(dvh|svh|lvh|dvw|cqw|cqi)\b",
    "layers, containers": r"@(layer|container|scope)\b",
    "newer colours": r"\b(color-mix|oklch|light-dark)\(",
    "nesting": r"^\s+&",
}


def compressed(*names: str) -> int:
    return sum(len(build().files[name].packed) for name in names)


def uses(files: Iterable[Path], patterns: dict[str, str]) -> list[str]:
    return [
        f"{file.name}: {name}"
        for file in files
        for name, pattern in patterns.items()
        if re.search(pattern, _without_comments(file.read_text(encoding="utf-8")), re.MULTILINE)
    ]


def _without_comments(code: str) -> str:
    return re.sub(r"/\*.*?\*/|(?<![:'\"\\])//[^\n]*", "", code, flags=re.DOTALL)


def test_the_launcher_stays_under_6_kilobytes() -> None:
    assert compressed("launcher.js", "launcher.css") <= 6 * KILOBYTE


def test_the_panel_stays_under_40_kilobytes() -> None:
    assert compressed("panel.js", "panel.css") <= 40 * KILOBYTE


def test_what_is_rarely_needed_is_loaded_when_it_is_and_stays_small() -> None:
    opened = {"launcher.js", "launcher.css", "panel.js", "panel.css"}
    rare = {name: compressed(name) for name in build().files if name not in opened}
    assert rare
    assert {name: size for name, size in rare.items() if size > 4 * KILOBYTE} == {}


def test_scripts_are_read_by_the_oldest_browsers(browser: Browser, parser_source: str) -> None:
    page = browser.new_page()
    page.evaluate(parser_source)

    def stops(code: str, kind: str = "module") -> str | None:
        stopped: str | None = page.evaluate(PARSE, [code, YEAR, kind])
        return stopped

    assert all(
        stops(newer) for newer in ("a?.b", "a ?? b", "a ||= b", "class A { #b; }", "class A { b = 1; }", "await a")
    )
    found = {}
    for file in SCRIPTS:
        is_launcher = file.name == "launcher.js"
        code = file.read_text(encoding="utf-8").replace("import(address)" if is_launcher else "\0", "imported(address)")
        found[file.name] = stops(code, "script" if is_launcher else "module")
    page.close()
    assert {name: where for name, where in found.items() if where} == {}


def test_scripts_use_nothing_newer_than_the_oldest_browsers() -> None:
    assert uses(SCRIPTS, TOO_NEW) == []


def test_style_sheets_use_nothing_newer_than_the_oldest_browsers() -> None:
    assert uses(SHEETS, TOO_NEW_IN_CSS) == []


def test_no_string_is_ever_parsed_as_html_or_code() -> None:
    parsing = {name: rf"\b{name}\b" for name in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval", "DOMParser")}
    assert uses(SCRIPTS, parsing) == []
