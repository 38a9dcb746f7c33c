"""The browser of an editor who is logged in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from api.app import create_app
from api.database import create_engine
from api.editor.inbox.repository import SETTLED_AFTER, Inbox
from api.settings import Settings
from api.staff.identity import Role
from api.staff.transport import LOCAL_NAME
from tests.integration.citizen import Citizen
from tests.integration.conftest import a_small_base
from tests.integration.live_server import LiveServer, closed_port
from tests.integration.team import Colleague, Team

# What a screen reader would call the element that has the focus.
NAME = """() => {
  const one = document.activeElement;
  const label = one.labels && one.labels.length ? one.labels[0].innerText : one.innerText;
  return (one.getAttribute("aria-label") || label || "").replace(/\\s+/g, " ").trim();
}"""
MOST_TABS = 200


@dataclass
class EditorDesk:
    """``page`` is the browser of an editor, logged in."""

    page: Page
    team: Team
    colleague: Colleague
    url: str
    database_url: str
    problems: list[str] = field(default_factory=list)

    def reach(self, name: str, key: str = "Tab") -> None:
        """Goes to what is called ``name`` with the keyboard alone."""
        for _ in range(MOST_TABS):
            if str(self.page.evaluate(NAME)).startswith(name):
                return
            self.page.keyboard.press(key)
        pytest.fail(f"{name!r} is not reached with {key}")

    def press(self, name: str, key: str = "Tab", *, with_key: str = "Enter") -> None:
        self.reach(name, key)
        self.page.keyboard.press(with_key)

    def write(self, name: str, words: str, key: str = "Tab") -> None:
        self.reach(name, key)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def title(self, words: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    def told(self, words: str) -> None:
        expect(self.page.locator("#done")).to_contain_text(words)

    def open(self, address: str) -> None:
        self.page.goto(f"/redaction{address}")
        self.page.reload()  # the same page at another address is not loaded again
        self.page.locator("#view h1[tabindex]").wait_for()

    def ask(self, words: str) -> dict[str, object]:
        with Citizen(self.url) as citizen:
            return citizen.say(words)

    def cost(self, procedure: str) -> str:
        body = {"procedure": procedure, "aspect": "cost"}
        response = httpx.post(f"{self.url}/api/v1/conversations", json=body, trust_env=False, timeout=30)
        return str(response.json()["messages"][-1]["text"])

    def gather(self) -> None:
        """What the service does by itself some seconds later."""
        engine = create_engine(self.database_url)
        later = datetime.now(UTC) + SETTLED_AFTER + timedelta(seconds=60)
        inbox = Inbox(engine, lambda: later)
        while inbox.gather():
            pass
        engine.dispose()


@pytest.fixture
def editing(browser: Browser, sqlite_url: str, tmp_path: Path) -> Iterator[EditorDesk]:
    engine = create_engine(sqlite_url)
    a_small_base(engine)
    engine.dispose()
    values = {"database_url": sqlite_url, "data_dir": tmp_path, "rasa_url": closed_port()}
    app = create_app(Settings(_env_file=None, **values))  # type: ignore[arg-type]
    with LiveServer(app) as server, Team(server.url, sqlite_url) as team:
        colleague = team.join(Role.EDITOR, name="Camille")
        context = browser.new_context(base_url=server.url, locale="fr-FR", reduced_motion="reduce")
        context.add_cookies([{"name": LOCAL_NAME, "value": colleague.token, "url": server.url}])
        context.set_default_timeout(30_000)
        found = EditorDesk(context.new_page(), team, colleague, server.url, sqlite_url)
        found.page.on("pageerror", lambda error: found.problems.append(str(error)))
        yield found
        context.close()
    assert found.problems == []
