"""Every check of the project, one after the other, all of them even when one fails.

The tests of Rasa's components, which start nothing and keep one core busy, run beside the quick checks: nothing that
waits for a server or a browser has company. The last line counts the tests, so that people and continuous integration
read the same thing.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
RASA_PYTHON = ROOT / ".venv-rasa" / "bin" / "python"
REPORTS = ROOT / ".cache" / "reports"
COMPONENT_TESTS = "tests/unit/assistant_components"


@dataclass(frozen=True)
class Check:
    """A command to run; ``report`` is where pytest counts its tests, when the command is pytest."""

    name: str
    command: tuple[str, ...]
    report: Path | None = None


@dataclass(frozen=True)
class Result:
    """How a check ended, after how many seconds; ``said`` is what it printed, when it was not to print by itself."""

    check: Check
    passed: bool
    seconds: float
    said: str = ""


def bin_(tool: str, *arguments: str) -> tuple[str, ...]:
    return (str(BIN / tool), *arguments)


def pytest(name: str, python: Path, *arguments: str) -> Check:
    report = REPORTS / f"{name.replace(' ', '-')}.xml"
    return Check(name, (str(python), "-m", "pytest", "-q", f"--junit-xml={report}", *arguments), report)


QUICK = (
    Check("style", bin_("ruff", "check", ".")),
    Check("format", bin_("ruff", "format", "--check", ".")),
    Check("types", bin_("mypy")),
    Check(
        "types of Rasa's components",
        bin_("mypy", "--config-file", "assistant/components/mypy.ini"),
    ),
    Check("layers", bin_("lint-imports")),
    Check("content", bin_("guichet", "check")),
)
COMPONENTS = pytest(
    "components in Rasa's environment",
    RASA_PYTHON,
    "-c",
    f"{COMPONENT_TESTS}/pytest.ini",
    f"--rootdir={COMPONENT_TESTS}",
    COMPONENT_TESTS,
)
TESTS = (
    # On their own: Playwright keeps an event loop running in its process, where no test could start another.
    pytest("browser", BIN / "python", "--durations=5", "tests/browser"),
    pytest("tests", BIN / "python", f"--ignore={COMPONENT_TESTS}", "--ignore=tests/browser", "--durations=15", "tests"),
)


def main() -> int:
    """Exit code 0 only when every check passed and at least one test ran."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="no test")
    options = parser.parse_args()
    REPORTS.mkdir(parents=True, exist_ok=True)
    results = [run(check) for check in QUICK] if options.quick else run_all()
    print("\n--- Summary")
    for result in results:
        print(f"{'ok    ' if result.passed else 'FAILED'} {result.check.name} ({result.seconds:.0f} s)")
    all_passed = all(result.passed for result in results)
    if not options.quick:
        counts = count([result.check.report for result in results if result.check.report])
        all_passed = all_passed and counts["passed"] > 0
        print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return 0 if all_passed else 1


def run_all() -> list[Result]:
    with ThreadPoolExecutor(1) as beside:
        components = beside.submit(run_silently, COMPONENTS)
        results = [run(check) for check in QUICK]
        print(f"\n--- {COMPONENTS.name}", flush=True)
        results.append(components.result())
        print(results[-1].said, flush=True)
    return results + [run(check) for check in TESTS]


def run(check: Check) -> Result:
    """``check``, which prints as it goes."""
    print(f"\n--- {check.name}", flush=True)
    begun = time.monotonic()
    done = subprocess.run(check.command, cwd=ROOT, env=prepared(check), check=False)
    return Result(check, done.returncode == 0, time.monotonic() - begun)


def run_silently(check: Check) -> Result:
    """``check``, whose words are kept for later."""
    begun = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=prepared(check),
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return Result(check, done.returncode == 0, time.monotonic() - begun, done.stdout)


def prepared(check: Check) -> dict[str, str]:
    """The variables ``check`` runs with, its last report gone: settings of whoever runs this must not change what the
    tests see."""
    if check.report is not None:
        check.report.unlink(missing_ok=True)
    return {name: value for name, value in os.environ.items() if not name.startswith("GUICHET_")}


def count(reports: list[Path]) -> dict[str, int]:
    """Tests passed, failed and skipped over pytest's reports; a missing report counts one failure."""
    totals = {"passed": 0, "failed": 0, "skipped": 0}
    for report in reports:
        if not report.is_file():
            totals["failed"] += 1
            continue
        for suite in ET.parse(report).getroot().iter("testsuite"):
            failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped = int(suite.get("skipped", 0))
            totals["failed"] += failed
            totals["skipped"] += skipped
            totals["passed"] += int(suite.get("tests", 0)) - failed - skipped
    return totals


if __name__ == "__main__":
    sys.exit(main())
