"""From a dossier to one of its sheets."""

from __future__ import annotations

import pytest

from procedures.facts import Fact
from procedures.model import Aspect, Audience, Dossier, DossierEntry, Origin, SubDossier
from procedures.outcome import Given, Question, Step
from procedures.walk import resolve_dossier

NOTHING = Given()


def dossier(*subs: SubDossier, entries: tuple[DossierEntry, ...] = ()) -> Dossier:
    return Dossier(
        id="N1",
        source_id="N1",
        audience=Audience.INDIVIDUALS,
        origin=Origin.OFFICIAL,
        title="Carte de pêche",
        description="",
        url="",
        verified_on=None,
        sub_dossiers=subs,
        entries=entries,
    )


def sub(label: str, *entries: tuple[str, str]) -> SubDossier:
    return SubDossier(f"sub-{label}", label, tuple(DossierEntry(id_, text) for id_, text in entries))


EVENTS = ("Première demande", "Renouvellement", "Carte perdue", "Carte volée")
CARD = dossier(
    sub("Pour un majeur", *((f"F1{n}", label) for n, label in enumerate(EVENTS))),
    sub("Pour un mineur", *((f"F2{n}", label) for n, label in enumerate(EVENTS))),
)


def labels(outcome: Question | Step) -> list[str]:
    assert isinstance(outcome, Question)
    return [offer.label for offer in outcome.choices]


def click(outcome: Question | Step, label: str) -> Step:
    assert isinstance(outcome, Question)
    return next(offer.step for offer in outcome.choices if offer.label == label)


def test_for_whom_is_asked_before_what_for() -> None:
    question = resolve_dossier(CARD, Aspect.COST, NOTHING)
    assert labels(question) == ["Pour un majeur", "Pour un mineur"]
    step = click(question, "Pour un mineur")
    assert step.subject == "N1"
    second = resolve_dossier(CARD, Aspect.COST, Given(answers=step.answers))
    assert labels(second) == list(EVENTS)
    assert click(second, "Carte volée") == Step("F23", Aspect.COST)


def test_the_age_of_the_child_chooses_for_whom() -> None:
    question = resolve_dossier(CARD, None, Given(facts=(Fact("child", "age", "12"),)))
    assert isinstance(question, Question)
    assert question.path == ("Pour un mineur",)


def test_the_age_of_the_person_does_not_say_that_the_card_is_for_them() -> None:
    assert labels(resolve_dossier(CARD, None, Given(facts=(Fact("self", "age", "40"),)))) == [
        "Pour un majeur",
        "Pour un mineur",
    ]


def test_words_that_fit_one_entry_alone_choose_it() -> None:
    given = Given(facts=(Fact("child", "age", "12"),), words="on a volé la carte de pêche de ma fille")
    assert resolve_dossier(CARD, None, given) == Step("F23")


def test_few_sheets_are_offered_at_once_and_told_apart() -> None:
    small = dossier(
        sub("Voiture", ("F1", "Achat"), ("F2", "Vente")),
        sub("Moto", ("F3", "Achat")),
        entries=(DossierEntry("F4", "Assurance"),),
    )
    assert labels(resolve_dossier(small, None, NOTHING)) == [
        "Voiture : Achat",
        "Voiture : Vente",
        "Moto : Achat",
        "Assurance",
    ]


def test_one_sheet_is_not_a_question() -> None:
    assert resolve_dossier(dossier(entries=(DossierEntry("F7", "Seule"),)), None, NOTHING) == Step("F7")


def test_a_long_flat_dossier_gives_all_its_sheets_as_choices() -> None:
    flat = dossier(entries=tuple(DossierEntry(f"F{n}", f"Sujet {n}") for n in range(25)))
    outcome = resolve_dossier(flat, None, NOTHING)
    assert isinstance(outcome, Question)
    assert [choice.step.subject for choice in outcome.choices] == [f"F{n}" for n in range(25)]


def test_an_empty_dossier_is_refused_with_its_name() -> None:
    with pytest.raises(ValueError, match="N1"):
        resolve_dossier(dossier(), None, NOTHING)
