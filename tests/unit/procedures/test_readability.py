"""Readability in numbers: what makes a text harder makes the numbers worse."""

from __future__ import annotations

import pytest

from procedures.readability import readability, sentences_in, syllables

PLAIN = "Apportez votre carte. Elle est gratuite. Le délai est de trois jours."
HEAVY = (
    "Conformément aux dispositions réglementaires susmentionnées, l'établissement d'un certificat d'immatriculation "
    "provisoire nécessite préalablement la transmission dématérialisée des justificatifs correspondants."
)


def test_heavy_administrative_french_measures_harder_than_plain_french() -> None:
    plain, heavy = readability(PLAIN), readability(HEAVY)
    assert plain.lix < 40 < 60 < heavy.lix
    assert heavy.kandel_moles < 30 < 80 < plain.kandel_moles
    assert (plain.longest, plain.sentences) == (6, 3)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("table", 1),
        ("documents", 3),
        ("mairie", 2),
        ("les", 1),
        ("identité", 4),
        ("parlent", 1),
        ("dent", 1),
        ("3919", 1),
    ],
)
def test_syllables_are_those_one_hears(word: str, count: int) -> None:
    assert syllables(word) == count


def test_addresses_and_numbers_make_nothing_harder() -> None:
    with_address = readability("Voyez https://www.service-public.fr/particuliers/vosdroits/F1341 avant le 3 mai.")
    assert with_address.words == 5
    assert with_address.long_words == 0


def test_entries_of_a_list_are_sentences() -> None:
    assert sentences_in("Apportez :\n- une photo\n- un justificatif") == [
        "Apportez :",
        "- une photo",
        "- un justificatif",
    ]


def test_nothing_is_easy_to_read() -> None:
    assert readability("").lix == 0
    assert readability("").kandel_moles == 207
