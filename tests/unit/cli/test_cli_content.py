"""Hand-written procedures out of the base and into it: nothing is taken when one fault is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant.cli import own_content
from assistant.cli.commands.export_content import export_content
from assistant.cli.commands.import_content import import_content
from assistant.cli.console import CommandError
from procedures import spreadsheet
from procedures.model import Origin, Procedure
from procedures.yaml_files import Folder, read_folders
from procedures.yaml_files.saving import save

TODAY = date(2026, 11, 30)


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("GUICHET_DATABASE_URL", raising=False)
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    spreadsheet.template(tmp_path / "modele.xlsx")
    return tmp_path / "modele.xlsx"


def own_files(data_dir: Path) -> list[str]:
    return sorted(file.stem for file in (data_dir / "content").rglob("*.yaml"))


def renamed(workbook: Path, name: str, title: str) -> None:
    """The first sheet of ``workbook`` under another name and title, in its three tabs."""
    book = load_workbook(workbook)
    old = book["Fiches"]["A2"].value
    for sheet in book:
        for line in sheet.iter_rows(max_col=1):
            if line[0].value == old:
                line[0].value = name
    book["Fiches"]["B2"] = title
    book.save(workbook)


def served(data_dir: Path) -> dict[str, Procedure]:
    url = f"sqlite:///{data_dir.absolute() / 'guichet.sqlite3'}"
    return {procedure.id: procedure for procedure in own_content.served(url, data_dir)}


def test_a_new_sheet_of_a_workbook_is_served_at_once(data_dir: Path, workbook: Path) -> None:
    renamed(workbook, "salle-du-moulin", "Louer la salle du Moulin")
    import_content(workbook, data_dir=data_dir)
    assert served(data_dir)["salle-du-moulin"].title == "Louer la salle du Moulin"
    assert own_files(data_dir) == ["salle-du-moulin"]  # the other example is as it was: it stays the project's


def test_what_comes_out_goes_in_again_unchanged(data_dir: Path, tmp_path: Path, workbook: Path) -> None:
    renamed(workbook, "salle-du-moulin", "Louer la salle du Moulin")
    import_content(workbook, data_dir=data_dir)
    before = served(data_dir)
    for destination in (tmp_path / "tout.xlsx", tmp_path / "yaml"):
        export_content(destination, data_dir=data_dir)
        import_content(destination, data_dir=data_dir)
    assert served(data_dir) == before
    assert own_files(data_dir) == ["salle-du-moulin"]


def test_one_fault_is_enough_for_nothing_to_be_written(data_dir: Path, workbook: Path) -> None:
    book = load_workbook(workbook)
    book["Rubriques"]["F2"] = "n'importe quoi"
    book.save(workbook)
    renamed(workbook, "salle-du-moulin", "Louer la salle du Moulin")
    with pytest.raises(CommandError) as caught:
        import_content(workbook, data_dir=data_dir)
    assert [line.split(" : ")[0] for line in caught.value.details] == ["Onglet Rubriques, ligne 2, colonne source_url"]
    assert not (data_dir / "content").exists()


def test_a_rehearsal_writes_nothing(data_dir: Path, workbook: Path) -> None:
    import_content(workbook, data_dir=data_dir, dry_run=True)
    assert list(data_dir.iterdir()) == []


def test_without_a_base_the_files_are_exported(data_dir: Path, tmp_path: Path) -> None:
    export_content(tmp_path / "yaml", data_dir=data_dir)
    found, problems, _ = read_folders((Folder(tmp_path / "yaml", Origin.OWN),))
    assert problems == ()
    assert "passeport" in found


@pytest.mark.parametrize("source", ["absent.xlsx", "vide"])
def test_what_holds_no_sheet_is_refused_with_a_cure(data_dir: Path, tmp_path: Path, source: str) -> None:
    (tmp_path / "vide").mkdir()
    with pytest.raises(CommandError):
        import_content(tmp_path / source, data_dir=data_dir)


def test_a_yaml_file_with_a_fault_is_refused(data_dir: Path, tmp_path: Path) -> None:
    file = tmp_path / "salle.yaml"
    file.write_text("titre: Une salle\n", encoding="utf-8")
    with pytest.raises(CommandError) as caught:
        import_content(file, data_dir=data_dir)
    assert any("resume" in line for line in caught.value.details)


def test_a_template_is_a_spreadsheet(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="tableur"):
        export_content(tmp_path / "dossier", template=True)


class TestSaving:
    def test_a_file_that_cannot_be_written_leaves_the_others_as_they_were(self, tmp_path: Path, workbook: Path) -> None:
        first, second = spreadsheet.read(workbook, today=TODAY)
        save([first], tmp_path)
        (tmp_path / "autre").write_text("un fichier à la place du dossier", encoding="utf-8")
        with pytest.raises(OSError, match="autre"):
            save([replace(first, title="Autre titre"), second], tmp_path, places={second.id: "autre"})
        found, _, _ = read_folders((Folder(tmp_path, Origin.OWN),))
        assert found[first.id] == first
        assert not list(tmp_path.rglob("*.tmp"))

    def test_a_sheet_is_written_over_where_it_stands(self, tmp_path: Path, workbook: Path) -> None:
        first, _ = spreadsheet.read(workbook, today=TODAY)
        save([first], tmp_path, places={first.id: "vie-locale"})
        assert save([first], tmp_path) == (tmp_path / "vie-locale" / f"{first.id}.yaml",)
