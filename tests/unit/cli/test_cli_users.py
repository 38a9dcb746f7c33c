"""``guichet users``: accounts from the machine itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.database import create_engine
from api.staff.audit import Audit
from api.staff.identity import Role
from api.staff.repository import StaffRepository
from assistant.cli.application import application
from assistant.cli.console import CommandError

EMAIL = "camille@ville.example"
PASSWORD = "quatre mots au hasard"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, migrated_sqlite: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    data = tmp_path / "data"
    data.mkdir()
    (data / "guichet.sqlite3").write_bytes(migrated_sqlite.read_bytes())
    monkeypatch.setenv("GUICHET_DATA_DIR", str(data))
    monkeypatch.delenv("GUICHET_PORT", raising=False)
    return data


@pytest.fixture
def repository(folder: Path) -> StaffRepository:
    return StaffRepository(create_engine(f"sqlite:///{folder / 'guichet.sqlite3'}"))


def users(*arguments: str, said: str | None = None) -> Result:
    return CliRunner().invoke(application, ["users", *arguments], input=said, catch_exceptions=True)


def test_adding_prints_one_link_on_standard_output(repository: StaffRepository) -> None:
    done = users("add", EMAIL, "--role", "agent", "--role", "editor", "--name", "Camille")
    assert done.exit_code == 0
    assert done.stdout.startswith("http://127.0.0.1:8000/connexion/lien#")
    assert len(done.stdout.splitlines()) == 1
    account = repository.by_email(EMAIL)
    assert account is not None
    assert (account.name, account.roles, account.password_hash) == ("Camille", {Role.AGENT, Role.EDITOR}, None)


def test_links_follow_the_public_address_or_the_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUICHET_PORT", "8123")
    assert users("add", EMAIL, "--role", "agent").stdout.startswith("http://127.0.0.1:8123/")
    monkeypatch.setenv("GUICHET_PUBLIC_URL", "https://guichet.example")
    assert users("reset", EMAIL).stdout.startswith("https://guichet.example/connexion/lien#")


def test_a_password_is_taken_from_standard_input_and_shown_nowhere(repository: StaffRepository) -> None:
    done = users("add", EMAIL, "--role", "admin", "--password-stdin", said=f"{PASSWORD}\n")
    assert done.exit_code == 0
    assert done.stdout == ""
    assert PASSWORD not in done.output
    account = repository.by_email(EMAIL)
    assert account is not None
    assert (account.password_hash or "").startswith("$argon2id$")


@pytest.mark.parametrize(
    ("arguments", "said", "reason"),
    [
        (("add", EMAIL, "--role", "agent", "--password-stdin"), "court\n", "trop court"),
        (("add", EMAIL, "--role", "agent", "--password-stdin"), "", "Aucun mot de passe"),
        (("add", "camille", "--role", "agent"), None, "n’est pas valable"),
        (("disable", "nobody@ville.example"), None, "n’existe pas"),
    ],
)
def test_a_refusal_tells_its_reason_and_changes_nothing(
    repository: StaffRepository, arguments: tuple[str, ...], said: str | None, reason: str
) -> None:
    done = users(*arguments, said=said)
    assert isinstance(done.exception, CommandError)
    assert reason in done.exception.reason
    assert repository.all() == []


def test_an_unknown_role_is_refused_with_those_there_are() -> None:
    done = users("add", EMAIL, "--role", "king")
    assert done.exit_code == 2
    assert "supervisor" in done.output


def test_an_account_is_closed_opened_and_given_other_roles(repository: StaffRepository) -> None:
    users("add", EMAIL, "--role", "agent")
    users("disable", EMAIL)
    assert "fermé" in users("list").stdout
    users("enable", EMAIL)
    users("role", EMAIL, "--role", "editor")
    listed = users("list").stdout
    assert "sans mot de passe" in listed
    assert "editor" in listed
    assert "agent" not in listed


def test_a_reset_takes_the_password_away_or_gives_another(repository: StaffRepository) -> None:
    users("add", EMAIL, "--role", "agent", "--password-stdin", said=f"{PASSWORD}\n")
    first = repository.by_email(EMAIL)
    users("reset", EMAIL, "--password-stdin", said="une toute autre phrase\n")
    second = repository.by_email(EMAIL)
    assert users("reset", EMAIL).stdout.startswith("http")
    third = repository.by_email(EMAIL)
    assert first is not None
    assert second is not None
    assert third is not None
    assert first.password_hash != second.password_hash
    assert third.password_hash is None


def test_the_first_administrators_link_is_shown_until_there_is_one(folder: Path) -> None:
    runner = CliRunner()
    assert "/connexion/lien#" in runner.invoke(application, ["first-link"]).stdout
    users("add", EMAIL, "--role", "admin")
    assert runner.invoke(application, ["first-link"]).stdout == ""


def test_what_the_machine_did_is_in_the_log_too(folder: Path) -> None:
    users("add", EMAIL, "--role", "agent")
    entries = Audit(create_engine(f"sqlite:///{folder / 'guichet.sqlite3'}")).entries(before=None, at_most=9)
    assert [(entry.action, entry.actor_id) for entry in entries] == [("link_made", None), ("account_added", None)]
