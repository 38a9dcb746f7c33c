"""Public ids, and ids inside the documents, on the real guide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from procedures.identity import candidates
from procedures.importer import read_all
from procedures.importer.sources import open_files
from procedures.model import Choice, Procedure, Section, descendants
from tests.guide_snapshot import Chosen, procedures_numbered, sample_of

SAMPLE = 600


def _ids(procedure: Procedure) -> Iterator[str]:
    for block in descendants((*procedure.introduction, *procedure.body)):
        if isinstance(block, Section):
            yield block.id
        if isinstance(block, Choice):
            yield block.id
            yield from (option.id for option in block.options)


def test_no_two_sections_choices_or_options_of_a_procedure_share_an_id(snapshot: Path) -> None:
    files = open_files(snapshot)
    chosen = Chosen(files, sample_of(files.names(), SAMPLE, seed=11).__contains__)
    for item in read_all([chosen]):
        if isinstance(item, Procedure):
            twice = [found for found, times in Counter(_ids(item)).items() if times > 1]
            assert twice == [], item.id


def test_a_number_shared_by_two_audiences_gives_two_public_ids(snapshot: Path) -> None:
    found = procedures_numbered(snapshot, {"F133", "F133@professionnels"})
    assert {(item.id, item.audience.value) for item in found.values()} == {
        ("F133", "particuliers"),
        ("F133@professionnels", "professionnels"),
    }
    assert found["F133"].body != found["F133@professionnels"].body


def test_what_a_dossier_names_is_among_the_candidates_of_its_link(snapshot: Path) -> None:
    procedure = procedures_numbered(snapshot, {"F1341"})["F1341"]
    assert procedure.dossier_id == "N358"
    assert (procedure.sub_dossier, procedure.label) == ("Pour un majeur", "Première demande")
    assert procedure.dossier_id in candidates("N358", procedure.audience)
