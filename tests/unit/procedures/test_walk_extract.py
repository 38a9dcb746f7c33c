"""Documents, fees and delays read from content."""

from __future__ import annotations

from decimal import Decimal

from procedures.extract import delays_in, documents_in, fees_in
from procedures.model import Cell, Row, Table
from tests.unit.procedures.builders import bullets, documents, item, note, paragraph, section


def found(*blocks: object) -> list[tuple[str, tuple[str, ...]]]:
    return [(entry.label, entry.details) for entry in documents_in((documents(*blocks),))]  # type: ignore[arg-type]


class TestDocuments:
    def test_each_item_is_one_box_and_nested_lists_are_its_details(self) -> None:
        nested = item("Justificatif de domicile :", bullets("facture", "bail"))
        assert found(bullets("Photo", nested)) == [
            ("Photo", ()),
            ("Justificatif de domicile :", ("facture", "bail")),
        ]

    def test_a_list_of_alternatives_is_one_box(self) -> None:
        assert found(paragraph("Vous devez fournir l'un des documents suivants :"), bullets("facture", "bail")) == [
            ("Un seul de ces documents :", ("facture", "bail"))
        ]

    def test_alternatives_at_will_are_one_box_too(self) -> None:
        assert found(paragraph("Présentez, au choix :"), bullets("facture", "bail")) == [
            ("Un seul de ces documents :", ("facture", "bail"))
        ]

    def test_the_words_one_of_the_parents_do_not_make_alternatives(self) -> None:
        lead_in = paragraph("L'enfant qui voyage sans l'un de ses parents doit avoir les documents suivants :")
        assert [label for label, _ in found(lead_in, bullets("Passeport", "Autorisation"))] == [
            "Passeport",
            "Autorisation",
        ]

    def test_data_to_write_and_steps_are_not_documents(self) -> None:
        assert not found(paragraph("Le courrier doit indiquer :"), bullets("vos nom et prénoms", "votre adresse"))
        assert not found(paragraph("Procédez ainsi :"), bullets("Remplissez le formulaire", ordered=True))

    def test_a_condition_followed_by_a_document_is_an_entry(self) -> None:
        married, children = "Si vous êtes marié : acte de mariage", "Si vous avez des enfants, livret de famille"
        assert [label for label, _ in found(bullets("Passeport"), bullets(married), bullets(children))] == [
            "Passeport",
            married,
            children,
        ]

    def test_conditions_without_a_document_are_cases(self) -> None:
        assert not found(paragraph("Elle est proposée :"), bullets("si vous avez 60 ans", "si vous êtes né ici"))

    def test_lists_that_follow_each_other_are_judged_as_one(self) -> None:
        assert [label for label, _ in found(bullets("Photo", "Passeport"), bullets("Lorsque vous êtes absent"))] == [
            "Photo",
            "Passeport",
            "Lorsque vous êtes absent",
        ]

    def test_other_pieces_that_may_be_asked_for_are_entries(self) -> None:
        lead_in = paragraph("Suivant les cas, d'autres pièces peuvent être demandées :")
        contract = "Si un contrat est conclu, il faut fournir le certificat de notaire."
        assert [label for label, _ in found(lead_in, bullets(contract))] == [contract]

    def test_what_one_declares_obtains_or_may_do_is_no_document(self) -> None:
        assert not found(paragraph("Vous devez certifier sur l'honneur disposer"), bullets("d'une attestation"))
        assert not found(paragraph("À la fin, vous obtenez :"), bullets("un numéro de dossier", "un certificat"))
        assert not found(paragraph("Pour cela, vous pouvez :"), bullets("une demande", "un recours"))

    def test_notes_list_no_documents(self) -> None:
        assert found(bullets("Photo"), note("la photo doit être récente")) == [("Photo", ())]

    def test_elsewhere_a_list_must_be_introduced_as_documents(self) -> None:
        how = section("Démarche", paragraph("Adressez-vous :"), bullets("à la mairie", "au tribunal"))
        assert documents_in((how,)) == ()
        asked = section("Démarche", paragraph("Joignez les documents suivants :"), bullets("Photo"))
        assert [entry.label for entry in documents_in((asked,))] == ["Photo"]

    def test_a_table_of_cases_gives_one_box_per_case(self) -> None:
        def row(*cells: object, header: bool = False) -> Row:
            return Row(tuple(Cell((cell,)) for cell in cells), header)  # type: ignore[arg-type]

        table = Table(
            (
                row(paragraph("Modèle récent"), paragraph("Modèle ancien"), header=True),
                row(bullets("Passeport"), bullets("Passeport", "Acte de naissance")),
            )
        )
        assert found(table) == [
            ("Modèle récent :", ("Passeport",)),
            ("Modèle ancien :", ("Passeport", "Acte de naissance")),
        ]


class TestFeesAndDelays:
    def test_an_amount_is_read_in_euros(self) -> None:
        (fee,) = fees_in((paragraph("Le timbre coûte 1 250,50 €."),))
        assert fee.amount == Decimal("1250.50")
        assert fee.text == "Le timbre coûte 1 250,50 €."

    def test_several_amounts_in_one_sentence_are_left_to_the_reader(self) -> None:
        (fee,) = fees_in((paragraph("De 10 € à 20 € selon l'âge."),))
        assert fee.amount is None

    def test_free_is_an_amount_unless_it_is_denied(self) -> None:
        assert [fee.amount for fee in fees_in((paragraph("La démarche est gratuite."),))] == [Decimal(0)]
        assert fees_in((paragraph("Ce n'est pas gratuit."),)) == ()

    def test_free_in_some_cases_or_in_part_is_no_price(self) -> None:
        sometimes = "Dans certains cas, vous obtenez la copie gratuitement."
        partly = "Le repas est gratuit. En revanche, le transport est à votre charge."
        assert [(fee.text, fee.amount) for fee in fees_in((paragraph(sometimes), paragraph(partly)))] == [
            (sometimes, None),
            (partly, None),
        ]

    def test_a_limit_is_no_price(self) -> None:
        means = paragraph("si vos ressources ne dépassent pas 1 447,98 € par mois")
        price = paragraph("pour un couvert d'un prix inférieur ou égal à 40 €")
        assert [fee.amount for fee in fees_in((means, price, paragraph("La carte coûte 1 447,98 €.")))] == [
            None,
            None,
            Decimal("1447.98"),
        ]

    def test_what_a_note_says_beside_is_no_price(self) -> None:
        fees = fees_in((paragraph("La carte coûte 25 €."), note("la copie est gratuite"), note("l'amende est de 38 €")))
        assert [fee.amount for fee in fees] == [Decimal(25), None, None]

    def test_the_time_to_appeal_is_no_delay(self) -> None:
        made = paragraph("La carte est faite en 3 semaines.")
        appeal = paragraph("Vous avez 2 mois pour former un recours devant le tribunal.")
        assert [delay.text for delay in delays_in((section("Délai", made, appeal),))] == [
            "La carte est faite en 3 semaines."
        ]
        assert len(delays_in((section("Délai de recours", appeal),))) == 1

    def test_not_at_once_is_no_duration_and_a_holiday_is_no_day(self) -> None:
        assert not delays_in((paragraph("Il n'est pas délivré immédiatement."), paragraph("C'est un jour férié.")))
        assert delays_in((paragraph("Il est délivré immédiatement."),))

    def test_a_duration_is_quoted_under_its_title(self) -> None:
        (delay,) = delays_in((section("Délai", paragraph("Comptez 2 mois."), paragraph("Prenez rendez-vous.")),))
        assert (delay.label, delay.text) == ("Délai", "Comptez 2 mois.")
