"""What the elements of a page become in the model."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from procedures.importer import read
from procedures.model import (
    AnyOf,
    Assignment,
    Audience,
    BulletList,
    Choice,
    ChoiceNature,
    Conditional,
    IsFalse,
    IsTrue,
    IsUndefined,
    Link,
    LinkKind,
    Mark,
    Marked,
    Office,
    OfficeKind,
    Paragraph,
    Procedure,
    ProcedureKind,
    Section,
    Service,
    ServiceKind,
    Table,
    Text,
    plain,
)
from tests.guide_files import a_chapter, a_guide, a_page, cases


def read_one(tmp_path: Path, page: bytes) -> Procedure:
    (item,) = read(a_guide(tmp_path / "particuliers", F1=page))
    assert isinstance(item, Procedure)
    return item


def body_of(tmp_path: Path, content: str) -> Procedure:
    return read_one(tmp_path, a_page("F1", f"<Texte>{content}</Texte>"))


class TestHeader:
    def test_the_day_of_verification_is_the_page_s_own(self, tmp_path: Path) -> None:
        procedure = read_one(tmp_path, a_page("F1"))
        assert (procedure.verified_on, procedure.publisher) == (date(2020, 2, 3), "Un éditeur")

    def test_a_page_without_an_address_has_the_one_of_its_audience(self, tmp_path: Path) -> None:
        assert read_one(tmp_path, a_page("F1")).url == "https://www.service-public.gouv.fr/particuliers/vosdroits/F1"

    def test_a_page_s_own_address_is_kept(self, tmp_path: Path) -> None:
        assert read_one(tmp_path, a_page("F1", more='spUrl="https://example.org/F1"')).url == "https://example.org/F1"


class TestWords:
    def test_marks_and_links_are_kept_as_data(self, tmp_path: Path) -> None:
        procedure = body_of(
            tmp_path,
            "<Paragraphe>Le <Valeur>86 €</Valeur> de\n  "
            '<LienInterne LienPublication="F2" type="Fiche" audience="Associations">la fiche</LienInterne>'
            "</Paragraphe>",
        )
        assert procedure.body == (
            Paragraph(
                (
                    Text("Le "),
                    Marked(Mark.AMOUNT, (Text("86 €"),)),
                    Text(" de "),
                    Link(LinkKind.PROCEDURE, "F2", (Text("la fiche"),), Audience.ASSOCIATIONS),
                )
            ),
        )

    def test_no_break_spaces_stay_and_others_are_single(self, tmp_path: Path) -> None:
        procedure = body_of(tmp_path, "<Paragraphe>  Combien\u00a0?\n  Rien  </Paragraphe>")
        assert procedure.body == (Paragraph((Text("Combien\u00a0? Rien"),)),)

    def test_an_element_of_a_later_schema_keeps_its_words(self, tmp_path: Path) -> None:
        procedure = body_of(tmp_path, "<Depliant><Paragraphe>Des <Nouveau>mots</Nouveau> neufs</Paragraphe></Depliant>")
        (paragraph,) = procedure.body
        assert isinstance(paragraph, Paragraph)
        assert plain(paragraph.runs) == "Des mots neufs"

    def test_a_link_to_a_definition_names_its_term(self, tmp_path: Path) -> None:
        procedure = body_of(
            tmp_path, '<Paragraphe><LienIntra LienID="R5" type="Définition de glossaire">bail</LienIntra></Paragraphe>'
        )
        assert procedure.body == (Paragraph((Link(LinkKind.TERM, "R5", (Text("bail"),)),)),)


class TestBlocks:
    def test_lists_tables_offices_and_services_keep_their_structure(self, tmp_path: Path) -> None:
        procedure = body_of(
            tmp_path,
            '<Liste type="numero"><Item><Paragraphe>Un</Paragraphe></Item></Liste>'
            '<Tableau><Titre>Tarifs</Titre><Colonne type="header"/><Colonne type="normal"/><Rangée type="header">'
            '<Cellule fusionHorizontale="2"><Paragraphe>A</Paragraphe></Cellule></Rangée></Tableau>'
            '<OuSAdresser ID="R1" type="Centre de contact"><Titre>Allô</Titre><PivotLocal>mairie</PivotLocal>'
            f"<Texte>{a_chapter('Par téléphone')}</Texte></OuSAdresser>"
            '<ServiceEnLigne ID="R2" URL="https://example.org" type="Formulaire" numerocerfa="12*01">'
            "<Titre>Demande</Titre><Source>Un ministère</Source></ServiceEnLigne>",
        )
        steps, table, office, service = procedure.body
        assert isinstance(steps, BulletList)
        assert steps.ordered
        assert isinstance(table, Table)
        assert (table.title, table.header_columns, table.rows[0].header) == ("Tarifs", 1, True)
        assert table.rows[0].cells[0].columns == 2
        assert isinstance(office, Office)
        assert (office.kind, office.pivots) == (OfficeKind.CALL_CENTRE, ("mairie",))
        assert isinstance(office.blocks[0], Section)
        assert isinstance(service, Service)
        assert (service.kind, service.number, service.provider) == (ServiceKind.FORM, "12*01", "Un ministère")

    def test_conditions_are_kept_as_the_guide_writes_them(self, tmp_path: Path) -> None:
        procedure = body_of(
            tmp_path,
            '<FragmentConditionne><Condition><ou><estVrai var="T1"/><estIndefini var="T1"/></ou></Condition>'
            "<Paragraphe>Des mots.</Paragraphe></FragmentConditionne>",
        )
        (block,) = procedure.body
        assert isinstance(block, Conditional)
        assert block.condition == AnyOf((IsTrue("T1"), IsUndefined("T1")))

    def test_a_page_s_conclusion_ends_its_body(self, tmp_path: Path) -> None:
        page = a_page(
            "F1",
            '<Texte><Paragraphe>Des mots.</Paragraphe></Texte><Conclusion><Liste type="caseACocher"><Item><Condition>'
            '<estFaux var="T1"/></Condition><Paragraphe>À faire</Paragraphe></Item></Liste></Conclusion>',
        )
        _, to_do = read_one(tmp_path, page).body
        assert isinstance(to_do, BulletList)
        assert to_do.items[0].condition == IsFalse("T1")

    def test_a_test_that_nobody_knows_hides_nothing(self, tmp_path: Path) -> None:
        procedure = body_of(
            tmp_path,
            '<FragmentConditionne><Condition><ou><estPair var="T1"/><estIndefini var="T1"/></ou></Condition>'
            "<Paragraphe>Des mots.</Paragraphe></FragmentConditionne>",
        )
        assert procedure.body == (Paragraph((Text("Des mots."),)),)


class TestChoices:
    def test_the_open_sentence_before_a_choice_is_its_prompt_and_stays(self, tmp_path: Path) -> None:
        procedure = body_of(tmp_path, f"<Paragraphe>Où vivez-vous ?</Paragraphe>{cases('En ville', 'Ailleurs')}")
        sentence, choice = procedure.body
        assert isinstance(sentence, Paragraph)
        assert isinstance(choice, Choice)
        assert choice.prompt == "Où vivez-vous ?"

    def test_the_prompt_of_an_introduction_is_said_once(self, tmp_path: Path) -> None:
        procedure = body_of(
            tmp_path,
            cases(
                "Adulte",
                content=f"<Introduction><Paragraphe>Selon le cas :</Paragraphe></Introduction>{cases('A', 'B')}",
            ),
        )
        (outer,) = procedure.body
        assert isinstance(outer, Choice)
        (inner,) = outer.options[0].blocks
        assert isinstance(inner, Choice)
        assert inner.prompt == "Selon le cas :"

    def test_a_closed_sentence_is_no_prompt(self, tmp_path: Path) -> None:
        procedure = body_of(tmp_path, f"<Paragraphe>Il y a deux cas.</Paragraphe>{cases('A', 'B')}")
        choice = procedure.body[1]
        assert isinstance(choice, Choice)
        assert choice.prompt == ""

    def test_situations_become_a_choice_at_the_top(self, tmp_path: Path) -> None:
        procedure = read_one(
            tmp_path,
            a_page(
                "F1",
                '<ListeSituations affichage="onglet"><Situation><Titre>En France</Titre><Condition>'
                '<estVrai var="T1"/></Condition><Texte><Paragraphe>Ici.</Paragraphe></Texte></Situation>'
                "<Situation><Titre>À l'étranger</Titre><Texte><Paragraphe>Là.</Paragraphe></Texte></Situation>"
                "</ListeSituations>",
            ),
        )
        (choice,) = procedure.body
        assert isinstance(choice, Choice)
        assert (choice.nature, choice.tabs) == (ChoiceNature.PLACE, True)
        assert choice.options[0].condition == IsTrue("T1")

    def test_a_guided_search_ends_at_procedures_with_what_it_learnt(self, tmp_path: Path) -> None:
        page = a_page(
            "F1",
            "<Problematiques><Problematique><Titre><Paragraphe>Perdue</Paragraphe></Titre>"
            "<Branche><Titre><Paragraphe>Adulte</Paragraphe></Titre><Aide><Paragraphe>18 ans</Paragraphe></Aide>"
            '<SiSelectionne><affecteVrai var="T1"/><affecteFaux var="T2"/></SiSelectionne>'
            '<LienInterne LienPublication="F2" type="Fiche d\'information" audience="Particuliers"/></Branche>'
            "</Problematique></Problematiques>",
            kind="Recherche guidée",
        )
        procedure = read_one(tmp_path, page)
        assert procedure.kind is ProcedureKind.GUIDED_SEARCH
        (choice,) = procedure.body
        assert isinstance(choice, Choice)
        (deeper,) = choice.options[0].blocks
        assert isinstance(deeper, Choice)
        end = deeper.options[0]
        assert (end.label, end.leads_to) == ("Adulte", "F2")
        assert end.assignments == (Assignment("T1", True), Assignment("T2", False))
        assert end.help == (Paragraph((Text("18 ans"),)),)

    def test_a_questionnaire_keeps_its_questions(self, tmp_path: Path) -> None:
        page = a_page(
            "F1",
            "<Questionnaire><Question><Titre>Des enfants ?</Titre><Choix><Titre>Oui</Titre>"
            '<SiSelectionne><affecteVrai var="T1"/></SiSelectionne></Choix></Question></Questionnaire>',
            kind="Fiche Comment faire si - simulateur",
        )
        procedure = read_one(tmp_path, page)
        assert procedure.kind is ProcedureKind.LIFE_EVENT
        assert procedure.questionnaire is not None
        (question,) = procedure.questionnaire.questions
        assert question.prompt == "Des enfants ?"
        assert question.options[0].assignments == (Assignment("T1", True),)
