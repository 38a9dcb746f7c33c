"""Advice on plain words: what an editor is told, and what is left in peace."""

from __future__ import annotations

import pytest

from procedures.plain_language import MOST_HINTS, advise


@pytest.mark.parametrize(
    ("text", "words", "advice"),
    [
        ("Vous devez vous acquitter de la somme avant le départ.", "acquitter", "payer"),
        ("Il convient de venir tôt.", "Il convient de", "vous devez"),
        ("La carte est délivrée par la mairie.", "est délivrée par", "qui fait quoi"),
        ("Demandez à la CPAM.", "CPAM", "en entier"),
        ("Apportez l’usager.", "l'usager", "vous"),
        (f"{'Un mot et encore un mot, ' * 6} enfin.", "Un mot et encore un mot, …", "mots"),
    ],
)
def test_what_is_hard_to_read_is_shown_with_its_cure(text: str, words: str, advice: str) -> None:
    found = {hint.words: hint.advice for hint in advise(text).hints}
    assert advice in found[words]


@pytest.mark.parametrize(
    "text",
    [
        "Apportez votre carte d’identité.",
        "La Caf (CAF) vous répond.",
        "Envoyez un SMS.",
        "Vous passez par la mairie.",
        "",
    ],
)
def test_what_is_plain_is_left_in_peace(text: str) -> None:
    assert advise(text).hints == ()


def test_a_text_full_of_faults_gets_a_few_hints_only() -> None:
    assert (
        len(
            advise(
                "Préalablement, le demandeur doit solliciter, percevoir, notifier, effectuer, procéder à. " * 3
            ).hints
        )
        <= MOST_HINTS
    )


def test_ease_is_told_in_words() -> None:
    assert advise("Venez à la mairie. Apportez un papier.").ease == "facile"
    assert (
        advise("L’établissement administratif territorialement compétent procédera à l’instruction réglementaire.").ease
        == "difficile"
    )
