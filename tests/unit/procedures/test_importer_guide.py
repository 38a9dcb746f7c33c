"""Importing twice, changing a page, removing one: what the base becomes, and what is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from procedures.importer import SourceError, import_guide
from procedures.store import Store, StoredCatalogue
from tests.guide_files import a_chapter, a_guide, a_page


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    pages = {f"F{number}": a_page(f"F{number}") for number in range(1, 121)}
    return a_guide(tmp_path / "guide" / "particuliers", **pages)


@pytest.fixture
def store(engine: Engine) -> Store:
    return Store(engine)


def test_a_first_import_adds_every_page(guide: Path, store: Store, engine: Engine) -> None:
    report = import_guide([guide], store)
    assert (report.added, report.changed, report.unchanged, report.withdrawn) == (120, 0, 0, 0)
    procedure = StoredCatalogue(engine).procedure("F120")
    assert procedure is not None
    assert procedure.title == "Une démarche"


def test_a_second_import_changes_nothing(guide: Path, store: Store, engine: Engine) -> None:
    import_guide([guide], store)
    version = StoredCatalogue(engine).version()
    report = import_guide([guide], store)
    assert (report.added, report.changed, report.unchanged, report.withdrawn) == (0, 0, 120, 0)
    assert StoredCatalogue(engine).version() == version


def test_one_page_changed_is_one_procedure_changed(guide: Path, store: Store) -> None:
    import_guide([guide], store)
    a_guide(guide, F7=a_page("F7", f"<Texte>{a_chapter('Coût')}</Texte>"))
    report = import_guide([guide], store)
    assert (report.added, report.changed, report.unchanged, report.withdrawn) == (0, 1, 119, 0)


def test_a_page_removed_is_withdrawn_and_comes_back(guide: Path, store: Store, engine: Engine) -> None:
    import_guide([guide], store)
    (guide / "F7.xml").unlink()
    assert import_guide([guide], store).withdrawn == 1
    assert StoredCatalogue(engine).procedure("F7") is None
    a_guide(guide, F7=a_page("F7"))
    assert import_guide([guide], store).added == 1
    assert StoredCatalogue(engine).procedure("F7") is not None


def test_a_page_that_became_unreadable_keeps_what_the_base_has(guide: Path, store: Store, engine: Engine) -> None:
    import_guide([guide], store)
    a_guide(guide, F7=a_page("F7")[:-30])
    report = import_guide([guide], store)
    assert report.withdrawn == 0
    assert [unreadable.name for unreadable in report.unreadable] == ["particuliers/F7.xml"]
    assert StoredCatalogue(engine).procedure("F7") is not None


def test_another_audience_is_left_alone(guide: Path, store: Store, tmp_path: Path) -> None:
    import_guide([guide], store)
    associations = a_guide(tmp_path / "associations", F500=a_page("F500"))
    report = import_guide([associations], store)
    assert (report.added, report.withdrawn) == (1, 0)


def test_a_page_in_two_sources_is_taken_once(guide: Path, store: Store, tmp_path: Path) -> None:
    again = a_guide(tmp_path / "again" / "particuliers", F7=a_page("F7", title="Une autre"))
    report = import_guide([guide, again], store)
    assert report.added == 120
    assert [unreadable.id for unreadable in report.unreadable] == ["F7"]


def test_a_source_that_cannot_be_used_writes_nothing(guide: Path, store: Store, engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        import_guide([guide, tmp_path / "nothing"], store)
    assert StoredCatalogue(engine).procedure("F1") is None


def test_progress_is_told_file_by_file(guide: Path, store: Store) -> None:
    told: list[tuple[int, int]] = []
    import_guide([guide], store, progress=lambda done, total: told.append((done, total)))
    assert told[0] == (1, 120)
    assert told[-1] == (120, 120)
