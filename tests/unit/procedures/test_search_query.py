"""What the search reads in a message: hurried spellings, what is missing, which sentence asks, slips of the finger."""

from __future__ import annotations

import pytest

from procedures.search.emphasis import weighed_tokens
from procedures.search.spelling import Spelling
from procedures.search.words import stem


def weights(message: str) -> dict[str, float]:
    return dict(weighed_tokens(message))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("koi pr", ["quoi", "pour"]),
        ("jai", ["j", "ai"]),
        ("qd", ["quand"]),
        ("bcp de dmd", ["beaucoup", "de", "demande"]),
        ("rdv", ["rendez", "vous"]),
        ("les papiers", ["les", "papiers"]),  # an ordinary word is left alone
    ],
)
def test_hurried_spellings_are_written_out(typed: str, read: list[str]) -> None:
    assert [word for word, _ in weighed_tokens(typed)] == read


@pytest.mark.parametrize(
    ("message", "absent"),
    [
        ("je n'ai pas de passeport, j'ai un permis", "passeport"),
        ("on n'a aucun justificatif de domicile", "justificatif"),
        ("j'ai pas d'assurance", "assurance"),
    ],
)
def test_what_one_does_not_have_weighs_little(message: str, absent: str) -> None:
    assert weights(message)[absent] < 0.5


@pytest.mark.parametrize(
    "message",
    [
        "je n'ai pas reçu mon passeport",
        "je n'ai plus mon passeport",
        "mon passeport n'est pas valable",
        "j'ai un passeport",
    ],
)
def test_what_became_of_a_thing_is_about_the_thing(message: str) -> None:
    assert weights(message)["passeport"] == 1


def test_the_sentence_that_asks_weighs_more_than_the_story() -> None:
    found = weights("Mon oncle a vendu sa ferme en mars. Il est très fatigué. Comment demander une carte grise ?")
    assert found["ferme"] < found["grise"] == 1


def test_without_a_sentence_that_asks_all_weigh_the_same() -> None:
    assert set(weights("Mon passeport est perdu. Ma carte aussi.").values()) == {1.0}


def test_several_questions_weigh_the_same() -> None:
    found = weights("Combien coûte un passeport ? Et comment avoir un visa ?")
    assert found["passeport"] == found["visa"] == 1


def test_a_cafe_is_not_the_caf() -> None:
    assert stem("cafes") == stem("cafe") != stem("caf")


def test_a_slip_that_citizens_wrote_too_is_still_read_as_the_word() -> None:
    spelling = Spelling({"demenagement": 30, "assurance": 40, "locative": 30, "locataire": 30})
    slips = [spelling.slip(typed) for typed in ("demenagment", "assurence")]
    assert [slip.words for slip in slips if slip] == [("demenagement",), ("assurance",)]


@pytest.mark.parametrize("word", ["assurance", "locatif", "chien", "demenageur"])
def test_a_word_of_its_own_is_no_slip(word: str) -> None:
    spelling = Spelling({"demenagement": 30, "assurance": 40, "locative": 30, "chienne": 30})
    assert spelling.slip(word) is None
