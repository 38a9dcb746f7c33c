"""A real Chromium on the page of a town hall, at another origin than the assistant and under a strict policy."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, Playwright, expect, sync_playwright

from api.widget.releases import build
from assistant.setup import npm
from assistant.setup.programs import CHROMIUM, FIREFOX
from tests.browser import firefox
from tests.browser.agents import Desk
from tests.browser.editor_desk import editing
from tests.browser.fake_api import FakeApi, create_app
from tests.integration.live_server import LiveServer

__all__ = ["editing"]  # fixtures of other modules
expect.set_options(timeout=30_000)  # a shared machine
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
HOST_PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Commune d’essai</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>Commune d’essai</h1><p>Une page de la commune.</p><p><a href="/">Accueil</a></p></main>
<script src="{api}/widget.js"{attributes} async></script></body></html>"""


def host_site(api: str) -> FastAPI:
    """The site of a town that embeds the widget of ``api``, under policies that forbid all that it does not need."""
    app = FastAPI()
    without_sockets = f"default-src 'none'; script-src {api}; connect-src {api}"
    strict = f"{without_sockets} {api.replace('http', 'ws', 1)}"

    def page(policy: str, attributes: str = "") -> HTMLResponse:
        html = HOST_PAGE.format(api=api, attributes=attributes)
        return HTMLResponse(html, headers={"Content-Security-Policy": policy})

    @app.get("/")
    def plain_page() -> HTMLResponse:
        return page(strict)

    @app.get("/sans-socket")
    def socketless_page() -> HTMLResponse:
        return page(without_sockets)

    @app.get("/feuilles-permises")
    def page_that_allows_style_sheets() -> HTMLResponse:
        return page(f"{strict}; style-src {api}")

    @app.get("/cadre")
    def page_that_frames_the_assistant() -> HTMLResponse:
        frame = f'<iframe src="{api}/assistant" title="Assistant de la mairie" width="360" height="600"></iframe>'
        return HTMLResponse(f"<!doctype html><html lang=fr><title>Cadre</title><body>{frame}</body></html>")

    @app.get("/lien")
    def page_with_a_link_for_every_browser() -> HTMLResponse:
        link = f'<guichet-assistant><a href="{api}/assistant">Poser une question</a></guichet-assistant>\n<script'
        html = HOST_PAGE.replace("<script", link, 1)
        return HTMLResponse(html.format(api=api, attributes=""), headers={"Content-Security-Policy": strict})

    @app.get("/partage")
    def page_of_a_library() -> HTMLResponse:
        return page(strict, " data-shared")

    @app.get("/version-choisie")
    def page_that_chose_a_version() -> HTMLResponse:
        chosen = build()
        line = f'src="{api}/widget/{chosen.digest}/launcher.js" integrity="{chosen.launcher.integrity}"'
        html = HOST_PAGE.replace('src="{api}/widget.js"', f'{line} crossorigin="anonymous"')
        return HTMLResponse(html.format(attributes=""), headers={"Content-Security-Policy": strict})

    @app.get("/demarche/{procedure}")
    def page_of_procedure(procedure: str) -> HTMLResponse:
        return page(strict, f' data-procedure="{procedure}"')

    return app


def missing(cure: str) -> None:
    """Fails in continuous integration, where everything must run; skips elsewhere."""
    if os.environ.get("CI"):
        pytest.fail(cure)
    pytest.skip(cure)


def pytest_addoption(parser: pytest.Parser) -> None:
    said = "the tests of the widget in Firefox rather than Chromium, in light, dark or forced colours"
    parser.addoption("--firefox", nargs="?", const="light", choices=list(firefox.COLOURS), help=said)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "chromium(why): what it needs cannot be had of Firefox from outside")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leaves out, in Firefox, what only Chromium lets a test do."""
    needs = item.get_closest_marker("chromium")
    if needs is not None and item.config.getoption("--firefox"):
        pytest.skip(str(needs.args[0]))


@pytest.fixture(scope="session")
def _playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(
    _playwright: Playwright, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    colours = request.config.getoption("--firefox")
    program = FIREFOX if colours else CHROMIUM
    path = program.find()
    if path is None:
        missing(f"{program.title} est absent : {program.cure}")
    if program is FIREFOX:
        browser = firefox.launch(_playwright.firefox, path, tmp_path_factory.mktemp("firefox"), colours)
    else:
        browser = _playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def _site() -> Iterator[tuple[FakeApi, str]]:
    fake = FakeApi()
    with LiveServer(create_app(fake)) as api, LiveServer(host_site(api.url)) as host:
        yield fake, host.url


@pytest.fixture
def fake(_site: tuple[FakeApi, str]) -> FakeApi:
    """The fake api, as new."""
    fake, _ = _site
    fake.reset()
    return fake


@dataclass
class Widget:
    """What a citizen does with the widget on a page of the site at ``host``."""

    page: Page
    host: str

    def goto(self, path: str = "/") -> Widget:
        self.page.goto(self.host + path)
        self.launcher.wait_for()
        return self

    def open(self, path: str = "/") -> Widget:
        self.goto(path)
        self.launcher.click()
        self.page.locator("guichet-assistant .turn").first.wait_for()
        return self

    def settle(self) -> None:
        """Wait until a click on the foot of the panel is no more taken for the second of two on the launcher."""
        self.page.wait_for_timeout(650)

    def find(self, selector: str) -> Locator:
        return self.page.locator(f"guichet-assistant {selector}")

    @property
    def launcher(self) -> Locator:
        return self.find(".launcher")

    @property
    def field(self) -> Locator:
        return self.find("#message")

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
def visit(browser: Browser, fake: FakeApi, _site: tuple[FakeApi, str]) -> Iterator[Callable[..., Widget]]:
    """Opens a page in a fresh context; options are those of Playwright's ``new_context``, and ``host``, the site to
    visit. Fails on a script error."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def note(error: Error) -> None:
        if "\n    at " in (
            error.stack or ""
        ):  # Firefox also tells here of requests refused: no script stands behind them
            problems.append(f"{error} {error.stack}")

    def visit(*, host: str = _site[1], **options: Any) -> Widget:
        context = browser.new_context(**{"locale": "fr-FR", "reduced_motion": "reduce", **options})
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", note)
        return Widget(page, host)

    yield visit
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def widget(visit: Callable[..., Widget]) -> Widget:
    return visit()


@pytest.fixture
def desk(browser: Browser, migrated_sqlite: Path, tmp_path: Path) -> Iterator[Desk]:
    """A town hall with agents. Fails on a script error."""
    with ExitStack() as stack:
        found = Desk.opened(browser, migrated_sqlite, tmp_path, stack)
        yield found
    assert found.problems == []


@pytest.fixture(scope="session")
def axe_source() -> str:
    return cached(npm.ACCESSIBILITY_CHECKER, "axe.min.js")


@pytest.fixture(scope="session")
def screen_reader() -> str:
    """A script that gives the page a ``screenReader``."""
    module = cached(npm.SCREEN_READER, "lib/esm/index.browser.js")
    before, _, after = module.rpartition("export{")
    given, _, after = after.partition("}")
    (name,) = (words.split(" as ")[0].strip() for words in given.split(",") if words.endswith(" as virtual"))
    return f"(() => {{ {before}\n window.screenReader = {name}; }})()"


@pytest.fixture(scope="session")
def parser_source() -> str:
    return cached(npm.PARSER, "dist/acorn.js")


def cached(package: npm.Package, name: str) -> str:
    """A file of ``package`` from the project's cache, where ``make`` puts it; never committed."""
    file = Path(__file__).parents[2] / ".cache" / package.folder / "package" / name
    if not file.exists():
        missing(f"{package.name} is missing: run « make test » once, which fetches it into .cache/.")
    return file.read_text(encoding="utf-8")
