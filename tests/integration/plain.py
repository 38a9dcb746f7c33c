"""A citizen with a browser that runs no script: reads pages, fills in forms, presses buttons."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any, Self

import httpx


class Page(HTMLParser):
    """What a page shows, and its forms in order: hidden fields, buttons by their words."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__()
        self.status = response.status_code
        self.html = response.text
        self.words: list[str] = []
        self.forms: list[dict[str, Any]] = []
        self.links: dict[str, str] = {}
        self._button: str | None = None
        self._link: str | None = None
        self.feed(self.html)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def button(self, words: str) -> tuple[dict[str, str], str]:
        """The hidden fields that go with the last button of these words, and its value."""
        found = [(form["fields"], value) for form in self.forms for name, value in form["buttons"] if name == words]
        assert found, f"no button « {words} » among {[form['buttons'] for form in self.forms]}"
        return found[-1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({"fields": {}, "buttons": []})
        elif tag == "input" and known.get("type") == "hidden":
            self.forms[-1]["fields"][known["name"]] = known["value"]
        elif tag == "button":
            self._button = known["value"]
        elif tag == "a":
            self._link = known.get("href", "")

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._button is not None and data.strip():
            self.forms[-1]["buttons"].append((data.strip(), self._button))
        if self._link is not None and data.strip():
            self.links[data.strip()] = self._link

    def handle_endtag(self, tag: str) -> None:
        if tag == "button":
            self._button = None
        elif tag == "a":
            self._link = None


class PlainBrowser:
    """One window. ``page`` is what it shows."""

    def __init__(self, url: str, path: str = "/assistant") -> None:
        self.http = httpx.Client(base_url=url, timeout=60, trust_env=False)
        self.page = Page(self.http.get(path))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def press(self, words: str, **typed: str) -> Page:
        """Presses the button, with what was typed in its form."""
        fields, value = self.page.button(words)
        return self.send({**fields, **typed, "button": value})

    def send(self, fields: dict[str, str]) -> Page:
        self.last = fields
        self.page = Page(self.http.post("/assistant", data=fields))
        return self.page

    def say(self, text: str) -> Page:
        return self.press("Envoyer", text=text)
