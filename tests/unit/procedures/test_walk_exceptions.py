"""Exceptions offered beside a general case, and renewals kept apart from first requests."""

from __future__ import annotations

from procedures.model import Aspect, Choice, ChoiceNature
from procedures.outcome import Answer, Given, Question
from procedures.walk import resolve
from tests.unit.procedures.builders import (
    bullets,
    choice,
    clicked,
    documents,
    option,
    paragraph,
    procedure,
    section,
)

NOTHING = Given()


def documents_of(answer: object) -> list[str]:
    assert isinstance(answer, Answer)
    return [document.label for document in answer.documents]


class TestExceptions:
    def test_each_exception_is_a_button_before_the_chapters(self) -> None:
        cost = choice(
            option("Cas général", paragraph("86 €")),
            option("En Guyane", paragraph("43 €")),
            option("En Martinique", paragraph("86 €")),
            nature=ChoiceNature.GENERAL,
        )
        sheet = procedure(section("Coût", cost, aspects=(Aspect.COST,)), section("Retrait", paragraph("À la mairie.")))
        general = resolve(sheet, Aspect.COST, NOTHING)
        assert isinstance(general, Answer)
        assert [offer.label for offer in general.chapters] == ["En Guyane", "Retrait"]
        step = general.chapters[0].step
        assert (step.subject, step.aspect) == (sheet.id, Aspect.COST)
        guiana = resolve(sheet, step.aspect, Given(answers=step.answers))
        assert isinstance(guiana, Answer)
        assert [str(fee.amount) for fee in guiana.fees] == ["43"]
        assert guiana.path == ("En Guyane",)
        assert [offer.label for offer in guiana.chapters] == ["Retrait"]

    def test_an_exception_that_asks_further_is_offered_with_its_cases(self) -> None:
        retired = choice(option("Retraité", bullets("Pension")), option("Malade", bullets("Certificat")))
        cases = choice(
            option("Cas général", bullets("Photo")), option("Sans travail", retired), nature=ChoiceNature.GENERAL
        )
        sheet = procedure(documents(cases))
        general = resolve(sheet, Aspect.DOCUMENTS, NOTHING)
        assert documents_of(general) == ["Photo"]
        assert isinstance(general, Answer)
        assert [offer.label for offer in general.chapters] == ["Sans travail, Retraité", "Sans travail, Malade"]
        answer = resolve(sheet, Aspect.DOCUMENTS, Given(answers=general.chapters[1].step.answers))
        assert documents_of(answer) == ["Certificat"]

    def test_exceptions_of_the_same_name_open_with_their_chapter(self) -> None:
        def cases(usual: str, other: str) -> Choice:
            options = (
                option("Cas général", bullets(usual), within=usual),
                option("Mineur", bullets(other), within=other),
            )
            return choice(*options, nature=ChoiceNature.GENERAL)

        sheet = procedure(
            documents(cases("Photo", "Livret"), title="Demande"),
            documents(cases("Reçu", "Mandat"), title="Retrait"),
        )
        answer = resolve(sheet, Aspect.DOCUMENTS, NOTHING)
        assert isinstance(answer, Answer)
        assert [offer.label for offer in answer.chapters] == ["Demande : Mineur", "Retrait : Mineur"]

    def test_an_exception_of_a_chapter_found_by_words_leads_there_without_them(self) -> None:
        cases = choice(
            option("Cas général", paragraph("Elle est interdite.")),
            option("En étang", paragraph("Elle est permise.")),
            nature=ChoiceNature.GENERAL,
        )
        sheet = procedure(
            section("Pêche de nuit", cases),
            section("Autres règles", paragraph("Il y en a.")),
            introduction=(paragraph("La carte permet de pêcher. " * 80),),
        )
        general = resolve(sheet, Aspect.HOW, Given(words="puis-je pêcher la nuit"))
        assert isinstance(general, Answer)
        step = general.chapters[0].step
        answer = resolve(sheet, step.aspect, Given(answers=step.answers, section=step.section))
        assert isinstance(answer, Answer)
        assert answer.path == ("En étang",)
        assert [section.title for section in answer.sections] == ["Pêche de nuit"]


class TestRenewals:
    def test_the_documents_of_a_renewal_are_apart_from_those_of_the_first_request(self) -> None:
        sheet = procedure(
            documents(bullets("Photo")), documents(bullets("Ancienne carte"), title="Renouvellement de la carte")
        )
        first = resolve(sheet, Aspect.DOCUMENTS, NOTHING)
        assert documents_of(first) == ["Photo"]
        assert isinstance(first, Answer)
        assert [offer.label for offer in first.chapters] == ["Renouvellement de la carte"]
        renewal = resolve(sheet, Aspect.DOCUMENTS, Given(words="papiers pour le renouvellement de ma carte"))
        assert documents_of(renewal) == ["Ancienne carte"]

    def test_a_renewal_is_the_answer_where_it_alone_lists_documents(self) -> None:
        sheet = procedure(
            section("Conditions", paragraph("Avoir 16 ans.")),
            documents(bullets("Ancienne carte"), title="Renouvellement"),
        )
        assert documents_of(resolve(sheet, Aspect.DOCUMENTS, NOTHING)) == ["Ancienne carte"]

    def test_a_renewal_keeps_its_documents_in_a_situation_without_first_request(self) -> None:
        tabs = choice(
            option("Adulte", documents(bullets("Photo"))),
            option("Enfant", documents(bullets("Ancienne carte"), title="Renouvellement")),
        )
        question = resolve(procedure(tabs), Aspect.DOCUMENTS, NOTHING)
        assert isinstance(question, Question)
        assert documents_of(resolve(procedure(tabs), Aspect.DOCUMENTS, clicked(question, "Enfant"))) == [
            "Ancienne carte"
        ]
