"""Agents at their page, and citizens who ask for one, over the real application."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import Browser, Locator, Page

from api.app import create_app
from api.database import create_engine
from api.settings import Settings
from api.staff.identity import Role
from api.staff.transport import LOCAL_NAME
from tests.integration.citizen import Citizen, choices
from tests.integration.conftest import a_small_base
from tests.integration.fake_rasa import ASKS_FOR_A_PERSON, FakeRasa
from tests.integration.live_server import LiveServer
from tests.integration.team import Colleague, Team

WHY = "Je ne sais pas quels papiers apporter."


@dataclass
class Console:
    """The page of one agent."""

    page: Page
    colleague: Colleague

    def find(self, selector: str) -> Locator:
        return self.page.locator(selector)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, words: str) -> None:
        """Types ``words`` where the cursor is, and sends them."""
        self.page.keyboard.type(words)
        self.press("Enter")

    def write_and_click(self, words: str) -> None:
        """The same where Enter goes to the next line, as on a telephone."""
        self.page.keyboard.type(words)
        self.find(".composer [type=submit]").click()

    @property
    def rows(self) -> Locator:
        return self.find(".row-open")

    @property
    def turns(self) -> Locator:
        return self.find(".log .turn")

    def take(self) -> None:
        """Takes whoever is next, with one key."""
        self.rows.first.wait_for()
        self.press("p")
        self.find("#composer:focus").wait_for()


@dataclass
class Desk:
    """A town hall whose agents answer at any hour. ``problems``: errors of the pages' scripts."""

    browser: Browser
    server: LiveServer
    team: Team
    stack: ExitStack
    problems: list[str] = field(default_factory=list)

    @classmethod
    def opened(cls, browser: Browser, database: Path, folder: Path, stack: ExitStack, **settings: Any) -> Self:
        file = folder / "guichet.sqlite3"
        shutil.copyfile(database, file)
        url = f"sqlite:///{file}"
        engine = create_engine(url)
        stack.callback(engine.dispose)
        a_small_base(engine)
        rasa = stack.enter_context(LiveServer(FakeRasa(engine).app))
        values = {"database_url": url, "data_dir": folder, "rasa_url": rasa.url, "live_chat": "always", **settings}
        server = stack.enter_context(LiveServer(create_app(Settings(_env_file=None, **values))))
        return cls(browser, server, stack.enter_context(Team(server.url, url)), stack)

    def agent(self, name: str = "Camille", role: Role = Role.AGENT, *, online: bool = True, **options: Any) -> Console:
        """Somebody at their page; ``options`` are those of a browser context."""
        colleague = self.team.join(role, name=name)
        if online:
            assert colleague.http.post("/agent/presence", json={"state": "online"}).is_success
        return self.page_of(colleague, **options)

    def page_of(self, colleague: Colleague, *, script: str = "", **options: Any) -> Console:
        """``script`` runs before those of the page."""
        values = {"locale": "fr-FR", "reduced_motion": "reduce", "viewport": {"width": 1280, "height": 800}, **options}
        context = self.browser.new_context(base_url=self.server.url, **values)
        self.stack.callback(context.close)
        context.set_default_timeout(30_000)
        context.add_cookies([{"name": LOCAL_NAME, "value": colleague.token, "url": self.server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.add_init_script(script)
        page.goto("/agent")
        return Console(page, colleague)

    def citizen(self, *, asks: bool = True) -> Citizen:
        """Somebody whose passport is lost, and who asks for a person."""
        citizen = self.stack.enter_context(Citizen(self.server.url))
        question = citizen.say("Quels documents pour un passeport ?")
        citizen.choose(choices(question)["Passeport perdu"])
        citizen.say(ASKS_FOR_A_PERSON)
        if asks:
            response = citizen.http.post(f"{citizen.path}/handoff", json={"consent": True, "reason": WHY})
            assert response.status_code == 202
        return citizen


def said_by_agent(citizen: Citizen) -> list[str]:
    return [one["text"] for one in citizen.messages() if one["author"] == "agent"]
