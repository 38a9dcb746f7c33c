"""Questions that editors put to the base."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Engine, select

from procedures.model import (
    Aspect,
    LegalReference,
    Link,
    LinkKind,
    Office,
    OfficeKind,
    Origin,
    Paragraph,
    Service,
    ServiceKind,
    Text,
)
from procedures.store import Store
from procedures.store.queries import A_YEAR, asking_for_document, not_verified_since, with_a_fee
from procedures.store.tables import DelayRow, DocumentRow, FormRow, LegalReferenceRow, LinkRow, OfficeRow, ServiceRow
from tests.items import a_choice, a_list, a_paragraph, a_procedure, a_section


@pytest.fixture
def store(engine: Engine) -> Store:
    return Store(engine)


def documents(*items: str) -> tuple[object, ...]:
    return (a_paragraph("Vous devez fournir les documents suivants :"), a_list(*items))


class TestAskingForDocument:
    def test_finds_it_in_every_case_of_a_procedure(self, store: Store, engine: Engine) -> None:
        choice = a_choice("age", majeur=documents("Photo"), mineur=documents("Photo", "Justificatif de domicile"))
        store.put(
            [
                a_procedure("F1", body=(a_section("Pièces", choice, aspects=(Aspect.DOCUMENTS,)),)),
                a_procedure("F2", body=(a_section("Pièces", *documents("Photo"), aspects=(Aspect.DOCUMENTS,)),)),
            ]
        )
        assert [found.id for found in asking_for_document(engine, "justificatif de domicile")] == ["F1"]
        with engine.connect() as connection:
            paths = connection.scalars(select(DocumentRow.path).where(DocumentRow.words.like("%domicile%"))).all()
        assert paths == [["Pièces", "mineur"]]

    @pytest.mark.parametrize("asked", ["JUSTIFICATIF DE DOMICILE", "justificatif de l’état civil", "100 % d'accord_"])
    def test_is_blind_to_case_accents_and_wildcards(self, store: Store, engine: Engine, asked: str) -> None:
        # "Du" for "de": the guide writes both.
        label = {"J": "Justificatif du domicile", "j": "Justificatif de l'etat civil", "1": "100 % d'accord_"}[asked[0]]
        section = a_section("Pièces", *documents(label), aspects=(Aspect.DOCUMENTS,))
        other = a_section("Pièces", *documents("1000 d'accordx"), aspects=(Aspect.DOCUMENTS,))
        store.put([a_procedure("F1", body=(section,)), a_procedure("F2", body=(other,))])
        assert [found.id for found in asking_for_document(engine, asked)] == ["F1"]

    def test_leaves_withdrawn_procedures_out(self, store: Store, engine: Engine) -> None:
        section = a_section("Pièces", *documents("Photo"), aspects=(Aspect.DOCUMENTS,))
        store.put([a_procedure("F1", body=(section,))])
        store.withdraw_missing(Origin.OFFICIAL, ())
        assert asking_for_document(engine, "photo") == ()


class TestWithAFee:
    def test_lists_what_costs_something_the_dearest_first(self, store: Store, engine: Engine) -> None:
        def costing(procedure_id: str, *sentences: str) -> object:
            blocks = tuple(a_paragraph(sentence) for sentence in sentences)
            return a_procedure(procedure_id, body=(a_section("Coût", *blocks, aspects=(Aspect.COST,)),))

        store.put(
            [
                costing("F1", "Le timbre coûte 25 €."),
                costing("F2", "C'est gratuit."),
                costing("F3", "Le passeport coûte 86 €.", "Avant 15 ans, il coûte 17,50 €."),
                a_procedure("F4", body=(a_section("Sanctions", a_paragraph("L'amende est de 135 €.")),)),
            ]
        )
        found = with_a_fee(engine)
        assert [(fee.procedure.id, fee.lowest, fee.highest) for fee in found] == [
            ("F3", Decimal("17.50"), Decimal("86.00")),
            ("F1", Decimal("25.00"), Decimal("25.00")),
        ]


class TestNotVerified:
    def test_lists_the_oldest_first_and_those_without_a_date(self, store: Store, engine: Engine) -> None:
        today = date(2026, 11, 21)
        store.put(
            [
                a_procedure("F1", verified_on=date(2025, 11, 20)),
                a_procedure("F2", verified_on=date(2025, 11, 21)),
                a_procedure("F3", verified_on=date(2020, 1, 1)),
                a_procedure("F4", verified_on=None),
            ]
        )
        assert [found.id for found in not_verified_since(engine, today - A_YEAR)] == ["F4", "F3", "F1"]


def test_delays_services_forms_offices_texts_and_links_have_their_rows(store: Store, engine: Engine) -> None:
    link = Link(LinkKind.PROCEDURE, "F9", (Text("une autre fiche"),))
    body = (
        a_section("Délai", a_paragraph("Comptez 3 semaines."), aspects=(Aspect.DELAY,)),
        a_section(
            "Démarche",
            Service("R1", ServiceKind.ONLINE_SERVICE, "Téléservice", "https://example.org/1", "ANTS"),
            Service("R2", ServiceKind.FORM, "Formulaire", "https://example.org/2", number="14011*02"),
            Office("R3", OfficeKind.LOCAL, "Mairie", ("mairie",)),
            Paragraph((Text("Voyez "), link)),
        ),
    )
    legal = (LegalReference("R4", "Code civil", "https://www.legifrance.gouv.fr"),)
    store.put([a_procedure("F1", body=body, legal=legal)])
    with engine.connect() as connection:
        assert connection.scalars(select(DelayRow.text)).all() == ["Comptez 3 semaines."]
        assert connection.scalars(select(ServiceRow.title)).all() == ["Téléservice"]
        assert connection.scalars(select(FormRow.number)).all() == ["14011*02"]
        assert connection.execute(select(OfficeRow.path, OfficeRow.pivots)).one() == (["Démarche"], ["mairie"])
        assert connection.scalars(select(LegalReferenceRow.title)).all() == ["Code civil"]
        assert connection.execute(select(LinkRow.target, LinkRow.label)).one() == ("F9", "une autre fiche")
