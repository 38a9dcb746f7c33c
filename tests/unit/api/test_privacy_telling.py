"""What the citizen is told of personal data that was masked. All numbers here are invented."""

from __future__ import annotations

import pytest

from api.privacy import contact_fields, contact_notice, kinds_in, mask, masked_notice
from api.privacy.kinds import POSSESSIVES, WORDS, Kind


def test_every_kind_has_words_in_its_place_and_words_to_tell_of_it() -> None:
    assert set(WORDS) == set(POSSESSIVES) == set(Kind)


def test_what_was_masked_is_read_from_the_masked_text_alone() -> None:
    masked = mask("06 12 34 56 78 ou 06 98 76 54 32, a@exemple.fr")
    assert kinds_in(masked.text) == (Kind.EMAIL, Kind.PHONE)
    assert kinds_in("combien coûte un passeport") == ()


def test_the_notice_names_all_that_was_masked() -> None:
    notice = masked_notice((Kind.EMAIL, Kind.PHONE, Kind.NIR))
    assert "votre adresse électronique, votre numéro de téléphone et votre numéro de sécurité sociale" in notice


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("rappelez-moi au 06 12 34 56 78", ("phone",)),
        ("vous pouvez me joindre à camille@exemple.fr", ("email",)),
        ("mon mail camille@exemple.fr et mon tel 0612345678", ("email", "phone")),
        ("quelqu'un peut me rappeler ? 0612345678", ("phone",)),
    ],
)
def test_a_contact_given_to_be_called_back_opens_the_form(text: str, fields: tuple[str, ...]) -> None:
    assert contact_fields(mask(text).text) == fields
    assert contact_notice(fields)


@pytest.mark.parametrize(
    "text",
    [
        "j'ai reçu un SMS du 06 12 34 56 78, est-ce une arnaque ?",
        "rappelez-moi demain",
        "mon NIR est 2 95 10 99 126 111 93",
    ],
)
def test_any_other_contact_does_not(text: str) -> None:
    assert contact_fields(mask(text).text) == ()
