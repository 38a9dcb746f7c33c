"""The contracts of the architecture hold, and each of them fails when it is broken."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PACKAGES = ("procedures", "actions", "api", "assistant")

VIOLATIONS = {
    "packages": ("procedures/words.py", "import api.settings"),
    "components": ("assistant/components/text.py", "import procedures.model"),
    "procedures": ("procedures/model/blocks.py", "import procedures.outcome"),
    "acyclic": ("procedures/walk/__init__.py", "import procedures.turn.advance"),
    "rasa": ("api/settings.py", "import rasa"),
    "rasa-sdk": ("assistant/components/text.py", "import rasa_sdk"),
    "sql": ("procedures/turn/advance.py", "import sqlalchemy"),
    "model": ("procedures/model/blocks.py", "import pydantic"),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("layers")
    for package in PACKAGES:
        ignored = shutil.ignore_patterns("__pycache__", "*.yaml", "*.yml", "static", "content", "*.npz")
        shutil.copytree(ROOT / package, folder / package, ignore=ignored)
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    return folder


def verdict_on(folder: Path, contract: str) -> subprocess.CompletedProcess[str]:
    program = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as lint; lint()"
    command = [sys.executable, "-c", program, "--no-cache", "--contract", contract]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("contract", VIOLATIONS)
def test_a_broken_contract_is_noticed(copy: Path, contract: str) -> None:
    name, statement = VIOLATIONS[contract]
    file = copy / name
    before = file.read_text()
    file.write_text(f"{before}\n{statement}\n")
    try:
        verdict = verdict_on(copy, contract)
    finally:
        file.write_text(before)
    assert verdict.returncode == 1, verdict.stdout + verdict.stderr
    assert "BROKEN" in verdict.stdout


def test_every_contract_has_its_violation() -> None:
    declared = {
        line.split('"')[1] for line in (ROOT / "pyproject.toml").read_text().splitlines() if line[:5] == "id = "
    }
    assert declared == set(VIOLATIONS)
