"""Long answers come in parts, and terms are explained once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from procedures.dialogue import State
from procedures.model import (
    Aspect,
    BulletList,
    Choice,
    Definition,
    Link,
    LinkKind,
    ListItem,
    Option,
    Paragraph,
    Procedure,
    Text,
)
from procedures.outcome import Answer, DocumentItem
from procedures.reply import to_wire
from procedures.turn.parts import LONGEST_ANSWER, asks_for_the_rest, part_of, parts_of
from tests.unit.procedures.answers import SOON_AFTER, answer
from tests.unit.procedures.conversations import Conversation
from tests.unit.procedures.fakes import InMemoryCatalogue, bullets, procedure, section, text
from tests.unit.procedures.long_texts import said, words


def long_sheet() -> Procedure:
    chapters = [section(f"Chapitre {number}", Aspect.HOW, words(120, f"c{number}w")) for number in range(6)]
    return procedure("F90", "Permis de sieste", *chapters)


def permit_for(people: tuple[str, ...]) -> Procedure:
    """A sheet with the same chapter for several kinds of people, each with its own papers."""
    chapters = [
        section(
            whom,
            None,
            section("Démarche", Aspect.DOCUMENTS, words(150, f"w{number}n"), "Apportez :", bullets(f"Lettre {number}")),
        )
        for number, whom in enumerate(people)
    ]
    return procedure("F91", "Permis de sieste", *chapters)


def wire_text(talk: Conversation) -> str:
    return str(to_wire(talk.reply, today=SOON_AFTER)["text"])


class TestParts:
    def test_nothing_is_lost_or_told_twice_between_parts(self) -> None:
        whole = answer(*(section(f"Chapitre {number}", None, words(90, f"c{number}w")) for number in range(9)))
        parts = parts_of(whole)
        assert len(parts) > 1
        assert [one for part in parts for one in said(part)] == said(whole.sections)

    def test_a_short_answer_comes_whole(self) -> None:
        whole = answer(section("Chapitre", None, words(LONGEST_ANSWER - 10, "w")))
        assert parts_of(whole) == [whole.sections]

    def test_one_long_chapter_is_cut_between_its_paragraphs_and_keeps_its_title(self) -> None:
        whole = answer(section("Démarche", Aspect.HOW, *(words(100, f"p{number}w") for number in range(6))))
        parts = parts_of(whole)
        assert len(parts) == 3
        assert [part[0].title for part in parts] == ["Démarche"] * 3

    def test_words_that_announce_a_list_stay_with_it(self) -> None:
        listed = BulletList(tuple(ListItem((words(30, f"i{number}w"),)) for number in range(4)))
        lead = text("Vous devez fournir :")
        whole = answer(section("Démarche", None, words(200, "aw"), words(45, "bw"), lead, listed, words(100, "cw")))
        for part in parts_of(whole):
            assert not said(part)[-1].endswith(":")

    def test_chapters_of_one_name_for_different_people_come_one_after_the_other_under_their_own(self) -> None:
        catalogue = InMemoryCatalogue([permit_for(("Un étudiant", "Un visiteur", "Un salarié"))])
        talk = Conversation(catalogue).says("permis de sieste", aspect=Aspect.DOCUMENTS)
        seen = [wire_text(talk)]
        while any(offer.label == "Voir la suite" for offer in talk.buttons()):
            seen.append(wire_text(talk.clicks("Voir la suite")))
        assert len(seen) > 1
        for whom in ("Un étudiant", "Un visiteur", "Un salarié"):
            assert any(f"{whom} : Démarche" in one for one in seen)
        assert all(f"Lettre {number}" in seen[0] for number in range(3))  # what to bring is told whole first

    def test_the_list_of_documents_is_never_cut(self) -> None:
        many = bullets(
            *(f"Document numéro {number} avec quelques mots de plus pour faire long" for number in range(60))
        )
        documents = section("Pièces à fournir", Aspect.DOCUMENTS, many)
        whole = replace(answer(documents, section("Coût", Aspect.COST, words(60, "w"))), documents=(DocumentItem("x"),))
        assert len(parts_of(whole)) == 1

    def test_a_long_choice_is_cut_between_its_cases_and_a_long_case_between_its_paragraphs(self) -> None:
        cases = Choice(
            "c",
            (
                Option("a", "Cas général", tuple(words(100, f"a{number}w") for number in range(4))),
                Option("b", "Exception", (words(200, "bw"),)),
            ),
        )
        whole = answer(section("", None, cases))
        parts = parts_of(whole)
        assert len(parts) == 3
        assert [one for part in parts for one in said(part)] == said(whole.sections)
        labels = [option.label for part in parts for option in part[0].blocks[0].options]  # type: ignore[union-attr]
        assert labels == ["Cas général", "Cas général", "Exception"]

    def test_the_end_is_not_a_crumb(self) -> None:
        whole = answer(
            *(section(f"C{number}", None, words(size, f"c{number}w")) for number, size in enumerate((240, 200, 20)))
        )
        assert len(parts_of(whole)[-1]) == 2

    def test_what_the_first_part_told_of_prices_and_places_is_not_told_again(self) -> None:
        whole = answer(
            *(section(f"C{number}", None, words(200, f"c{number}w")) for number in range(3)),
            documents=(DocumentItem("x"),),
        )
        first, following = part_of(whole, State(subject="F10"), 0)
        assert following is not None
        assert following.page == 1
        assert first.documents
        second, _ = part_of(whole, State(subject="F10"), 1)
        assert second.documents == ()


class TestVoirLaSuite:
    @pytest.fixture
    def talk(self) -> Conversation:
        return Conversation(InMemoryCatalogue([long_sheet()])).says(
            "permis de sieste, comment faire ?", aspect=Aspect.HOW
        )

    def read(self, talk: Conversation) -> list[str]:
        assert isinstance(talk.reply.content, Answer)
        return said(talk.reply.content.sections)

    def test_by_its_button_until_the_end(self, talk: Conversation) -> None:
        read = self.read(talk)
        while any(offer.label == "Voir la suite" for offer in talk.buttons()):
            talk.clicks("Voir la suite")
            read += self.read(talk)
        assert read == said(long_sheet().body)  # type: ignore[arg-type]

    def test_in_words(self, talk: Conversation) -> None:
        first = self.read(talk)
        talk.says("la suite svp")
        assert self.read(talk) != first
        assert talk.reply.text.startswith("Voici la suite.")

    def test_after_something_else_words_ask_for_nothing_of_it(self, talk: Conversation) -> None:
        talk.says("bonjour")
        assert talk.state.more is None

    @pytest.mark.parametrize(
        "words", ["la suite", "Voir la suite", "continue", "et après ?", "suite svp", "montrez-moi la suite"]
    )
    def test_is_asked_for_in_many_ways(self, words: str) -> None:
        assert asks_for_the_rest(words)

    @pytest.mark.parametrize(
        "words", ["suite à un vol", "quelle suite à ma plainte", "et après un décès", "je continue à travailler"]
    )
    def test_other_words_are_a_question(self, words: str) -> None:
        assert not asks_for_the_rest(words)


def defined(term: str, meaning: str) -> Definition:
    return Definition(f"R-{term}", term, (text(meaning),), abbreviation=True)


def using(*terms: str) -> Paragraph:
    links = tuple(Link(LinkKind.TERM, f"R-{term}", (Text(term),)) for term in terms)
    return Paragraph((Text("Il faut "), *links))


class TestTerms:
    CAF = defined("Caf", "Caisse d'allocations familiales")
    CDD = defined("CDD", "Contrat à durée déterminée")

    def talk(self) -> Conversation:
        first = procedure("F91", "Prime de sieste", section("Conditions", Aspect.ELIGIBILITY, using("Caf")))
        second = procedure("F92", "Congé de sieste", section("Conditions", Aspect.ELIGIBILITY, using("CDD", "Caf")))
        sheets = (replace(first, definitions=(self.CAF, self.CDD)), replace(second, definitions=(self.CDD, self.CAF)))
        return Conversation(InMemoryCatalogue(sheets))

    def explained(self, talk: Conversation) -> list[str]:
        assert isinstance(talk.reply.content, Answer)
        return [one.term for one in talk.reply.content.definitions]

    def test_are_explained_where_they_are_used(self) -> None:
        talk = self.talk().says("prime de sieste")
        assert self.explained(talk) == ["Caf"]
        sent = to_wire(talk.reply, today=SOON_AFTER)
        assert sent["payload"]["definitions"] == [
            {"term": "Caf", "text": "Caisse d'allocations familiales", "id": "R-Caf"}
        ]
        assert "Mots expliqués :\n- Caf : Caisse d'allocations familiales" in sent["text"]

    def test_are_explained_once_in_a_conversation(self) -> None:
        talk = self.talk().says("prime de sieste").says("congé de sieste")
        assert self.explained(talk) == ["CDD"]
