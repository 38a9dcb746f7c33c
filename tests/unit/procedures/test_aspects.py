"""What titles and contents tell of a section."""

from __future__ import annotations

import pytest

from procedures.aspects import aspects_of
from procedures.model import Aspect
from tests.items import a_choice, a_list, a_paragraph, a_section


@pytest.mark.parametrize(
    ("title", "aspects"),
    [
        ("Pièces à fournir", (Aspect.DOCUMENTS,)),
        ("Coût", (Aspect.COST,)),
        ("Frais de transport", ()),
        ("Montant de l'aide", (Aspect.AMOUNT,)),
        ("Délai d'instruction", (Aspect.DELAY,)),
        ("Durée de validité de la carte", (Aspect.VALIDITY,)),
        ("Durée du travail", ()),
        ("Où et comment faire la demande\u00a0?", (Aspect.WHERE, Aspect.HOW)),
        ("Qui est concerné ?", (Aspect.ELIGIBILITY,)),
        ("Conditions de travail", ()),
        ("Recours", (Aspect.APPEAL,)),
        ("Recours obligatoire à un avocat", ()),
        ("De quoi s’agit-il ?", (Aspect.DEFINITION,)),
        ("Suivi de la demande", (Aspect.STATUS,)),
        ("Demande en ligne", (Aspect.HOW, Aspect.ONLINE)),
        ("Composition de la commission", ()),
    ],
)
def test_a_title_tells_what_is_asked_there(title: str, aspects: tuple[Aspect, ...]) -> None:
    assert aspects_of(title, ()) == aspects


def test_a_list_of_documents_is_seen_in_the_text() -> None:
    blocks = (a_paragraph("Vous devez fournir les documents suivants :"), a_list("Passeport", "Photo"))
    assert aspects_of("Demande", blocks) == (Aspect.HOW, Aspect.DOCUMENTS)


def test_a_list_of_documents_is_seen_inside_a_case() -> None:
    case = (a_paragraph("Pièces à fournir :"), a_list("Passeport"))
    assert Aspect.DOCUMENTS in aspects_of("Démarche", (a_choice("c", majeur=case),))


def test_the_documents_of_a_sub_chapter_are_its_own() -> None:
    inner = a_section("Dossier", a_paragraph("Pièces à fournir :"), a_list("Passeport"))
    assert aspects_of("Démarche", (inner,)) == (Aspect.HOW,)


def test_what_the_employer_must_give_is_no_list_of_documents_to_bring() -> None:
    blocks = (a_paragraph("L'employeur doit remettre les documents suivants :"), a_list("Certificat de travail"))
    assert aspects_of("Fin du contrat", blocks) == ()


def test_the_source_s_own_mark_comes_first() -> None:
    assert aspects_of("Coût", (), lists_documents=True) == (Aspect.DOCUMENTS, Aspect.COST)


@pytest.mark.parametrize(
    ("sentence", "aspect"),
    [
        ("Vous devez payer une taxe de 160 €.", Aspect.COST),
        ("Vous percevez une allocation de 160 €.", Aspect.AMOUNT),
    ],
)
def test_a_sum_is_paid_or_received_as_the_text_says(sentence: str, aspect: Aspect) -> None:
    assert aspects_of("Montant", (a_paragraph(sentence),)) == (aspect,)


def test_the_deadline_of_a_reply_is_seen_in_the_text() -> None:
    blocks = (a_paragraph("La décision vous est adressée dans les 3 mois suivant la demande."),)
    assert aspects_of("Décision de la préfecture", blocks) == (Aspect.DELAY,)


def test_a_free_procedure_tells_its_cost() -> None:
    assert aspects_of("L'échange", (a_paragraph("La démarche est gratuite."),)) == (Aspect.COST,)
