"""Files that say how citizens ask: what is wrong is named, what is right is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from procedures.catalogue import Phrasings
from procedures.model import Origin
from procedures.problems import ContentError
from procedures.search import LexicalSearch
from procedures.search.phrasings import check, ids_not_in, read
from procedures.store import Store, StoredCatalogue
from procedures.store.phrasings import load_phrasings
from tests.items import a_procedure
from tests.unit.procedures.plain_search import plain_search

SURELY = 0.45  # what is answered at once


def written(folder: Path, text: str, name: str = "essai.yaml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_reads_what_is_said_and_how_often(tmp_path: Path) -> None:
    file = written(tmp_path, "F1:\n  asked: 2\n  said:\n    - ouvrir un zoo\n    - zoo à la maison\n")
    assert read(file) == (Phrasings("F1", 2, ("ouvrir un zoo", "zoo à la maison")),)


@pytest.mark.parametrize(
    ("text", "line", "field", "reason"),
    [
        ("zoo:\n  asked: 1\n  said: [a]\n", 1, "zoo", "n'est pas un numéro"),
        ("F1:\n  said: [a]\n", 1, "F1", "il manque asked"),
        ("F1:\n  asked: 9\n  said: [a]\n", 1, "F1.asked", "« 9 » n'est pas admis"),
        ("F1:\n  asked: 1\n  said: []\n", 1, "F1.said", "aucune phrase"),
        ("F1:\n  asked: 1\n  said: ['']\n", 1, "F1.said", "une phrase est vide"),
        ("F1:\n  asked: 1\n  said: [un Zoo, un zoo]\n", 1, "F1.said", "y est deux fois"),
        ("F1:\n  asked: 1\n  said: [a]\n  often: 2\n", 1, "F1.often", "ce champ n'existe pas"),
        ("\nF1:\n  asked: 1\n  said: [a]\nF1:\n  asked: 1\n  said: [b]\n", 2, "F1", "deux entrées"),
        ("F1: [\n", 2, "", "n'est pas lisible"),
    ],
)
def test_each_fault_is_named_with_its_place_and_cure(
    tmp_path: Path, text: str, line: int, field: str, reason: str
) -> None:
    with pytest.raises(ContentError) as raised:
        read(written(tmp_path, text))
    (problem,) = raised.value.problems
    assert (problem.line, problem.field) == (line, field)
    assert reason in problem.reason
    assert problem.cure


def test_one_sentence_cannot_ask_for_two_procedures(tmp_path: Path) -> None:
    written(tmp_path, "F1:\n  asked: 1\n  said: [un zoo]\nN1:\n  asked: 1\n  said: [un zoo]\n", "a.yaml")
    assert check(tmp_path) == ()  # a dossier and one of its procedures
    written(tmp_path, "F2:\n  asked: 1\n  said: [Un zoo]\n", "b.yaml")
    (problem,) = check(tmp_path)
    assert "déjà dans F1 (a.yaml)" in problem.reason


def test_a_subject_is_in_one_file(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        written(tmp_path, f"F1:\n  asked: 1\n  said: [zoo {name[0]}]\n", name)
    (problem,) = check(tmp_path)
    assert problem.reason == "a.yaml a déjà une entrée F1"


def test_subjects_that_the_guide_does_not_have_are_told(tmp_path: Path) -> None:
    written(tmp_path, "F1:\n  asked: 1\n  said: [a]\nF2:\n  asked: 1\n  said: [b]\n")
    assert ids_not_in({"F1"}, tmp_path) == ("F2",)


def test_the_files_of_the_project_are_in_order() -> None:
    assert check() == ()


class TestInTheBase:
    def test_a_procedure_is_found_by_what_citizens_say(self, engine: Engine, tmp_path: Path) -> None:
        Store(engine).put([a_procedure("F1", title="Détention d'animaux"), a_procedure("F2", title="Stationnement")])
        written(tmp_path, "F1:\n  asked: 2\n  said: [mon voisin élève des lamas]\n")
        load_phrasings(engine, tmp_path)
        assert plain_search(StoredCatalogue(engine)).find("des lamas chez le voisin")[0].id == "F1"

    def test_what_replaces_a_procedure_is_asked_for_as_it_was(self, engine: Engine, tmp_path: Path) -> None:
        own = a_procedure("animaux", title="Nos bêtes", origin=Origin.OWN, replaces=("F1",))
        Store(engine).put([a_procedure("F1", title="Détention"), a_procedure("F2", title="Stationnement"), own])
        written(tmp_path, "F1:\n  asked: 3\n  said: [mon voisin élève des lamas]\n")
        load_phrasings(engine, tmp_path)
        entry = next(entry for entry in StoredCatalogue(engine).search_entries() if entry.id == "animaux")
        assert [(found.subject_id, found.asked) for found in entry.phrasings] == [("F1", 3)]

    def test_what_a_town_wrote_is_no_answer_to_what_merely_shares_a_word_with_it(
        self, engine: Engine, tmp_path: Path
    ) -> None:
        canteen = a_procedure("cantine", title="Cantine", description="Pour les enfants.", origin=Origin.DEMONSTRATION)
        guide = [a_procedure(f"F{n}", title=f"Démarche {n}", description="Pour les enfants.") for n in range(9)]
        Store(engine).put([canteen, *guide])
        said = "".join(f"F{n}:\n  asked: 1\n  said: [la démarche {n}, une question {n}]\n" for n in range(9))
        written(tmp_path, said)
        load_phrasings(engine, tmp_path)
        search = LexicalSearch(StoredCatalogue(engine))
        assert search.find("on a deux enfants")[0].score < SURELY
        best = search.find("le prix de la cantine")[0]
        assert (best.id, best.score > SURELY) == ("cantine", True)

    def test_a_catalogue_in_use_follows_the_files(self, engine: Engine, tmp_path: Path) -> None:
        Store(engine).put([a_procedure("F1")])
        catalogue = StoredCatalogue(engine)
        for sentence in ("un lama", "deux lamas"):
            written(tmp_path, f"F1:\n  asked: 1\n  said: [{sentence}]\n")
            load_phrasings(engine, tmp_path)
            (entry,) = catalogue.search_entries()
            assert [group.said for group in entry.phrasings] == [(sentence,)]

    def test_files_follow_their_changes_and_an_unreadable_one_keeps_what_was(
        self, engine: Engine, tmp_path: Path
    ) -> None:
        def said() -> list[tuple[str, ...]]:
            return [group.said for entry in StoredCatalogue(engine).search_entries() for group in entry.phrasings]

        Store(engine).put([a_procedure("F1")])
        file = written(tmp_path, "F1:\n  asked: 1\n  said: [un lama]\n")
        load_phrasings(engine, tmp_path)
        before = StoredCatalogue(engine).version()
        assert load_phrasings(engine, tmp_path) == ()
        assert StoredCatalogue(engine).version() == before
        written(tmp_path, "F1:\n  asked: 1\n  said: [deux lamas]\n")
        load_phrasings(engine, tmp_path)
        assert said() == [("deux lamas",)]
        written(tmp_path, "F1: [\n")
        assert load_phrasings(engine, tmp_path) != ()
        assert said() == [("deux lamas",)]
        file.unlink()
        load_phrasings(engine, tmp_path)
        assert said() == []
