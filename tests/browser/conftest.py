"""A real Chromium on the page of a town hall, at another origin than the assistant and under a strict policy."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from tests.browser.fake_api import FakeApi, create_app

API_PORT = 8201
HOST_PORT = 8202
API = f"http://127.0.0.1:{API_PORT}"
HOST = f"http://127.0.0.1:{HOST_PORT}"
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# No inline script or style, nothing from elsewhere but the assistant.
SOCKETLESS_POLICY = f"default-src 'none'; script-src {API}; connect-src {API}"
POLICY = f"{SOCKETLESS_POLICY} ws://127.0.0.1:{API_PORT}"
HOST_PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Commune d’essai</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>Commune d’essai</h1><p>Une page de la commune.</p><p><a href="/">Accueil</a></p></main>
<script src="{api}/widget.js" async></script></body></html>"""


def chromium_path() -> str | None:
    """The browser that the tests drive: the system's own."""
    return next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)


@dataclass
class Server:
    """A uvicorn in a thread of this process, so that tests see and steer what it serves."""

    app: FastAPI
    port: int

    def __enter__(self) -> Server:
        config = uvicorn.Config(self.app, port=self.port, log_level="critical", lifespan="off", ws="websockets-sansio")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise RuntimeError(f"Port {self.port} is taken: stop what listens there, then run the tests again.")
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join(timeout=10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        cure = "Chromium is missing: apt-get install chromium (the browser tests drive the system's own)."
        if os.environ.get("CI"):
            pytest.fail(cure)
        pytest.skip(cure)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def host_page() -> FastAPI:
    """The site of a town: ``/`` embeds the widget, ``/sans-socket`` does under a policy that forbids sockets."""
    app = FastAPI()

    @app.get("/")
    def page() -> HTMLResponse:
        return HTMLResponse(HOST_PAGE.format(api=API), headers={"Content-Security-Policy": POLICY})

    @app.get("/sans-socket")
    def socketless_page() -> HTMLResponse:
        return HTMLResponse(HOST_PAGE.format(api=API), headers={"Content-Security-Policy": SOCKETLESS_POLICY})

    @app.get("/demarche/{procedure}")
    def page_of_procedure(procedure: str) -> HTMLResponse:
        html = HOST_PAGE.format(api=API).replace(" async", f' data-procedure="{procedure}" async')
        return HTMLResponse(html, headers={"Content-Security-Policy": POLICY})

    return app


@pytest.fixture(scope="session")
def _servers() -> Iterator[dict[str, FakeApi]]:
    holder = {"fake": FakeApi()}
    with Server(create_app(holder["fake"]), API_PORT), Server(host_page(), HOST_PORT):
        yield holder


@pytest.fixture
def fake(_servers: dict[str, FakeApi]) -> FakeApi:
    """The fake api, as new."""
    shared = _servers["fake"]
    shared.__init__()  # type: ignore[misc]  # the running application holds this very object
    return shared


@dataclass
class Widget:
    """What a citizen does with the widget on a page."""

    page: Page

    def goto(self, path: str = "/") -> Widget:
        self.page.goto(HOST + path)
        self.launcher.wait_for()
        return self

    def open(self, path: str = "/") -> Widget:
        self.goto(path)
        self.launcher.click()
        self.page.locator("guichet-assistant .turn").first.wait_for()
        return self

    def find(self, selector: str) -> Locator:
        return self.page.locator(f"guichet-assistant {selector}")

    @property
    def launcher(self) -> Locator:
        return self.find(".launcher")

    @property
    def field(self) -> Locator:
        return self.find("textarea")

    def say(self, words: str) -> None:
        self.field.fill(words)
        self.field.press("Enter")

    def choose(self, label: str) -> None:
        self.find(f".choice-button:has-text('{label}')").last.click()

    def reach_question(self) -> None:
        self.say("j’ai perdu ma carte")
        self.find(".question").wait_for()

    def reach_answer(self) -> None:
        self.reach_question()
        self.choose("En France")
        self.find(".question >> nth=1").wait_for()
        self.choose("Oui, valide")
        self.find(".card").wait_for()


@pytest.fixture
def visit(browser: Browser, fake: FakeApi) -> Iterator[Callable[..., Widget]]:
    """Opens a page in a fresh context; options are those of Playwright's ``new_context``. Fails on a script error."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def visit(**options: Any) -> Widget:
        context = browser.new_context(**{"locale": "fr-FR", "reduced_motion": "reduce", **options})
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        return Widget(page)

    yield visit
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def widget(visit: Callable[..., Widget]) -> Widget:
    return visit()


@pytest.fixture
def axe_source() -> str:
    """axe-core from the project's cache, where ``make`` puts it; never committed."""
    cached = Path(__file__).parents[2] / ".cache" / "axe-core" / "package" / "axe.min.js"
    if not cached.exists():
        cure = f"axe-core is missing: cd {cached.parents[1]} && npm pack axe-core && tar xzf axe-core-*.tgz"
        if os.environ.get("CI"):
            pytest.fail(cure)
        pytest.skip(cure)
    return cached.read_text(encoding="utf-8")
