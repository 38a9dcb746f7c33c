"""The machine's own Firefox, driven by Playwright through the standard WebDriver BiDi.

Playwright asks each new window for its colour scheme with a command that the extended support release does not know
yet, and gives up when it is refused. So Firefox is started here, behind a relay that answers that one command and
passes all others on, both ways, untouched. Schemes are told by preferences instead, when Firefox starts.

Run as a program, it is what Playwright takes for Firefox.
"""

from __future__ import annotations

import asyncio
import json
import os
import shlex
import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack, suppress
from pathlib import Path

from playwright.sync_api import Browser, BrowserType
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

UNKNOWN_TO_IT = "emulation.setMediaFeaturesOverride"
READY = "WebDriver BiDi listening on "
SCHEME = "layout.css.prefers-color-scheme.content-override"
COLOURS: Mapping[str, Mapping[str, str | float | bool]] = {
    "light": {SCHEME: 1},
    "dark": {SCHEME: 0},
    "forced": {SCHEME: 1, "browser.display.document_color_use": 2},
}


def launch(firefox: BrowserType, path: str, folder: Path, colours: str) -> Browser:
    """The Firefox at ``path``, in one of ``COLOURS``; ``folder`` takes the program that Playwright starts instead."""
    program = folder / "firefox"
    words = (sys.executable, "-m", __name__, path)
    program.write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return firefox.launch(
        channel="moz-firefox",
        executable_path=program,
        firefox_user_prefs={**COLOURS[colours], "ui.prefersReducedMotion": 1},
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )


async def _relay(path: str, arguments: list[str]) -> int:
    """Firefox, until it ends; its address is told as its own words are, changed to the relay's."""
    firefox = await asyncio.create_subprocess_exec(path, *arguments, stderr=asyncio.subprocess.PIPE)
    assert firefox.stderr is not None
    async with AsyncExitStack() as stack:
        while line := (await firefox.stderr.readline()).decode(errors="replace"):
            if line.startswith(READY):
                line = f"{READY}{await _open_relay(line.removeprefix(READY).strip(), stack)}\n"
            sys.stderr.write(line)
            sys.stderr.flush()
        return await firefox.wait()


async def _open_relay(address: str, stack: AsyncExitStack) -> str:
    async def relay(playwright: ServerConnection) -> None:
        assert playwright.request is not None
        async with connect(address + playwright.request.path, max_size=None, compression=None, proxy=None) as firefox:

            async def answers() -> None:
                async for message in firefox:
                    await playwright.send(message)

            passing = asyncio.create_task(answers())
            async for message in playwright:
                command = json.loads(message)
                if command["method"] == UNKNOWN_TO_IT:
                    await playwright.send(json.dumps({"type": "success", "id": command["id"], "result": {}}))
                else:
                    with suppress(ConnectionClosed):
                        await firefox.send(message)
            passing.cancel()

    server = await stack.enter_async_context(serve(relay, "127.0.0.1", 0, max_size=None, compression=None))
    port = next(iter(server.sockets)).getsockname()[1]
    return f"ws://127.0.0.1:{port}"


if __name__ == "__main__":
    sys.exit(asyncio.run(_relay(sys.argv[1], sys.argv[2:])))
