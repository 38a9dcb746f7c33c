"""What labels tell of a choice."""

from __future__ import annotations

import pytest

from procedures.model import Channel, ChoiceNature, Option
from procedures.natures import channel_named, nature_of


def options(*labels: str) -> tuple[Option, ...]:
    return tuple(Option(label, label, (), channel=channel_named(label)) for label in labels)


@pytest.mark.parametrize(
    ("labels", "nature"),
    [
        (("Vous avez un passeport valide", "Vous n'avez pas de passeport"), ChoiceNature.SITUATION),
        (("Français", "Étranger"), ChoiceNature.SITUATION),
        (("Si le vol a eu lieu en France", "Si le vol a eu lieu à l'étranger"), ChoiceNature.SITUATION),
        (("Accord collectif conclu avant 2020", "Accord collectif conclu depuis"), ChoiceNature.SITUATION),
        (("En France", "À l'étranger"), ChoiceNature.PLACE),
        (("Demande en France", "Demande à l'étranger"), ChoiceNature.PLACE),
        (("Isère (38)", "Territoire-de-Belfort (90)"), ChoiceNature.PLACE),
        (("Pays de la Loire", "Provence-Alpes-Côte d'Azur (Paca)", "Autre région"), ChoiceNature.PLACE),
        (("En Guadeloupe, en Martinique ou à La Réunion", "En métropole"), ChoiceNature.PLACE),
        (("En ligne", "Par courrier", "Sur place"), ChoiceNature.CHANNEL),
        (("En ligne", "Dans un bureau de tabac"), ChoiceNature.CHANNEL),
        (("Déclaration en ligne", "Déclaration papier"), ChoiceNature.CHANNEL),
        (("Votre demande est acceptée", "Votre demande est refusée"), ChoiceNature.OUTCOME),
        (("Refus", "Acceptation", "Absence de réponse"), ChoiceNature.OUTCOME),
        (("Cas général", "En Guyane"), ChoiceNature.GENERAL),
        (("Cas général", "Vous êtes étudiant", "Vous êtes salarié"), ChoiceNature.GENERAL),
    ],
)
def test_the_nature_is_told_by_the_labels(labels: tuple[str, ...], nature: ChoiceNature) -> None:
    assert nature_of(options(*labels)) is nature


@pytest.mark.parametrize(
    "labels",
    [("En ligne", "Vous êtes mineur"), ("Refus", "Vous êtes mineur"), ("En France", "Vous êtes mineur")],
)
def test_a_mixed_choice_is_asked(labels: tuple[str, ...]) -> None:
    assert nature_of(options(*labels)) is ChoiceNature.SITUATION


def test_the_guide_s_own_mark_of_channels_is_believed() -> None:
    assert nature_of(options("En ligne", "Par un ami"), channels_meant=True) is ChoiceNature.CHANNEL


@pytest.mark.parametrize(
    ("label", "channel"),
    [
        ("En ligne", Channel.ONLINE),
        ("Par courrier recommandé", Channel.POST),
        ("Vous faites la demande par téléphone", Channel.PHONE),
        ("Sur place, au guichet", Channel.COUNTER),
        ("Vous êtes en ligne directe avec le défunt", None),
        ("Logement meublé", None),
    ],
)
def test_a_channel_is_told_by_its_label(label: str, channel: Channel | None) -> None:
    assert channel_named(label) is channel
