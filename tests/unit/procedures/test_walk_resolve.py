"""What is asked, what is not, and what is answered, on small procedures."""

from __future__ import annotations

from procedures.facts import Fact
from procedures.model import Aspect, Choice, ChoiceNature, IsTrue, ProcedureKind
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


def labels(question: object) -> list[str]:
    assert isinstance(question, Question)
    return [offer.label for offer in question.choices]


def documents_of(answer: object) -> list[str]:
    assert isinstance(answer, Answer)
    return [document.label for document in answer.documents]


class TestAsking:
    def test_a_choice_that_changes_the_answer_is_asked(self) -> None:
        sheet = procedure(documents(choice(option("Majeur", bullets("Photo")), option("Mineur", bullets("Livret")))))
        question = resolve(sheet, Aspect.DOCUMENTS, NOTHING)
        assert labels(question) == ["Majeur", "Mineur"]

    def test_the_answer_chosen_holds_only_its_branch(self) -> None:
        sheet = procedure(documents(choice(option("Majeur", bullets("Photo")), option("Mineur", bullets("Livret")))))
        question = resolve(sheet, Aspect.DOCUMENTS, NOTHING)
        assert isinstance(question, Question)
        answer = resolve(sheet, Aspect.DOCUMENTS, clicked(question, "Mineur"))
        assert documents_of(answer) == ["Livret"]
        assert isinstance(answer, Answer)
        assert answer.path == ("Mineur",)

    def test_a_choice_outside_the_aspect_is_not_asked(self) -> None:
        sheet = procedure(
            section("Conditions", choice(option("A", paragraph("un")), option("B", paragraph("deux")))),
            documents(bullets("Photo")),
        )
        assert documents_of(resolve(sheet, Aspect.DOCUMENTS, NOTHING)) == ["Photo"]

    def test_options_that_give_the_same_are_not_asked(self) -> None:
        same = choice(option("Marié", bullets("Photo")), option("Célibataire", bullets("Photo.")))
        assert documents_of(resolve(procedure(documents(same)), Aspect.DOCUMENTS, NOTHING)) == ["Photo"]

    def test_a_whole_page_divided_in_two_is_asked_about_only_if_the_aspect_differs(self) -> None:
        def page(cost: str) -> tuple[object, ...]:
            return documents(bullets("Photo")), section("Coût", paragraph(cost), aspects=(Aspect.COST,))

        tabs = choice(option("En France", *page("10 €")), option("À l'étranger", *page("20 €")))  # type: ignore[arg-type]
        assert isinstance(resolve(procedure(tabs), Aspect.DOCUMENTS, NOTHING), Answer)
        assert labels(resolve(procedure(tabs), Aspect.COST, NOTHING)) == ["En France", "À l'étranger"]

    def test_options_that_give_the_same_at_different_levels_share_a_button(self) -> None:
        sheet = procedure(
            documents(
                choice(
                    option("Passeport valide", bullets("Passeport")),
                    option(
                        "Passeport périmé",
                        choice(
                            option("Depuis peu", bullets("Passeport")),
                            option("Depuis longtemps", bullets("Acte de naissance")),
                        ),
                    ),
                    option("Pas de passeport", bullets("Acte de naissance")),
                )
            )
        )
        question = resolve(sheet, Aspect.DOCUMENTS, NOTHING)
        assert labels(question) == [
            "Passeport valide ou passeport périmé, depuis peu",
            "Passeport périmé, depuis longtemps ou pas de passeport",
        ]
        assert isinstance(question, Question)
        answer = resolve(sheet, Aspect.DOCUMENTS, clicked(question, question.choices[1].label))
        assert documents_of(answer) == ["Acte de naissance"]
        assert isinstance(answer, Answer)
        assert answer.path == (question.choices[1].label,)

    def test_options_merged_for_one_aspect_are_split_by_another(self) -> None:
        tabs = choice(
            option("A", documents(bullets("Photo")), section("Coût", paragraph("1 €"), aspects=(Aspect.COST,))),
            option("B", documents(bullets("Photo")), section("Coût", paragraph("2 €"), aspects=(Aspect.COST,))),
            option("C", documents(bullets("Livret")), section("Coût", paragraph("3 €"), aspects=(Aspect.COST,))),
        )
        question = resolve(procedure(tabs), Aspect.DOCUMENTS, NOTHING)
        assert labels(question) == ["A ou B", "C"]
        assert isinstance(question, Question)
        given = clicked(question, "A ou B")
        assert labels(resolve(procedure(tabs), Aspect.COST, given)) == ["A", "B"]

    def test_a_question_between_options_that_one_button_stood_for_is_asked_once(self) -> None:
        def page(cost: str) -> tuple[object, ...]:
            return documents(bullets("Photo")), section("Coût", paragraph(cost), aspects=(Aspect.COST,))

        inner = choice(option("Ville", *page("1 €")), option("Hôpital", *page("2 €")))  # type: ignore[arg-type]
        sheet = procedure(choice(option("Agent", inner), option("Autre", documents(bullets("Livret")))))
        first = resolve(sheet, Aspect.DOCUMENTS, NOTHING)
        assert labels(first) == ["Agent", "Autre"]
        # As a click on a button that named both ways records it.
        given = Given(answers={sheet.body[0].id: ("o-Agent", "o-Ville", "o-Hôpital")})  # type: ignore[union-attr]
        second = resolve(sheet, Aspect.COST, given)
        assert labels(second) == ["Ville", "Hôpital"]
        assert isinstance(second, Question)
        answer = resolve(sheet, Aspect.COST, clicked(second, "Hôpital"))
        assert isinstance(answer, Answer)
        assert [str(fee.amount) for fee in answer.fees] == ["2"]

    def test_the_prompt_is_the_lead_in_when_it_is_a_question(self) -> None:
        options = (option("Oui", bullets("Photo")), option("Non", bullets("Livret")))
        asked = resolve(procedure(documents(choice(*options, prompt="Êtes-vous majeur ?"))), Aspect.DOCUMENTS, NOTHING)
        made = resolve(procedure(documents(choice(*options))), Aspect.DOCUMENTS, NOTHING)
        assert isinstance(asked, Question)
        assert isinstance(made, Question)
        assert asked.prompt == "Êtes-vous majeur ?"
        assert made.prompt == "Pour Carte de pêche, quelle est votre situation ?"

    def test_sibling_blocks_are_folded_into_the_answer_after_three_questions(self) -> None:
        blocks = [
            choice(option(f"A{n}", bullets(f"Photo {n}")), option(f"B{n}", bullets(f"Livret {n}"))) for n in range(5)
        ]
        sheet = procedure(documents(*blocks))
        given, asked = NOTHING, 0
        while isinstance(outcome := resolve(sheet, Aspect.DOCUMENTS, given), Question):
            given, asked = clicked(outcome, outcome.choices[0].label), asked + 1
        assert asked == 3
        assert isinstance(outcome, Answer)
        folded = [block for block in outcome.sections[0].blocks if isinstance(block, Choice)]
        assert [[option.label for option in block.options] for block in folded] == [["A3", "B3"], ["A4", "B4"]]

    def test_an_answer_to_a_block_that_is_gone_is_ignored(self) -> None:
        sheet = procedure(documents(bullets("Photo")))
        given = Given(answers={"c-gone": ("o-gone",)})
        assert documents_of(resolve(sheet, Aspect.DOCUMENTS, given)) == ["Photo"]


class TestSheetsThatOpenWithAChoice:
    LONG = "Présentez-vous au consulat avec votre déclaration. " * 40
    SHEET = procedure(
        choice(
            option("En France", paragraph("Déclarez la perte en ligne, pour 25 €.")),
            option("Ailleurs", section("Vous y vivez", paragraph(LONG)), section("Vous passez", paragraph("Rien."))),
        )
    )

    def test_ask_it_whatever_the_aspect_that_no_chapter_bears(self) -> None:
        assert labels(resolve(self.SHEET, Aspect.COST, NOTHING)) == ["En France", "Ailleurs"]
        assert labels(resolve(self.SHEET, None, NOTHING)) == ["En France", "Ailleurs"]

    def test_answer_with_the_branch_chosen_rather_than_with_nothing(self) -> None:
        for aspect in (None, Aspect.COST):
            question = resolve(self.SHEET, aspect, NOTHING)
            assert isinstance(question, Question)
            for label in ("En France", "Ailleurs"):
                answer = resolve(self.SHEET, aspect, clicked(question, label))
                assert isinstance(answer, Answer)
                assert answer.path == (label,)
                assert answer.sections


class TestNatures:
    def test_channels_are_shown_together(self) -> None:
        channels = choice(
            option("En ligne", bullets("Copie")), option("Sur place", bullets("Original")), nature=ChoiceNature.CHANNEL
        )
        assert documents_of(resolve(procedure(documents(channels)), Aspect.DOCUMENTS, NOTHING)) == ["Copie", "Original"]

    def test_the_general_case_is_answered_with_its_exceptions_beside_it(self) -> None:
        cost = choice(
            option("En Guyane", paragraph("43 €")),
            option("Cas général", paragraph("86 €")),
            nature=ChoiceNature.GENERAL,
        )
        answer = resolve(procedure(section("Coût", cost, aspects=(Aspect.COST,))), Aspect.COST, NOTHING)
        assert isinstance(answer, Answer)
        assert [str(fee.amount) for fee in answer.fees] == ["86"]
        shown = answer.sections[0].blocks[0]
        assert isinstance(shown, Choice)
        assert [option.label for option in shown.options] == ["Cas général", "En Guyane"]

    def test_a_place_settles_the_exception(self) -> None:
        cost = choice(
            option("Cas général", paragraph("86 €")),
            option("En Guyane", paragraph("43 €")),
            nature=ChoiceNature.GENERAL,
        )
        sheet = procedure(section("Coût", cost, aspects=(Aspect.COST,)))
        for postcode, euros in (("97300", "43"), ("38000", "86")):
            answer = resolve(sheet, Aspect.COST, Given(facts=(Fact("self", "postcode", postcode),)))
            assert isinstance(answer, Answer)
            assert [str(fee.amount) for fee in answer.fees] == [euros]
            assert answer.facts == (Fact("self", "postcode", postcode),)

    def test_an_outcome_is_never_asked_and_picked_by_the_words_that_name_it(self) -> None:
        after = choice(
            option("Votre demande est acceptée", paragraph("Vous recevez la carte.")),
            option("Votre demande est refusée", paragraph("Vous pouvez faire un recours.")),
            nature=ChoiceNature.OUTCOME,
        )
        sheet = procedure(section("Suite", after, aspects=(Aspect.APPEAL,)))
        whole = resolve(sheet, Aspect.APPEAL, NOTHING)
        refused = resolve(sheet, Aspect.APPEAL, Given(words="ma demande a été refusée"))
        assert isinstance(whole, Answer)
        assert isinstance(refused, Answer)
        assert whole.path == ()
        assert refused.path == ("Votre demande est refusée",)

    def test_many_places_are_settled_by_postcode(self) -> None:
        departments = ("Isère (38)", "Rhône (69)", "Paris (75)", "Nord (59)", "Oise (60)")
        places = choice(*(option(name, paragraph(f"Bureau {name}")) for name in departments), nature=ChoiceNature.PLACE)
        sheet = procedure(section("Où", places, aspects=(Aspect.WHERE,)))
        question = resolve(sheet, Aspect.WHERE, NOTHING)
        assert isinstance(question, Question)
        assert question.by_place
        answer = resolve(sheet, Aspect.WHERE, Given(facts=(Fact("self", "postcode", "59000"),)))
        assert isinstance(answer, Answer)
        assert answer.path == ("Nord (59)",)


class TestVariables:
    def test_a_variable_handed_over_picks_its_option(self) -> None:
        sheet = procedure(
            documents(choice(option("A", bullets("Photo"), when="T1"), option("B", bullets("Livret"), when="T2")))
        )
        assert documents_of(resolve(sheet, Aspect.DOCUMENTS, Given(variables={"T2": True}))) == ["Livret"]

    def test_an_unknown_variable_hides_nothing(self) -> None:
        sheet = procedure(section("Pièces", bullets("Photo"), aspects=(Aspect.DOCUMENTS,), condition=IsTrue("T1")))
        assert documents_of(resolve(sheet, Aspect.DOCUMENTS, NOTHING)) == ["Photo"]
        assert not documents_of(resolve(sheet, Aspect.DOCUMENTS, Given(variables={"T1": False})))

    def test_chapters_that_hang_on_different_variables_are_a_choice(self) -> None:
        sheet = procedure(
            section("Vous le vendez", documents(bullets("Certificat")), condition=IsTrue("T1")),
            section("À la casse", documents(bullets("Carte grise"), title="Papiers"), condition=IsTrue("T2")),
        )
        question = resolve(sheet, Aspect.DOCUMENTS, NOTHING)
        assert labels(question) == ["Vous le vendez", "À la casse"]
        assert isinstance(question, Question)
        assert documents_of(resolve(sheet, Aspect.DOCUMENTS, clicked(question, "À la casse"))) == ["Carte grise"]

    def test_chapters_that_hang_on_the_same_variable_go_together(self) -> None:
        sheet = procedure(
            documents(bullets("Photo")),
            section("Coût", paragraph("1 €"), aspects=(Aspect.COST,), condition=IsTrue("T1")),
            section("Délai", paragraph("2 mois"), aspects=(Aspect.DELAY,), condition=IsTrue("T1")),
        )
        assert isinstance(resolve(sheet, Aspect.COST, NOTHING), Answer)

    def test_a_chosen_option_tells_its_variable_to_the_rest_of_the_sheet(self) -> None:
        sheet = procedure(
            documents(
                choice(option("A", bullets("Photo"), when="T1"), option("B", bullets("Livret"), when="T2")),
                section("Pour B", bullets("Timbre"), condition=IsTrue("T2")),
            )
        )
        question = resolve(sheet, Aspect.DOCUMENTS, NOTHING)
        assert isinstance(question, Question)
        assert documents_of(resolve(sheet, Aspect.DOCUMENTS, clicked(question, "A"))) == ["Photo"]
        assert documents_of(resolve(sheet, Aspect.DOCUMENTS, clicked(question, "B"))) == ["Livret", "Timbre"]


class TestFacts:
    SHEET = procedure(
        documents(
            choice(
                option("Vous avez un passeport valide", bullets("Passeport")),
                option("Vous avez un passeport périmé", bullets("Photo")),
            )
        )
    )

    def test_a_fact_picks_its_branch_without_a_question(self) -> None:
        fact = Fact("passport", "state", "expired")
        answer = resolve(self.SHEET, Aspect.DOCUMENTS, Given(facts=(fact,)))
        assert documents_of(answer) == ["Photo"]
        assert isinstance(answer, Answer)
        assert answer.facts == (fact,)

    def test_a_fact_of_another_bearer_picks_nothing(self) -> None:
        outcome = resolve(self.SHEET, Aspect.DOCUMENTS, Given(facts=(Fact("identity_card", "state", "expired"),)))
        assert isinstance(outcome, Question)


class TestChapters:
    SHEET = procedure(
        section("Conditions", paragraph("Avoir 16 ans.")),
        section("Pêche de nuit", paragraph("Elle est interdite, sauf pour la carpe.")),
        introduction=(paragraph("La carte permet de pêcher. " * 80),),
    )

    def test_without_a_section_for_the_aspect_the_words_choose_the_chapter(self) -> None:
        answer = resolve(self.SHEET, Aspect.HOW, Given(words="puis-je pêcher la nuit"))
        assert isinstance(answer, Answer)
        assert [section.title for section in answer.sections] == ["Pêche de nuit"]
        assert [offer.label for offer in answer.chapters] == ["Conditions"]

    def test_without_words_the_introduction_comes_with_the_chapters_as_offers(self) -> None:
        answer = resolve(self.SHEET, Aspect.APPEAL, NOTHING)
        assert isinstance(answer, Answer)
        assert answer.aspect is None
        assert [offer.label for offer in answer.chapters] == ["Conditions", "Pêche de nuit"]

    def test_a_chapter_offered_is_what_its_button_shows(self) -> None:
        overview = resolve(self.SHEET, None, NOTHING)
        assert isinstance(overview, Answer)
        step = overview.chapters[0].step
        answer = resolve(self.SHEET, step.aspect, Given(answers=step.answers, section=step.section))
        assert isinstance(answer, Answer)
        assert [section.title for section in answer.sections] == ["Conditions"]

    def test_a_question_answer_sheet_without_chapters_is_its_own_answer(self) -> None:
        sheet = procedure(paragraph("Oui, à partir de 16 ans."), kind=ProcedureKind.QUESTION_ANSWER)
        answer = resolve(sheet, Aspect.ELIGIBILITY, NOTHING)
        assert isinstance(answer, Answer)
        assert answer.aspect is Aspect.ELIGIBILITY
        assert answer.sections[0].blocks == (paragraph("Oui, à partir de 16 ans."),)

    def test_a_branch_without_the_aspect_falls_back_to_its_own_chapters(self) -> None:
        tabs = choice(
            option("En France", documents(bullets("Photo"))),
            option("À l'étranger", section("Consulat", paragraph("Écrivez au consulat."))),
        )
        question = resolve(procedure(tabs), Aspect.DOCUMENTS, NOTHING)
        assert isinstance(question, Question)
        answer = resolve(procedure(tabs), Aspect.DOCUMENTS, clicked(question, "À l'étranger"))
        assert isinstance(answer, Answer)
        assert [section.title for section in answer.sections] == ["Consulat"]
