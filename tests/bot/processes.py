"""Processes of the assistant for tests: started on free ports, waited for, ended."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.cli import training
from assistant.cli.paths import ROOT

RASA_PYTHON = ROOT / ".venv-rasa" / "bin" / "python"
START_LIMIT = 300  # seconds, on a machine busy with other things
SERVE_API = ("-m", "uvicorn", "--factory", "api.start:create_app", "--no-access-log", "--port")


@contextlib.contextmanager
def bot_running(model: Path, folder: Path, variables: dict[str, str]) -> Iterator[dict[str, str]]:
    """Rasa and the action server on the base that ``variables`` names; gives them with the two addresses added."""
    rasa_url, actions_url = (f"http://127.0.0.1:{port}" for port in free_ports(2))
    told = {**os.environ, **variables, "GUICHET_RASA_URL": rasa_url, "GUICHET_ACTIONS_URL": actions_url}
    serve_rasa = (str(RASA_PYTHON), "-m", "assistant.components.serve", str(model))
    with (
        running((sys.executable, "-m", "actions.server"), told, f"{actions_url}/health", folder / "actions.log"),
        running(serve_rasa, training.environment(told), rasa_url, folder / "rasa.log"),
    ):
        yield told


@contextlib.contextmanager
def running(command: tuple[str, ...], variables: dict[str, str], address: str, log: Path) -> Iterator[str]:
    """The process of ``command`` until the block ends. Fails the test when ``address`` does not answer."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=variables, stdout=output, stderr=subprocess.STDOUT)
    try:
        _wait(address, process, log)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on at this moment."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return [opened.getsockname()[1] for opened in sockets]
    finally:
        for opened in sockets:
            opened.close()


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_LIMIT
    while time.monotonic() < end and process.poll() is None:
        try:
            if httpx.get(address, timeout=5, trust_env=False).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    pytest.fail(f"{address} did not come up:\n{log.read_text(errors='replace')[-3000:]}")
