"""``guichet run`` for real, in the state of a machine where Rasa could not be installed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.cli import ports

CROWDED = "déjà pris"
PATIENCE = 240  # seconds; a machine that runs the other tests at the same time is slow


@pytest.fixture
def port() -> int:
    return ports.any_free()


@pytest.fixture
def variables(tmp_path: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GUICHET_")}
    return {
        **inherited,
        "GUICHET_DATA_DIR": str(tmp_path / "data"),
        "GUICHET_GUIDE": "none",
        "GUICHET_RASA_PYTHON": str(tmp_path / "not-installed"),
    }


class Running:
    """A ``guichet run`` in its own session, as a terminal would start it."""

    def __init__(self, port: int, folder: Path, variables: dict[str, str]) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self._log = folder / "run.log"
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "assistant.cli", "run", "--port", str(port)],
                cwd=folder,
                env=variables,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def said(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def wait_until_said(self, words: str) -> None:
        while words not in self.said():
            assert self.process.poll() is None, self.said()
            time.sleep(0.05)

    def wait_until_ready(self) -> None:
        with httpx.Client(trust_env=False, timeout=PATIENCE) as client:
            while self.process.poll() is None:
                try:
                    if client.get(f"{self.address}/readyz").is_success:
                        return
                except httpx.TransportError:
                    continue
        pytest.fail(f"it ended by itself:\n{self.said()}")


@pytest.fixture
def running(port: int, tmp_path: Path, variables: dict[str, str]) -> Iterator[Running]:
    started = Running(port, tmp_path, variables)
    yield started
    if started.process.poll() is None:
        started.process.kill()
    started.process.wait()


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def descendants_of(pid: int) -> list[int]:
    return [one for child in children_of(pid) for one in (child, *descendants_of(child))]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_without_rasa_and_stops_cleanly(running: Running, number: signal.Signals) -> None:
    running.wait_until_ready()
    assert httpx.get(f"{running.address}/widget.js", trust_env=False).is_success
    assert "mode simplifié" in running.said()
    running.wait_until_said(f"Premier administrateur  {running.address}/connexion/lien#")
    started = descendants_of(running.process.pid)
    running.process.send_signal(number)
    assert running.process.wait(PATIENCE) == 0, running.said()
    assert not [pid for pid in started if alive(pid)]
    assert "L'assistant est arrêté." in running.said()


def test_a_second_one_is_refused_on_the_same_folder_and_on_the_same_port(
    running: Running, port: int, tmp_path: Path, variables: dict[str, str]
) -> None:
    running.wait_until_ready()

    def refusal(data_dir: Path) -> str:
        command = [sys.executable, "-m", "assistant.cli", "run", "--port", str(port), "--data-dir", str(data_dir)]
        done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False, cwd=tmp_path)
        assert done.returncode == 1
        return done.stderr

    assert "déjà lancé" in refusal(tmp_path / "data")
    assert CROWDED in refusal(tmp_path / "elsewhere")


def test_a_wrong_setting_is_named_with_its_cure(tmp_path: Path, variables: dict[str, str]) -> None:
    wrong = {**variables, "GUICHET_RETENTION_DAYS": "never"}
    command = [sys.executable, "-m", "assistant.cli", "run"]
    done = subprocess.run(command, env=wrong, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 2
    assert "GUICHET_RETENTION_DAYS" in done.stderr
    assert "Traceback" not in done.stderr
