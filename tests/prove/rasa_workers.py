"""Several Rasa processes behind one assistant: both serve, and one that is killed is missed by nobody.

    python -m tests.prove.rasa_workers --data-dir DIR

Starts the whole assistant on the base in ``DIR`` (``guichet run`` has made one) with two Rasa processes, holds
conversations by several citizens at once, kills one Rasa (SIGKILL) in the middle, and waits until it is back. Prints
how many turns were answered, how many of them in the simpler way that needs no Rasa, and what each Rasa worked.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from assistant.cli import ports
from assistant.cli.bench.citizen import Citizen, NoReplyError, connected
from assistant.cli.paths import ROOT

WORKERS = 2
CITIZENS = 4
PATIENCE_S = 300
SECONDS = 20.0  # of each of the three stretches: both, one killed, both again
SAID = (
    "quels papiers pour un passeport",
    "et pour un mineur ?",
    "c'est combien ?",
    "où ça ?",
    "et en ligne ?",
    "merci",
)
_SERVE = "assistant.components.serve"
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Tally:
    """Turns of one stretch, by how they were answered; any that was not answered at all; what each Rasa worked."""

    answered: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    worked_s: dict[int, float] = field(default_factory=dict)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data-dir", type=Path, required=True)
    options = parser.parse_args()
    with _assistant(options.data_dir) as (url, pid):
        killed = _rasas(pid)[0]
        stretches = {"two Rasa": _stretch(url, pid), "one killed": _stretch(url, pid, kill=killed)}
        back_s = _until_back(pid, killed)
        stretches[f"two again, {back_s:.0f} s after"] = _stretch(url, pid)
    for name, tally in stretches.items():
        worked = ", ".join(f"{seconds:.1f} s" for seconds in tally.worked_s.values())
        counts = f"{tally.answered['fully']:5} answered, {tally.answered['simply']} simply, {len(tally.lost)} lost"
        print(f"{name:24}{counts}; processor time of each Rasa: {worked}")
    return 1 if any(tally.lost for tally in stretches.values()) or not _both_served(stretches) else 0


def _both_served(stretches: dict[str, Tally]) -> bool:
    both = [tally for name, tally in stretches.items() if name.startswith("two")]
    return all(len(tally.worked_s) == WORKERS and all(tally.worked_s.values()) for tally in both)


@contextlib.contextmanager
def _assistant(data_dir: Path) -> Iterator[tuple[str, int]]:
    """The address of an assistant of its own, ready, and the process that keeps it."""
    port = ports.any_free()
    without_limits = {f"GUICHET_RATE_{name}": "1000000/second" for name in ("CONVERSATION", "ADDRESS", "OPENINGS")}
    environment = {**os.environ, **without_limits, "GUICHET_RASA_WORKERS": str(WORKERS)}
    command = (sys.executable, "-m", "assistant.cli", "run", "--port", str(port), "--data-dir", str(data_dir))
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(lambda: len(_rasas(process.pid)) == WORKERS and _is_served_fully(url), "the assistant is not ready")
        yield url, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def _is_served_fully(url: str) -> bool:
    try:
        with connected(url) as citizen:
            citizen.begin()
            return "notice" not in citizen.say(SAID[0])["payload"]
    except (httpx.HTTPError, NoReplyError):
        return False


def _stretch(url: str, pid: int, *, kill: int | None = None) -> Tally:
    """Conversations of several citizens for a while; ``kill``: a process killed shortly after they began."""
    tally, before, end = Tally(), _worked(pid), time.monotonic() + SECONDS
    talks = [threading.Thread(target=_talk, args=(url, end, tally)) for _ in range(CITIZENS)]
    for talk in talks:
        talk.start()
    if kill is not None:
        time.sleep(SECONDS / 4)
        os.kill(kill, signal.SIGKILL)
    for talk in talks:
        talk.join()
    tally.worked_s = {rasa: spent - before.get(rasa, 0.0) for rasa, spent in _worked(pid).items()}
    return tally


def _talk(url: str, end: float, tally: Tally) -> None:
    with connected(url) as citizen:
        while time.monotonic() < end:
            citizen.begin()
            for words in SAID:
                _say(citizen, words, tally)


def _say(citizen: Citizen, words: str, tally: Tally) -> None:
    try:
        message = citizen.say(words)
    except (httpx.HTTPError, NoReplyError) as error:
        tally.lost.append(repr(error))
    else:
        tally.answered["simply" if "notice" in message["payload"] else "fully"] += 1


def _until_back(pid: int, killed: int) -> float:
    """Seconds until there are as many Rasa processes as before, without the one killed."""
    begun = time.monotonic()
    _wait(lambda: len(set(_rasas(pid)) - {killed}) == WORKERS, "the Rasa killed did not come back")
    return time.monotonic() - begun


def _wait(reached: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not reached():
        if time.monotonic() > end:
            raise TimeoutError(otherwise)
        time.sleep(0.5)


def _worked(pid: int) -> dict[int, float]:
    """Seconds of processor that each Rasa below ``pid`` has used."""
    return {rasa: _spent(rasa) for rasa in _rasas(pid)}


def _spent(pid: int) -> float:
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS
    return 0.0


def _rasas(pid: int) -> list[int]:
    """The Rasa processes among those that ``pid`` started, and those started by them."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    return sorted(child for child in parents if _descends(child, pid, parents) and _serves(child))


def _descends(child: int, pid: int, parents: dict[int, int]) -> bool:
    while child in parents and child != pid:
        child = parents[child]
    return child == pid


def _serves(pid: int) -> bool:
    with contextlib.suppress(OSError):
        arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        return arguments[0].endswith(b"python") and arguments[1:3] == [b"-m", _SERVE.encode()]
    return False


if __name__ == "__main__":
    sys.exit(main())
