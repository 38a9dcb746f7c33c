"""The official directory is taken for the town of the sheet, or refused with what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.around import Directories
from assistant.cli.commands.import_directory import import_directory
from assistant.cli.console import CommandError
from tests.unit.procedures.official_directory import write
from tests.unit.procedures.town_files import SHEET


def test_its_counters_are_known_to_a_running_service_at_once(tmp_path: Path) -> None:
    (tmp_path / "town.yaml").write_text(SHEET, encoding="utf-8")
    known = Directories(tmp_path)
    assert known.now().places == ()
    services, communes = write(tmp_path)
    import_directory(services, competences=communes, data_dir=tmp_path)
    assert len(known.now().places) == 4


def test_a_damaged_file_leaves_the_last_good_one_in_place(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "town.yaml").write_text(SHEET, encoding="utf-8")
    services, communes = write(tmp_path)
    import_directory(services, competences=communes, data_dir=tmp_path)
    known = Directories(tmp_path)
    assert len(known.now().places) == 4
    (tmp_path / "annuaire.json").write_text("{", encoding="utf-8")
    assert len(known.now().places) == 4
    assert "import-directory" in caplog.text


def test_without_the_commune_s_code_nothing_is_taken(tmp_path: Path) -> None:
    services, _ = write(tmp_path)
    with pytest.raises(CommandError) as caught:
        import_directory(services, data_dir=tmp_path)
    assert "code_insee" in caught.value.cure


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "town.yaml").write_text(SHEET, encoding="utf-8")
    with pytest.raises(CommandError, match="annuaire officiel"):
        import_directory(tmp_path / "town.yaml", data_dir=tmp_path)
