"""Words that editors say mean a procedure lead to it at once, and carry off nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from procedures.catalogue import Phrasings, SearchEntry
from procedures.search.ranking import Ranking
from procedures.search.taught import REASON, with_taught
from tests.unit.procedures.fakes import town_hall


def ranking(**taught: str) -> Ranking:
    def entries() -> list[SearchEntry]:
        return [
            replace(entry, phrasings=(*entry.phrasings, Phrasings(entry.id, 0, (taught[entry.id],), taught=True)))
            if entry.id in taught
            else entry
            for entry in town_hall().search_entries()
        ]

    return Ranking(entries())


def first(found: Ranking, words: str) -> tuple[str, float]:
    hits = found.find(words, 5)
    return (hits[0].id, hits[0].score) if hits else ("", 0.0)


SUBJECT, OTHER = [entry.id for entry in town_hall().search_entries() if entry.kind == "procedure"][:2]
TITLES = {entry.id: entry.title for entry in town_hall().search_entries()}


@pytest.mark.parametrize(
    "words",
    ["le zinzin du quartier", "Zinzin quartier ?", "combien coûte le zinzin du quartier"],
)
def test_who_says_the_words_means_the_procedure_even_with_a_question(words: str) -> None:
    assert first(ranking(), words)[0] != SUBJECT
    found, likely = first(ranking(**{SUBJECT: "le zinzin du quartier"}), words)
    assert found == SUBJECT
    assert likely > 0.7


def test_even_words_that_another_title_holds_lead_where_the_editor_says() -> None:
    words = TITLES[OTHER]
    assert first(ranking(), words)[0] == OTHER
    assert first(ranking(**{SUBJECT: words}), words)[0] == SUBJECT


def test_a_common_word_does_not_carry_off_questions_that_say_more() -> None:
    word = TITLES[OTHER].split()[0]
    assert first(ranking(**{SUBJECT: word}), f"{TITLES[OTHER]} bonjour")[0] == OTHER


def test_the_reason_is_told() -> None:
    hit, *_ = ranking(**{SUBJECT: "le zinzin du quartier"}).find("zinzin du quartier", 3)
    assert hit.reasons[0] == REASON


def test_what_is_meant_takes_its_share_and_the_others_keep_theirs_of_the_rest() -> None:
    found = dict(with_taught([(1, 0.6), (2, 0.2)], {3: 0.5}))
    assert found == pytest.approx({3: 0.5, 1: 0.3, 2: 0.1})
    assert with_taught([(1, 0.6)], {}) == [(1, 0.6)]
    assert sum(dict(with_taught([(1, 0.9)], {2: 0.95, 1: 0.1})).values()) <= 1
