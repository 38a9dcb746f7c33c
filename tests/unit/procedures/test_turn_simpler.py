"""The same in fewer words, on demand: quoted from the answer, and a way to all of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from procedures.dialogue import Decision, Move
from procedures.model import Aspect, Choice, Definition, Link, LinkKind, Option, Paragraph, Text
from procedures.outcome import Answer, DocumentItem, Fee
from procedures.turn.shortened import shortened
from tests.unit.procedures.answers import answer
from tests.unit.procedures.conversations import Conversation
from tests.unit.procedures.fakes import InMemoryCatalogue, bullets, procedure, section, text
from tests.unit.procedures.long_texts import said, words
from tests.unit.procedures.papers import papers

SENTENCES = "La demande se fait à la mairie (ou au consulat). Prenez rendez-vous. Venez à l'heure. Signez le registre."


class TestShortened:
    def test_a_chapter_keeps_its_first_sentences_without_what_is_between_brackets(self) -> None:
        short = shortened(answer(section("Démarche", Aspect.HOW, text(SENTENCES))))
        assert said(short.sections) == ["La demande se fait à la mairie. Prenez rendez-vous."]
        assert [part.title for part in short.sections] == ["Démarche"]

    def test_every_word_kept_is_the_source_s(self) -> None:
        whole = answer(section("Démarche", Aspect.HOW, text(SENTENCES), bullets("Une photo (récente)", "Un timbre")))
        source = set(" ".join(said(whole.sections)).split())
        assert set(" ".join(said(shortened(whole).sections)).replace("mairie.", "mairie").split()) <= source

    def test_documents_are_a_bare_list_and_their_chapter_is_not_read_besides(self) -> None:
        whole = replace(
            answer(section("Pièces à fournir", Aspect.DOCUMENTS, text("Présentez les originaux."))),
            aspect=Aspect.DOCUMENTS,
            documents=(
                DocumentItem("Un justificatif de domicile (facture, quittance...)"),
                DocumentItem("Un seul de ces documents :", ("Passeport (valide)", "Carte d'identité")),
            ),
        )
        short = shortened(whole)
        assert [item.label for item in short.documents] == ["Un justificatif de domicile", "Un seul de ces documents :"]
        assert short.documents[1].details == ("Passeport", "Carte d'identité")
        assert short.sections == ()

    def test_no_case_of_a_choice_is_lost(self) -> None:
        cases = Choice("c", tuple(Option(f"o{n}", f"Cas {n}", (text(SENTENCES),)) for n in range(4)))
        short = shortened(answer(section("Démarche", None, cases)))
        (kept,) = short.sections[0].blocks
        assert isinstance(kept, Choice)
        assert [option.label for option in kept.options] == ["Cas 0", "Cas 1", "Cas 2", "Cas 3"]

    def test_laws_and_forms_are_left_for_the_whole_answer_and_prices_stay(self) -> None:
        short = shortened(replace(answer(section("C", None, text(SENTENCES))), fees=(Fee("", "25 €"),)))
        assert short.legal == ()
        assert short.forms == ()
        assert [fee.text for fee in short.fees] == ["25 €"]

    def test_terms_kept_are_explained_and_others_are_not(self) -> None:
        def using(term: str, end: str) -> Paragraph:
            return Paragraph((Link(LinkKind.TERM, term, (Text(term),)), Text(end)))

        definitions = tuple(Definition(term, term, (text(f"Sens de {term}."),)) for term in ("Caf", "CDD"))
        chapter = section("C", None, using("Caf", " paie. Puis. "), text("Un. Deux."), using("CDD", " aussi."))
        short = shortened(replace(answer(chapter), definitions=definitions))
        assert [one.term for one in short.definitions] == ["Caf"]


class TestAsked:
    @pytest.fixture
    def talk(self) -> Conversation:
        chapters = (section("Démarche", Aspect.HOW, text(SENTENCES), words(130, "w")),)
        sheet = procedure("F90", "Permis de sieste", *chapters)
        return Conversation(InMemoryCatalogue([sheet])).says("permis de sieste, comment faire ?", aspect=Aspect.HOW)

    @pytest.mark.parametrize(
        "asked",
        [
            "plus simple",
            "en plus court svp",
            "je comprends pas",
            "j'ai rien compris",
            "trop long",
            "c'est trop compliqué",
            "vous pouvez résumer ?",
            "expliquez-moi plus simplement",
        ],
    )
    def test_in_words(self, talk: Conversation, asked: str) -> None:
        talk.says(asked, Move.REPAIR, "complaint_bot")
        assert isinstance(talk.reply.content, Answer)
        assert said(talk.reply.content.sections) == ["La demande se fait à la mairie. Prenez rendez-vous."]

    def test_by_a_click_and_back_to_the_whole(self, talk: Conversation) -> None:
        talk.clicks("En plus court").clicks("Tout lire")
        assert isinstance(talk.reply.content, Answer)
        assert "w129" in said(talk.reply.content.sections)[-1]

    def test_the_model_s_alarm_at_two_words_is_not_believed(self, talk: Conversation) -> None:
        assert talk.says("en plus court", Move.CARE, "crisis").reply.decision is Decision.ANSWER

    def test_danger_told_besides_comes_first(self, talk: Conversation) -> None:
        assert talk.says("ce serait plus simple de mourir", Move.CARE, "crisis").reply.decision is Decision.CRISIS

    def test_asked_twice_a_person_explains(self, talk: Conversation) -> None:
        assert talk.says("plus simple").says("je comprends toujours pas").reply.decision is Decision.HANDOFF

    def test_a_short_answer_offers_no_shorter_one(self) -> None:
        talk = Conversation(papers()).says("prix passeport d'un majeur : renouvellement", aspect=Aspect.COST)
        assert "En plus court" not in [offer.label for offer in talk.buttons()]

    def test_before_a_question_the_question_is_explained(self) -> None:
        talk = Conversation(papers()).says("poubelle municipale", aspect=Aspect.DOCUMENTS).says("je comprends pas")
        assert talk.reply.decision is Decision.CLARIFY

    def test_before_anything_was_asked_what_to_do_is_said_plainly(self) -> None:
        talk = Conversation(papers()).says("plus simple")
        assert talk.reply.decision is Decision.SMALL_TALK
        assert "refaire ma carte d'identité" in talk.reply.text


def test_other_wishes_are_not_taken_for_it() -> None:
    talk = Conversation(papers()).says("passeport d'un majeur : renouvellement", aspect=Aspect.COST)
    talk.says("c'est combien pour la plus longue durée de validité ?", aspect=Aspect.VALIDITY)
    assert "essentiel" not in talk.reply.text
