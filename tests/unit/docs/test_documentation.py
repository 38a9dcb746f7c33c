"""The documentation keeps up with the code: settings, commands, targets and links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli.application import COMMANDS, application
from assistant.cli.settings import Settings

ROOT = Path(__file__).parents[3]
PAGES = [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md"))]
INSTALLATION = (ROOT / "docs" / "installation.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
# Not fields of the settings: one belongs to the command line, the others to the tests.
OTHER_VARIABLES = {
    "GUICHET_PORT",
    "GUICHET_SNAPSHOT",
    "GUICHET_WALK",
    "GUICHET_WALK_SEED",
    "GUICHET_FUZZ",
    "GUICHET_CUT",
    "GUICHET_WHOLE",
}


def documented() -> dict[str, str]:
    """Each setting of the table, with its default as written there."""
    return dict(re.findall(r"^\| `(GUICHET_\w+)` \| (.*?) \|", INSTALLATION, flags=re.MULTILINE))


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_documented_with_its_default(name: str) -> None:
    written = documented()[f"GUICHET_{name.upper()}"]
    default = Settings.model_fields[name].default
    if default not in ("", ()):
        assert f"`{default}`" in written


def test_no_documented_setting_is_unknown() -> None:
    known = {f"GUICHET_{name.upper()}" for name in Settings.model_fields} | OTHER_VARIABLES
    for page in PAGES:
        assert set(re.findall(r"GUICHET_[A-Z_]+[A-Z]", page.read_text(encoding="utf-8"))) <= known, page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_in_the_pages_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"(?:`|^|\.venv/bin/)guichet ([a-z][a-z-]+)", text, re.MULTILINE)
    assert set(named) <= set(COMMANDS)


def test_the_readme_lists_every_command_with_its_options() -> None:
    for command in COMMANDS:
        row = next(line for line in README.splitlines() if line.startswith("|") and f"`guichet {command}" in line)
        help_text = CliRunner().invoke(application, [command, "--help"], env={"COLUMNS": "200"}).output
        for option in re.findall(r"--[a-z-]+", row):
            assert option in help_text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_in_the_pages_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    named = re.findall(r"(?:`|^|-- )make ([a-z]+)", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert set(named) <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_anchor_of_a_page_is_a_heading_of_it(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    headings = {_anchor(title) for title in re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= headings


def test_every_decision_is_in_the_index() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    for page in folder.glob("0*.md"):
        assert f"({page.name})" in index


def _anchor(title: str) -> str:
    """As code forges make it: lower case, punctuation gone, spaces as hyphens."""
    return re.sub(r"[^\w\s-]", "", title.strip().lower()).replace(" ", "-")
