"""What a citizen on a slow line downloads, and what an old browser must understand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from api.widget.releases import SOURCES, build

KILOBYTE = 1024
SCRIPTS = sorted(SOURCES.rglob("*.js"))
SHEETS = sorted(SOURCES.rglob("*.css"))

# Newer than Chrome 80, Safari 13.1 or Firefox 78.
TOO_NEW = {
    "optional chaining": r"\?\.[\w\[(]",
    "nullish coalescing": r"\?\?",
    "logical assignment": r"(\|\||&&)=",
    "private field": r"\bthis\.#|^\s*#\w+",
    "class field": r"^  (static )?\w+ = ",
    "top-level await": r"^await ",
    "replaceAll": r"\.replaceAll\(",
    "at()": r"\.at\(",
    "replaceChildren": r"\.replaceChildren\(",
    "randomUUID": r"\.randomUUID\(",
    "lookbehind": r"\(\?<[=!]",
}
# Properties without which a layout breaks in those browsers.
TOO_NEW_IN_CSS = {
    "inset": r"(^|\s)inset(-\w+)*:",
    "gap in a flex box": r"(^|\s)gap:",
    "logical shorthand": r"(padding|margin)-(inline|block):",
    ":is or :where": r":(is|where)\(",
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


def test_scripts_use_nothing_newer_than_the_oldest_browsers() -> None:
    assert uses(SCRIPTS, TOO_NEW) == []


def test_style_sheets_use_nothing_newer_than_the_oldest_browsers() -> None:
    assert uses(SHEETS, TOO_NEW_IN_CSS) == []


def test_no_string_is_ever_parsed_as_html_or_code() -> None:
    parsing = {name: rf"\b{name}\b" for name in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval", "DOMParser")}
    assert uses(SCRIPTS, parsing) == []
