"""Personal data is masked, and what only looks like it is not. All numbers here are invented."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.privacy import mask, without_masks
from api.privacy.kinds import WORDS, Kind

PERSONAL = {
    Kind.NIR: [
        "2 95 10 99 126 111 93",
        "295109912611193",
        "2.95.10.99.126.111.93",
        "2 95 10 99 126 111 clé 93",
        "2 53 07 2A 073 004 43",
        "2 95 10 99 126 111",
        "2951099126111",
        "295109912611111",  # mistyped key
    ],
    Kind.IBAN: [
        "FR76 3000 6000 0112 3456 7890 189",
        "fr7630006000011234567890189",
        "FR76-3000-6000-0112-3456-7890-189",
        "DE89 3704 0044 0532 0130 00",
        "FR75 3000 6000 0112 3456 7890 189",  # mistyped check digits
    ],
    Kind.CARD: ["4970 1000 0000 0154", "4970100000000154", "3714 496353 98431", "5555-5555-5555-4444"],
    Kind.PHONE: [
        "06 12 34 56 78",
        "0612345678",
        "06.12.34.56.78",
        "06-12-34-56-78",
        "06/12/34/56/78",
        "06  12  34  56  78",
        "06\u00a012\u202f34\u00a056\u00a078".replace("\u202f", "\u00a0"),
        "061 234 56 78",
        "06 1234 5678",
        "+33 6 12 34 56 78",
        "+33 (0)6 12 34 56 78",
        "0033612345678",
        "+262 692 12 34 56",
        "+213 551 23 45 67",
    ],
    Kind.EMAIL: [
        "marie.dupont@exemple.fr",
        "MARIE+mairie@sous.exemple.co.uk",
        "marie.dupont @ exemple.fr",
        "marie arobase exemple point fr",
        "marie (at) exemple.fr",
        "hélène@exemple.fr",
    ],
    Kind.TAX_NUMBER: ["3023217600053", "30 23 217 600 053"],
    Kind.FOREIGNER_NUMBER: ["9912345678", "7503123456"],
    Kind.PLATE: ["AB-456-CD", "ab456cd", "AB456CD", "xy-789-zz"],
}

IMPERSONAL = [
    "cerfa 12100*02",
    "Cerfa n° 15646*01 et cerfa 12485-03",
    "article R322-5 du code de la route, articles 371-1 à 371-4",
    "articles L111-1 à L111-12",
    "86 €, 1 234 567,89 euros et 12 500 000 F CFA",
    "le 12/11/2020, le 01.02.2023 à 15 h, du 01 02 2023 15 au 2024",
    "du 06/01/2024 - 24/06/2024",
    "2017 2018 2019 2020 2021",
    "né le 05 06 1978 à 75012 Paris",
    "75001 75002 75003",
    "ma fille a 12 ans et mon fils 8 ans",
    "appelez le 3939, le 15, le 112 ou le 116 006",
    "le 0 800 05 95 95 et le 0809 54 19 19",
    "SIRET 732 829 320 00074 et SIREN 732 829 320",
    "TSA 10001 93465 Noisy cedex",
    "RNA W751234567",
    "B2 C1 A2, formulaire 2042-C-PRO, N°2044",
    "une immatriculation de type AB-123-CD, permis B78",
    "une plaque AA-111-AA",
    "de 350 km en 202 le",
    "Marie et Jean, 12 rue des Lilas",
    "ma fille est née le 12 mars 2015",
    "http://exemple.fr/page?id=12",
    "F1341 et R1580",
    "@mairie bonjour @ tous",
]


@pytest.mark.parametrize(("kind", "written"), [(kind, w) for kind, many in PERSONAL.items() for w in many])
@pytest.mark.parametrize(
    "sentence", ["{}", "Bonjour, c'est {}, merci", "voila:{}\net la suite", "({})", "({}). Merci."]
)
def test_personal_data_is_masked_and_nothing_around_it(kind: Kind, written: str, sentence: str) -> None:
    masked = mask(sentence.format(written))
    assert masked.text == sentence.format(WORDS[kind])
    assert masked.kinds == (kind,)


@pytest.mark.parametrize(
    "announced",
    ["mon numéro étranger est le 75 03 12 34 56", "AGDREF : 7503123456", "titre de séjour n° 75 0312 3456"],
)
def test_a_foreigner_number_is_masked_in_any_grouping_once_announced(announced: str) -> None:
    assert mask(announced).kinds == (Kind.FOREIGNER_NUMBER,)


@pytest.mark.parametrize(
    ("announced", "kind"),
    [
        ("mon numéro fiscal est le 1234567890123", Kind.TAX_NUMBER),
        ("numero fiscal : 12 34 567 890 1234", Kind.TAX_NUMBER),
        ("référence de l’avis 20 44 1234567 89", Kind.TAX_NUMBER),
        ("mon numéro d'accès en ligne 1234567", Kind.TAX_NUMBER),
        ("ma voiture immatriculée ab 456 cd", Kind.PLATE),
        ("plaque 1234 AB 75", Kind.PLATE),
        ("immatriculation : 45 XYZ 2A", Kind.PLATE),
    ],
)
def test_a_number_without_a_check_is_masked_once_announced(announced: str, kind: Kind) -> None:
    masked = mask(f"{announced}, merci")
    assert masked.kinds == (kind,)
    assert masked.text.endswith(f"{WORDS[kind]}, merci")


@pytest.mark.parametrize(
    "written",
    [
        "je m'appelle Camille Martin, née le 12/03/{year}",
        "je m'appelle camille martin née le 12 mars {year}",
        "MARTIN Camille née le 12.03.{year}",
        "Mme Martin (date de naissance : 12/03/{year})",
        "Nom : Martin, naissance 12-03-{year}",
    ],
)
def test_a_name_and_a_birth_date_together_are_masked_and_the_age_is_kept(written: str) -> None:
    year = datetime.now(UTC).year - 30
    masked = mask(written.format(year=year))
    assert set(masked.kinds) == {Kind.NAME, Kind.BIRTH_DATE}
    assert "artin" not in masked.text
    assert str(year) not in masked.text
    assert "(29 ans)" in masked.text or "(30 ans)" in masked.text


@pytest.mark.parametrize("text", ["je m'appelle Camille Martin", "né le 12/03/1980 à Lyon"])
def test_a_name_alone_and_a_date_alone_stay(text: str) -> None:
    assert mask(text).text == text


@pytest.mark.parametrize("text", IMPERSONAL)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert mask(text).text == text


def test_several_are_masked_in_one_text() -> None:
    masked = mask("Jean, 06 12 34 56 78 ou jean@exemple.fr, secu 295109912611193")
    assert masked.text == (
        "Jean, [numéro de téléphone masqué] ou [adresse électronique masquée], secu [numéro de sécurité sociale masqué]"
    )


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("mon numéro de sécu est 2 95 10 99 126 111 93, combien coûte un acte", ", combien coûte un acte"),
        ("Bonjour, voici mon iban : FR76 3000 6000 0112 3456 7890 189. Merci", "Bonjour, . Merci"),
        ("changer l'adresse de ma carte grise AB-456-CD", "changer l'adresse de ma carte grise"),
        ("rappelez-moi au 06 12 34 56 78", "rappelez-moi au"),
    ],
)
def test_what_announces_personal_data_is_no_part_of_the_question(text: str, asked: str) -> None:
    assert without_masks(mask(text).text) == asked


@given(st.text(max_size=200))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = mask(text).text
    assert mask(once).text == once
