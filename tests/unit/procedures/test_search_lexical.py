"""What a citizen's words find, whatever their spelling."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event
from threading import enumerate as enumerate_threads

import pytest

from procedures.catalogue import SearchEntry
from procedures.model import Audience, Procedure, ProcedureKind
from procedures.search import LexicalSearch, lexical
from tests.unit.procedures.fakes import InMemoryCatalogue, procedure, text, town_hall


def found(words: str, catalogue: InMemoryCatalogue | None = None) -> list[str]:
    return [hit.id for hit in LexicalSearch(catalogue or town_hall()).find(words)]


@pytest.mark.parametrize(
    "words",
    [
        "promener un hippopotame",
        "PROMENER UN HIPPOPOTAME",
        "promner un hipopotame",  # typos
        "promenade dhippopotame",  # a missing apostrophe
        "hippopotames",  # another form of the word
        "d’hippopotame",  # a curly apostrophe
    ],
)
def test_finds_a_procedure_however_it_is_written(words: str) -> None:
    assert found(words)[0] == "F40"


def test_finds_what_people_call_otherwise() -> None:
    assert found("la cantine")[0] == "restauration-scolaire"


def test_translates_everyday_words_and_says_so() -> None:
    catalogue = InMemoryCatalogue([procedure("F1", "Assistante maternelle agréée"), procedure("F2", "Marché public")])
    (hit,) = LexicalSearch(catalogue).find("nounou")
    assert hit.id == "F1"
    assert any("« nounou » se dit « assistante maternelle »" in reason for reason in hit.reasons)


def test_says_which_word_was_corrected() -> None:
    hit = LexicalSearch(town_hall()).find("hipopotame")[0]
    assert any("« hipopotame » lu « hippopotame »" in reason for reason in hit.reasons)


def test_ranks_dossiers_beside_procedures() -> None:
    hits = LexicalSearch(town_hall()).find("carte de bibliothèque")
    assert {hit.kind for hit in hits} == {"procedure", "dossier"}


def test_never_gives_a_guided_search() -> None:
    assert "F50" not in found("je cherche une carte")


def test_nothing_is_found_for_words_that_no_procedure_holds() -> None:
    assert found("zzyx qwrt") == []
    assert found("") == []


def test_scores_go_down_from_at_most_one() -> None:
    scores = [hit.score for hit in LexicalSearch(town_hall()).find("renouveler ma carte de bibliothèque")]
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[-1] <= scores[0] <= 1


def test_a_question_that_is_half_covered_scores_less_than_one_that_is_whole() -> None:
    search = LexicalSearch(town_hall())
    assert search.find("hippopotame zeppelin parc")[0].score <= search.find("hippopotame parc")[0].score


def test_prefers_individuals_unless_a_company_speaks() -> None:
    catalogue = InMemoryCatalogue(
        [
            procedure("F1@professionnels", "Déclarer ses revenus", audience=Audience.PROFESSIONALS),
            procedure("F1", "Déclarer ses revenus"),
            procedure("F3", "Autre chose"),
        ]
    )
    assert found("déclarer ses revenus", catalogue)[0] == "F1"
    assert found("déclarer les revenus de mon entreprise", catalogue)[0] == "F1@professionnels"


def test_prefers_the_procedure_whose_title_says_little_else() -> None:
    catalogue = InMemoryCatalogue(
        [
            procedure("F1", "Passeport d'un apatride réfugié en urgence"),
            procedure("F2", "Passeport"),
            procedure("F3", "Jardin"),
        ]
    )
    assert found("passeport", catalogue)[0] == "F2"


def test_prefers_the_procedure_to_a_question_on_a_point_of_it() -> None:
    catalogue = InMemoryCatalogue(
        [
            procedure("F1", "Vendre son vélo", kind=ProcedureKind.QUESTION_ANSWER),
            procedure("F2", "Vendre son vélo"),
            procedure("F3", "Jardin"),
        ]
    )
    assert found("vendre un vélo", catalogue)[0] == "F2"


def test_searches_what_is_published_now() -> None:
    catalogue = town_hall()
    search = LexicalSearch(catalogue)
    assert search.find("trottinette") == ()
    catalogue.publish(procedure("F60", "Immatriculer une trottinette", text("Gratuit.")))
    assert [hit.id for hit in search.find("trottinette")] == ["F60"]
    catalogue.withdraw("F60")
    assert search.find("trottinette") == ()


class SlowToRead(InMemoryCatalogue):
    """A base whose entries are read, from the second time on, only once ``may_read`` is set."""

    def __init__(self, procedures: list[Procedure]) -> None:
        super().__init__(procedures)
        self.may_read = Event()
        self._was_read = False

    def search_entries(self) -> Iterator[SearchEntry]:
        if self._was_read:
            self.may_read.wait()
        self._was_read = True
        return super().search_entries()


def test_goes_on_searching_what_it_knows_while_a_large_base_is_indexed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexical, "_NOT_WORTH_A_THREAD", 0)
    catalogue = SlowToRead([procedure("F1", "Immatriculer une trottinette")])
    search = LexicalSearch(catalogue)
    catalogue.publish(procedure("F2", "Promener un hippopotame"))

    assert search.find("hippopotame") == ()
    assert [hit.id for hit in search.find("trottinette")] == ["F1"]

    (indexing,) = (thread for thread in enumerate_threads() if thread.name == "search index")
    catalogue.may_read.set()
    indexing.join()
    assert [hit.id for hit in search.find("hippopotame")] == ["F2"]
