"""Which choice a typed reply picks."""

from __future__ import annotations

import pytest

from procedures.outcome import Offer, Step
from procedures.turn.matching import match_reply


def offers(*labels: str) -> tuple[Offer, ...]:
    return tuple(Offer(label, Step(f"F{number}")) for number, label in enumerate(labels))


AGE = ("Pour un majeur", "Pour un mineur")
CARD = ("Première demande", "Renouvellement", "Carte perdue", "Carte volée")
PASSPORT = ("Vous avez un passeport valide", "Vous avez un passeport périmé", "Vous n'avez pas de passeport")


@pytest.mark.parametrize(
    ("reply", "labels", "expected"),
    [
        ("2", CARD, "Renouvellement"),
        ("le premier", CARD, "Première demande"),
        ("la deuxième svp", CARD, "Renouvellement"),
        ("plutôt le dernier choix", CARD, "Carte volée"),
        ("majeur", AGE, "Pour un majeur"),
        ("c'est pour un mineurr", AGE, "Pour un mineur"),
        ("renouveler", CARD, "Renouvellement"),
        ("je l'ai perdue", CARD, "Carte perdue"),
        ("je l'ai perdu", ("Vol", "Perte", "Détérioration"), "Perte"),
        ("il était fonctionnaire", ("Secteur privé", "Secteur public"), "Secteur public"),
        ("à l'étranger", ("En France", "À l'étranger"), "À l'étranger"),
        ("étranger", ("En France", "À l'étranger"), "À l'étranger"),
        ("périmé depuis longtemps", PASSPORT, "Vous avez un passeport périmé"),
        ("j'en ai aucun", PASSPORT, "Vous n'avez pas de passeport"),
        ("sans passeport", PASSPORT, "Vous n'avez pas de passeport"),
        ("oui", ("Oui", "Non"), "Oui"),
        ("ouais", ("Oui, depuis plus d'un an", "Non"), "Oui, depuis plus d'un an"),
        ("non merci", ("Oui", "Non"), "Non"),
        ("avec enfant", ("Vous avez un enfant", "Vous n'avez pas d'enfant"), "Vous avez un enfant"),
        ("pas d'enfant", ("Vous avez un enfant", "Vous n'avez pas d'enfant"), "Vous n'avez pas d'enfant"),
    ],
)
def test_picks_the_choice_meant(reply: str, labels: tuple[str, ...], expected: str) -> None:
    picked = match_reply(reply, offers(*labels))
    assert picked.offer is not None
    assert picked.offer.label == expected


@pytest.mark.parametrize(
    ("reply", "labels"),
    [
        ("avec un étranger", ("En France", "À l'étranger")),  # a person, not a place
        ("je ne suis pas majeur", AGE),  # the word of a choice, and its contrary
        ("9", AGE),
        ("j'ai un passeport", PASSPORT),  # two of three hold it
        ("combien ça coûte", CARD),
        ("", CARD),
        ("oui", AGE),  # yes to which?
    ],
)
def test_picks_none_when_the_reply_does_not_tell(reply: str, labels: tuple[str, ...]) -> None:
    assert match_reply(reply, offers(*labels)).offer is None


def test_tells_the_few_that_fit_as_well() -> None:
    labels = ("En France, cas général", "En France, en Guyane", "À l'étranger")
    picked = match_reply("en France", offers(*labels))
    assert [offer.label for offer in picked.several] == list(labels[:2])


def test_tells_a_reply_from_a_question_that_holds_the_word_of_a_choice() -> None:
    assert match_reply("à l'étranger", offers("En France", "À l'étranger")).only_that
    assert not match_reply("et mon passeport à l'étranger ?", offers("En France", "À l'étranger")).only_that
