"""Settings shared by every process."""

from __future__ import annotations

from pathlib import Path

import pytest

from procedures.settings import BaseSettings


@pytest.fixture(autouse=True)
def _nothing_around(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("GUICHET_DATA_DIR", "GUICHET_DATABASE_URL", "GUICHET_CONTENT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_by_default_everything_lies_in_one_folder_under_the_working_directory(tmp_path: Path) -> None:
    settings = BaseSettings()
    assert settings.data_dir == Path(".guichet")
    assert settings.database_url == f"sqlite:///{tmp_path}/.guichet/guichet.sqlite3"
    assert settings.content == "all"


def test_the_default_database_follows_the_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GUICHET_DATA_DIR", str(tmp_path / "elsewhere"))
    assert BaseSettings().database_url == f"sqlite:///{tmp_path}/elsewhere/guichet.sqlite3"


def test_the_environment_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUICHET_DATABASE_URL", "postgresql://guichet@db.example.org/guichet")
    monkeypatch.setenv("GUICHET_CONTENT", "official")
    settings = BaseSettings()
    assert settings.database_url == "postgresql://guichet@db.example.org/guichet"
    assert settings.content == "official"


def test_a_file_may_hold_the_settings(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("GUICHET_CONTENT=own\n")
    assert BaseSettings().content == "own"


def test_an_unknown_content_scope_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUICHET_CONTENT", "everything")
    with pytest.raises(ValueError, match="content"):
        BaseSettings()
