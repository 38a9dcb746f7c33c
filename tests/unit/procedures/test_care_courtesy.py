"""Insults, files that are not ours to see, and advice on one's own case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from procedures.dialogue import Decision, Move
from procedures.model import Aspect, Office, OfficeKind, Service, ServiceKind
from procedures.outcome import Answer, Deed, Question
from tests.unit.procedures.conversations import Conversation
from tests.unit.procedures.fakes import InMemoryCatalogue, procedure, section, town_hall

TRACKING = Service(
    "R1", ServiceKind.ONLINE_SERVICE, "Suivez votre demande de permis de hamac", "https://example.fr/suivi"
)
ASKING = Service("R2", ServiceKind.ONLINE_SERVICE, "Demande de permis de hamac", "https://example.fr/demande")
DESK = Office("O1", OfficeKind.NATIONAL, "Bureau des hamacs", url="https://example.fr/bureau")


def hammocks() -> InMemoryCatalogue:
    sheet = procedure("F80", "Permis de hamac", section("Conditions", Aspect.ELIGIBILITY, "Il faut aimer dormir."))
    return InMemoryCatalogue([replace(sheet, services=(ASKING, TRACKING), offices=(DESK,))])


class TestInsults:
    def test_are_answered_calmly_once_then_otherwise_with_a_person(self) -> None:
        conversation = Conversation().says("bande de nuls", Move.SMALL_TALK, "insult")
        first = conversation.reply
        assert first.decision is Decision.SMALL_TALK
        conversation.says("bonjour", Move.SMALL_TALK, "greet")
        again = conversation.says("espèce d'idiot", Move.SMALL_TALK, "insult").reply
        assert again.text != first.text
        assert [offer.step.deed for offer in again.suggestions] == [Deed.PERSON]

    def test_do_not_hide_the_question_among_them(self) -> None:
        reply = Conversation().says("bande de nuls, combien coûte la cantine ?", Move.SMALL_TALK, "insult").reply
        assert isinstance(reply.content, Answer)
        assert reply.content.procedure.id == "restauration-scolaire"


class TestOwnFile:
    def test_is_not_seen_but_the_tracking_service_and_the_office_are_given(self) -> None:
        conversation = Conversation(hammocks())
        reply = conversation.says("où en est ma demande de permis de hamac", Move.REPAIR, "status_file").reply
        assert reply.decision is Decision.FALLBACK
        assert "aucun dossier personnel" in reply.text
        assert isinstance(reply.content, Answer)
        assert [service.url for service in reply.content.services] == ["https://example.fr/suivi"]
        assert [office.title for office in reply.content.offices] == ["Bureau des hamacs"]
        assert reply.content.sections == ()

    def test_is_about_the_subject_under_way_when_the_words_name_none(self) -> None:
        conversation = Conversation(hammocks()).says("permis de hamac")
        reply = conversation.says("et où en est la mienne ?", Move.REPAIR, "status_file").reply
        assert isinstance(reply.content, Answer)
        assert reply.content.procedure.id == "F80"

    def test_without_a_tracking_service_says_who_can_tell(self) -> None:
        reply = Conversation().says("où en est ma carte de bibliothèque", Move.REPAIR, "status_file").reply
        assert reply.content is None
        assert "aucun dossier personnel" in reply.text
        assert any(offer.step.deed is Deed.PERSON for offer in reply.suggestions)

    def test_with_nothing_named_asks_what_it_is_about(self) -> None:
        reply = Conversation().says("où en est mon dossier", Move.REPAIR, "status_file").reply
        assert reply.decision is Decision.FALLBACK
        assert "quelle démarche" in reply.text

    def test_is_still_meant_by_the_subject_named_next(self) -> None:
        conversation = Conversation(hammocks()).says("où en est mon dossier", Move.REPAIR, "status_file")
        reply = conversation.says("permis de hamac").reply
        assert isinstance(reply.content, Answer)
        assert [service.url for service in reply.content.services] == ["https://example.fr/suivi"]

    def test_a_question_put_next_is_answered(self) -> None:
        conversation = Conversation(hammocks()).says("où en est mon dossier", Move.REPAIR, "status_file")
        reply = conversation.says("quelles conditions pour un permis de hamac ?").reply
        assert reply.decision is Decision.ANSWER

    def test_its_card_is_not_shown_twice_in_a_row(self) -> None:
        conversation = Conversation(hammocks())
        conversation.says("où en est ma demande de permis de hamac", Move.REPAIR, "status_file")
        assert isinstance(conversation.says("permis de hamac").reply.content, Question)


class TestAdvice:
    @pytest.mark.parametrize("words", ["ai-je droit à un permis de hamac ?", "suis-je éligible au permis de hamac"])
    def test_on_one_s_own_case_gives_the_rule_and_who_decides(self, words: str) -> None:
        reply = Conversation(hammocks()).says(words, aspect=Aspect.ELIGIBILITY).reply
        assert isinstance(reply.content, Answer)
        assert "c'est l'administration qui décide" in reply.text

    def test_a_plain_question_is_not_lectured(self) -> None:
        reply = Conversation(hammocks()).says("quelles conditions pour un permis de hamac ?").reply
        assert "décide" not in reply.text

    def test_a_medical_question_is_for_a_doctor(self) -> None:
        reply = Conversation(town_hall()).says("j'ai mal au ventre que prendre", Move.REPAIR, "out_of_scope").reply
        assert reply.text.startswith("Je ne donne pas d'avis médical.")
        assert "15" in reply.text
