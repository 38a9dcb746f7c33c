"""Words as the search compares them, and what they tell."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from procedures.model import Aspect
from procedures.search.aspect_words import guess_aspect, subject_words
from procedures.search.everyday import EverydayWords, everyday_words
from procedures.search.spelling import Spelling
from procedures.search.words import content_words, stem, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'été à Nîmes", ["ete", "a", "nimes"]),
        ("jusqu’à l’âge", ["a", "age"]),
        ("cœur", ["coeur"]),
        ("nai\u0308f", ["naif"]),  # an accent typed apart
        ("a" * 80, []),
    ],
)
def test_tokens_are_folded_and_lose_their_elisions(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_courtesy_tells_no_subject() -> None:
    assert content_words("Bonjour, je voudrais savoir s'il vous plaît pour un passeport, merci") == ["passeport"]


def test_forms_of_a_word_share_their_stem() -> None:
    assert stem("renouvellements") == stem("renouvellement")
    assert stem("2024") == "2024"


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("c'est combien ?", Aspect.COST),
        ("Quel est le prix d'un passeport ?", Aspect.COST),
        ("combien vais-je toucher d'allocation", Aspect.AMOUNT),
        ("en combien de temps l'aurai-je ?", Aspect.DELAY),
        ("quels papiers dois-je apporter", Aspect.DOCUMENTS),
        ("quels documents pour refaire une carte périmée", Aspect.DOCUMENTS),
        ("où dois-je aller pour ça", Aspect.WHERE),
        ("peut-on le faire sur internet ?", Aspect.ONLINE),
        ("c'est valable combien de temps ?", Aspect.VALIDITY),
        ("où en est ma demande", Aspect.STATUS),
        ("comment contester un refus", Aspect.APPEAL),
        ("c'est quoi un huissier", Aspect.DEFINITION),
        ("est-ce que j'ai droit à une aide, à quelles conditions", Aspect.ELIGIBILITY),
        ("à qui dois-je téléphoner", Aspect.CONTACT),
        ("comment faire", Aspect.HOW),
        ("je pars vivre ailleurs, que dois-je faire", Aspect.HOW),
        ("dois-je prévenir quelqu'un", Aspect.ELIGIBILITY),
        ("le jardin du voisin", None),
    ],
)
def test_aspect_is_guessed_from_words(question: str, aspect: Aspect | None) -> None:
    assert guess_aspect(question) is aspect


def test_subject_words_leave_out_those_that_only_ask() -> None:
    assert subject_words("Combien coûte le passeport et quels documents fournir ?") == ["passeport"]
    assert subject_words("c'est combien ?") == []


def test_everyday_words_prefer_the_longest_expression() -> None:
    words = EverydayWords({"carte grise": ("certificat d'immatriculation",), "carte": ("plan",)})
    assert [found.means for found in words.translate(tokens("ma carte grise"))] == ["certificat d'immatriculation"]


def test_everyday_words_know_all_forms_of_a_word_as_one() -> None:
    words = EverydayWords({"nourrice": ("assistante",), "nourrices": ("accueil",)})
    assert [found.means for found in words.translate(["nourrice"])] == ["assistante", "accueil"]


def test_the_dictionary_of_everyday_words_can_be_read() -> None:
    (found,) = everyday_words().translate(tokens("nounou"))
    assert found.stems == (stem("assistante"), stem("maternelle"))


def test_spelling_reads_two_words_written_as_one() -> None:
    correction = Spelling({"carte": 9, "grise": 9}).correct("cartegrise")
    assert correction is not None
    assert correction.words == ("carte", "grise")


def test_spelling_leaves_acronyms_and_numbers_alone() -> None:
    spelling = Spelling({"rsa": 9, "1234": 9})
    assert spelling.correct("rsi") is None
    assert spelling.correct("12345") is None


def test_spelling_prefers_the_commoner_of_two_words_as_near() -> None:
    correction = Spelling({"poile": 9, "poire": 90}).correct("poite")
    assert correction is not None
    assert correction.words == ("poire",)


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("ma CNI", "identite"),
        ("toucher l'AAH", "handicape"),
        ("la JDC de mon fils", "defense"),
        ("changer ma carte grise", "immatriculation"),
        ("un K-bis", "registre"),
        ("je suis au chomdu", "chomage"),
    ],
)
def test_everyday_words_are_said_as_the_guide_does(said: str, means: str) -> None:
    translated = {term for found in everyday_words().translate(tokens(said)) for term in found.stems}
    assert stem(means) in translated


@pytest.mark.parametrize(
    "said", ["ta voiture", "ce document", "une caisse de retraite", "le prêt de la salle", "je prépare"]
)
def test_ordinary_words_are_no_acronyms(said: str) -> None:
    meant = {found.means for found in everyday_words().translate(tokens(said))}
    assert not meant & {"tribunal administratif", "véhicule voiture", "prestation partagée d'éducation de l'enfant"}


ENDINGS = ("ler", "lement", "lements", "lés", "ption", "ptions", "re", "vez", "ation", "ations", "er", "és")


def test_threads_that_stem_at_once_do_not_mix_their_words() -> None:
    words = [f"{beginning}{ending}" for beginning in ("renouvel", "inscri", "naturalis") for ending in ENDINGS]
    alone = [stem.__wrapped__(word) for word in words]

    def stemmed(_: int) -> list[str]:
        return [stem.__wrapped__(word) for word in words * 20]

    with ThreadPoolExecutor(8) as pool:
        assert all(found == alone * 20 for found in pool.map(stemmed, range(8)))
