"""How long a citizen on slow 3G waits: 400 kbit/s, 400 ms of latency, on a site at another origin than the assistant.

The browser slows down everything but WebSockets, so the site forbids them: replies come by long poll, slowed down too.
The assistant answers by its search alone (Rasa takes some tens of milliseconds more).

    python -m tests.prove.slow_network --data-dir .guichet --times 5
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from api.app import create_app
from api.settings import Settings
from assistant.setup.programs import CHROMIUM
from tests.browser.conftest import ARGUMENTS, Widget, host_site
from tests.browser.late_host import LateHost
from tests.integration.live_server import LiveServer, closed_port

SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
QUESTION = "documents pour une carte d'identité perdue"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data-dir", type=Path, default=Path(".guichet"))
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    host_app = LateHost()
    with LiveServer(host_app) as host, sync_playwright() as playwright:
        settings = Settings(
            _env_file=None, data_dir=options.data_dir, rasa_url=closed_port(), sites=(host.url,), live_chat="off"
        )
        with LiveServer(create_app(settings)) as service:
            host_app.site = host_site(service.url)
            browser = playwright.chromium.launch(executable_path=CHROMIUM.find(), args=ARGUMENTS)
            _visit(browser, host.url)  # the index is read, once
            measured = [_visit(browser, host.url) for _ in range(options.times)]
            browser.close()
    for name in measured[0]:
        values = sorted(one[name] for one in measured)
        print(f"{name}: median {statistics.median(values):.2f} s, worst {values[-1]:.2f} s")


def _visit(browser: Browser, host: str) -> dict[str, float]:
    context = browser.new_context(locale="fr-FR", viewport={"width": 360, "height": 740})
    context.set_default_timeout(120_000)
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", SLOW_3G)
    widget = Widget(page, host)
    started = time.monotonic()
    widget.goto("/sans-socket")
    button = time.monotonic()
    widget.launcher.click()
    widget.find(".turn[data-author=assistant]").first.wait_for()
    opened = time.monotonic()
    widget.say(QUESTION)
    widget.find(".turn[data-author=assistant] >> nth=1").wait_for()
    answered = time.monotonic()
    context.close()
    return {
        "page and button": button - started,
        "from the button to the first words": opened - button,
        "from the question to its answer": answered - opened,
        "from the button to the answer of a question": answered - button,
    }


if __name__ == "__main__":
    main()
