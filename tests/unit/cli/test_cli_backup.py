"""A backup holds everything needed to start again elsewhere, on either database, and nothing secret."""

from __future__ import annotations

import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert
from typer.testing import CliRunner, Result

from api.database import create_engine, migrate
from api.migrations.models import METADATA
from api.security.sealing import KEY_FILE, Seal
from assistant.cli.application import application
from assistant.cli.archive import contents, town
from assistant.cli.console import CommandError
from procedures.store import Store, StoredCatalogue
from procedures.store.base import utc_now
from procedures.store.tables import ImportRow
from procedures.store.transfer import copy_rows, is_empty
from tests.items import a_procedure

Guichet = Callable[..., Result]


@pytest.fixture
def guichet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Guichet:
    """The command line, in a folder without ``.env``; errors are raised as they are."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object, **variables: object) -> Result:
        environment = {f"GUICHET_{name.upper()}": str(value) for name, value in variables.items()}
        return CliRunner().invoke(application, list(map(str, arguments)), env=environment, catch_exceptions=False)

    return run


def filled(database_url: str) -> None:
    engine = create_engine(database_url)
    Store(engine).put([a_procedure("F1", title="Carte d’identité"), a_procedure("F2")])
    engine.dispose()


def title_of(database_url: str, procedure_id: str) -> str | None:
    engine = create_engine(database_url)
    try:
        return StoredCatalogue(engine).title(procedure_id)
    finally:
        engine.dispose()


def test_what_was_saved_is_found_again_elsewhere(tmp_path: Path, database_url: str, guichet: Guichet) -> None:
    filled(database_url)
    data = tmp_path / "here"
    (data / "content" / "ecole").mkdir(parents=True)
    (data / "content" / "ecole" / "cantine.yaml").write_text("titre: Cantine")
    (data / "models").mkdir()
    (data / "models" / "old.tar.gz").write_text("large, and made again")
    guichet("backup", tmp_path / "saved.tar.gz", data_dir=data, database_url=database_url)
    guichet("restore", tmp_path / "saved.tar.gz", data_dir=tmp_path / "there")
    restored = tmp_path / "there" / "guichet.sqlite3"
    assert title_of(f"sqlite:///{restored}", "F1") == "Carte d’identité"
    assert (tmp_path / "there" / "content" / "ecole" / "cantine.yaml").read_text() == "titre: Cantine"
    assert not (tmp_path / "there" / "models").exists()


def test_telephones_codes_go_on_after_a_restore(tmp_path: Path, sqlite_url: str, guichet: Guichet) -> None:
    sealed = Seal(tmp_path / "here").close("JBSWY3DPEHPK3PXP")
    guichet("backup", tmp_path / "saved.tar.gz", data_dir=tmp_path / "here", database_url=sqlite_url)
    guichet("restore", tmp_path / "saved.tar.gz", data_dir=tmp_path / "there")
    assert Seal(tmp_path / "there").open(sealed) == "JBSWY3DPEHPK3PXP"
    assert (tmp_path / "there" / KEY_FILE).stat().st_mode & 0o077 == 0


def test_a_backup_moves_a_town_to_another_database(
    tmp_path: Path, sqlite_url: str, postgresql_url: str, guichet: Guichet
) -> None:
    filled(sqlite_url)
    guichet("backup", tmp_path / "saved.tar.gz", data_dir=tmp_path / "here", database_url=sqlite_url)
    guichet("restore", tmp_path / "saved.tar.gz", data_dir=tmp_path / "there", database_url=postgresql_url)
    assert title_of(postgresql_url, "F1") == "Carte d’identité"
    filled_again = create_engine(postgresql_url)
    Store(filled_again).put([a_procedure("F3")])  # numbers go on after those that came along
    filled_again.dispose()
    assert title_of(postgresql_url, "F3") is not None


def test_restoring_refuses_to_overwrite_unless_told(tmp_path: Path, sqlite_url: str, guichet: Guichet) -> None:
    filled(sqlite_url)
    guichet("backup", tmp_path / "saved.tar.gz", data_dir=tmp_path / "here", database_url=sqlite_url)
    with pytest.raises(CommandError, match="déjà des données"):
        guichet("restore", tmp_path / "saved.tar.gz", data_dir=tmp_path / "here", database_url=sqlite_url)
    guichet("restore", tmp_path / "saved.tar.gz", "--force", data_dir=tmp_path / "here", database_url=sqlite_url)
    assert title_of(sqlite_url, "F1") == "Carte d’identité"
    assert (tmp_path / "guichet.sqlite3.before-restore").is_file()


def test_town_content_alone_is_not_overwritten_either(tmp_path: Path, sqlite_url: str, guichet: Guichet) -> None:
    filled(sqlite_url)
    guichet("backup", tmp_path / "saved.tar.gz", data_dir=tmp_path / "here", database_url=sqlite_url)
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "town.yaml").write_text("nom: Ailleurs")
    with pytest.raises(CommandError, match="déjà des données"):
        guichet("restore", tmp_path / "saved.tar.gz", data_dir=tmp_path / "there")


def test_a_backup_is_taken_while_citizens_write(tmp_path: Path, sqlite_url: str, guichet: Guichet) -> None:
    filled(sqlite_url)
    engine = create_engine(sqlite_url)
    with engine.begin() as writing:
        writing.execute(insert(ImportRow).values(_import()))
        guichet("backup", tmp_path / "saved.tar.gz", data_dir=tmp_path / "here", database_url=sqlite_url)
    engine.dispose()
    guichet("restore", tmp_path / "saved.tar.gz", data_dir=tmp_path / "there")
    assert title_of(f"sqlite:///{tmp_path}/there/guichet.sqlite3", "F1") is not None


def test_no_backup_is_overwritten_by_mistake(tmp_path: Path, sqlite_url: str, guichet: Guichet) -> None:
    (tmp_path / "saved.tar.gz").write_text("precious")
    with pytest.raises(CommandError, match="existe déjà"):
        guichet("backup", tmp_path / "saved.tar.gz", data_dir=tmp_path, database_url=sqlite_url)
    assert (tmp_path / "saved.tar.gz").read_text() == "precious"


def test_without_a_base_there_is_nothing_to_save(tmp_path: Path, guichet: Guichet) -> None:
    with pytest.raises(CommandError, match="pas encore de base"):
        guichet("backup", tmp_path / "saved.tar.gz", data_dir=tmp_path / "empty")
    assert not (tmp_path / "saved.tar.gz").exists()


def test_only_its_owner_can_read_a_backup(tmp_path: Path, sqlite_url: str, guichet: Guichet) -> None:
    guichet("backup", tmp_path / "saved.tar.gz", data_dir=tmp_path / "here", database_url=sqlite_url)
    assert (tmp_path / "saved.tar.gz").stat().st_mode & 0o777 == 0o600


def test_a_damaged_backup_changes_nothing(tmp_path: Path, sqlite_url: str, guichet: Guichet) -> None:
    filled(sqlite_url)
    file = tmp_path / "saved.tar.gz"
    guichet("backup", file, data_dir=tmp_path / "here", database_url=sqlite_url)
    file.write_bytes(file.read_bytes()[:-200])
    with pytest.raises(CommandError, match="pas une sauvegarde lisible"):
        guichet("restore", file, data_dir=tmp_path / "there")
    assert not (tmp_path / "there" / "guichet.sqlite3").exists()


def test_an_altered_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "database").write_text("as saved")
    archive = tmp_path / "saved.tar.gz"
    contents.write(archive, {contents.DATABASE: tmp_path / "database"}, rows_from="sqlite")
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path / "altered", filter="data")
    (tmp_path / "altered" / contents.DATABASE).write_text("altered")
    with tarfile.open(archive, "w:gz") as tar:
        for name in (contents.MANIFEST, contents.DATABASE):
            tar.add(tmp_path / "altered" / name, arcname=name)
    with pytest.raises(CommandError, match=contents.DATABASE):
        contents.read(archive, tmp_path / "unpacked")


def test_settings_are_kept_without_secrets() -> None:
    text = town.settings_text(
        {
            "GUICHET_DATABASE_URL": "postgresql://guichet:s3cret@db.example:5432/guichet",
            "GUICHET_REDIS_URL": "redis://:s3cret@[::1]:6379/0",
            "GUICHET_SESSION_SECRET": "s3cret",
            "GUICHET_SITES": "https://www.ville.example",
            "HOME": "/root",
        }
    )
    assert "s3cret" not in text
    assert "GUICHET_DATABASE_URL=postgresql://guichet@db.example:5432/guichet" in text
    assert "GUICHET_REDIS_URL=redis://[::1]:6379/0" in text
    assert "GUICHET_SITES=https://www.ville.example" in text
    assert "HOME" not in text


def test_copying_replaces_what_the_target_held(tmp_path: Path, engine: Engine) -> None:
    source_url = f"sqlite:///{tmp_path / 'source.sqlite3'}"
    migrate(source_url)
    source = create_engine(source_url)
    Store(source).put([a_procedure("F2"), a_procedure("F3")])
    Store(engine).put([a_procedure("F1")])
    copy_rows(source, engine, METADATA)
    source.dispose()
    catalogue = StoredCatalogue(engine)
    assert catalogue.title("F1") is None
    assert catalogue.title("F2") is not None


def test_a_new_base_is_empty_and_a_filled_one_is_not(engine: Engine) -> None:
    assert is_empty(engine, METADATA)
    Store(engine).put([a_procedure("F1")])
    assert not is_empty(engine, METADATA)


def _import() -> dict[str, object]:
    now = utc_now()
    counts = dict.fromkeys(("added", "changed", "unchanged", "withdrawn"), 0)
    return {"source": "?", "started_at": now, "finished_at": now, "unreadable": [], **counts}
