"""The widget in Firefox: all its behaviour tests, then each state under axe-core in the dark and in forced colours.

python -m tests.prove.firefox
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from assistant.setup.programs import FIREFOX

ROOT = Path(__file__).parents[2]
ABOUT_COLOURS = "no_rule or demonstration or need_no_script"


def main() -> int:
    """Exit code 0 when every test passes in each of the colours."""
    path = FIREFOX.find()
    if path is None:
        print(f"Firefox est absent : {FIREFOX.cure}", file=sys.stderr)
        return 1
    print(subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout.strip(), flush=True)
    runs = (("light", "widget"), ("dark", ABOUT_COLOURS), ("forced", ABOUT_COLOURS))
    return 1 if any(_run(colours, chosen) for colours, chosen in runs) else 0


def _run(colours: str, chosen: str) -> int:
    print(f"--- {colours}", flush=True)
    files = sorted(str(file) for file in (ROOT / "tests" / "browser").glob("test_widget_*.py"))
    command = [sys.executable, "-m", "pytest", "-q", f"--firefox={colours}", "-k", chosen, *files]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
