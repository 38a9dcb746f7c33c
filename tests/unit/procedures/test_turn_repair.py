"""What is done when a turn fails: never the same move twice in a row, never without a way out."""

from __future__ import annotations

import itertools

import pytest

from procedures.dialogue import Decision, Move
from procedures.model import Aspect
from procedures.outcome import Answer, Question
from tests.unit.procedures.conversations import Conversation
from tests.unit.procedures.papers import papers

NONSENSE = ("zzyx qwrt", "qwrt zzyx", "xxyz", "trwq", "zyxz")


@pytest.fixture
def talk() -> Conversation:
    return Conversation(papers())


def answered(talk: Conversation) -> Conversation:
    return talk.says("poubelle municipale", aspect=Aspect.DOCUMENTS).clicks("locataire")


def complaining(talk: Conversation) -> Conversation:
    return talk.says("c'est nul", Move.REPAIR, "complaint_bot")


class TestMisunderstood:
    def test_in_a_row_never_makes_the_same_move_twice_and_always_gives_a_way_out(self, talk: Conversation) -> None:
        moves = []
        for words in NONSENSE:
            talk.says(words)
            moves.append(talk.state.last_move)
            assert talk.reply.handoff or any("personne" in offer.label for offer in talk.buttons())
        assert moves[:3] == ["repair", "person_needed", "repair_by_themes"]
        assert all(first != second for first, second in itertools.pairwise(moves))

    def test_before_a_question_asks_again_then_a_person_then_the_themes(self, talk: Conversation) -> None:
        talk.says("carte d'identité")
        decisions = [talk.says(words, Move.CHOOSE).reply.decision for words in NONSENSE[:3]]
        assert decisions == [Decision.CLARIFY, Decision.HANDOFF, Decision.CLARIFY]

    def test_the_question_can_still_be_answered_after_a_person_was_proposed(self, talk: Conversation) -> None:
        talk.says("carte d'identité").says("zzyx", Move.CHOOSE).says("qwrt", Move.CHOOSE).says(
            "le premier", Move.CHOOSE
        )
        assert talk.labels() == ["Première demande", "Renouvellement", "Carte perdue", "Carte volée"]

    def test_the_way_out_leads_to_a_person(self, talk: Conversation) -> None:
        assert talk.says("zzyx").clicks("personne").reply.decision is Decision.HANDOFF

    def test_what_is_out_of_scope_then_not_understood_is_a_second_failure(self, talk: Conversation) -> None:
        talk.says("la météo", Move.REPAIR, "out_of_scope").says("zzyx")
        assert talk.reply.decision is Decision.HANDOFF

    def test_words_of_no_language_after_a_failure_lead_to_a_person(self, talk: Conversation) -> None:
        talk.says("zzyx qwrt").says("brzt gnagna", Move.REPAIR, "other_language")
        assert talk.reply.decision is Decision.HANDOFF
        assert "English" not in talk.reply.text

    def test_many_languages_are_offered_once(self, talk: Conversation) -> None:
        talk.says("brzt gnagna", Move.REPAIR, "other_language")
        assert "automatic assistant" in talk.reply.text
        talk.says("krrk tralala", Move.SMALL_TALK, "chitchat")
        assert talk.reply.decision is Decision.HANDOFF

    def test_a_language_that_we_know_is_met_after_a_failure_too(self, talk: Conversation) -> None:
        talk.says("zzyx qwrt").says("hello, do you speak english?", Move.REPAIR, "other_language")
        assert talk.reply.language == "en"


class TestUselessAnswer:
    def test_is_asked_about_in_three_buttons(self, talk: Conversation) -> None:
        complaining(answered(talk))
        assert talk.labels() == ["Ce n'est pas ma situation", "C'est incomplet ou pas clair", "C'est faux ou périmé"]

    def test_not_my_situation_opens_every_fact_and_answer_again(self, talk: Conversation) -> None:
        complaining(answered(talk)).clicks("pas ma situation")
        assert talk.reply.report == "not_my_situation"
        assert any("locataire" in label for label in talk.labels())
        talk.clicks("Votre réponse : Vous êtes locataire")
        assert talk.labels() == ["Vous êtes locataire", "Vous êtes propriétaire"]
        assert isinstance(talk.clicks("propriétaire").reply.content, Answer)

    def test_not_my_situation_offers_the_other_choices_of_the_last_question(self, talk: Conversation) -> None:
        complaining(answered(talk)).clicks("pas ma situation").clicks("Vous êtes propriétaire")
        assert isinstance(talk.reply.content, Answer)
        assert talk.reply.content.path == ("Vous êtes propriétaire",)

    def test_not_clear_shows_all_chapters_and_the_official_page(self, talk: Conversation) -> None:
        complaining(answered(talk)).clicks("incomplet")
        assert talk.reply.report == "incomplete"
        assert talk.labels() == ["Pièces à fournir"]
        assert "https://" in talk.reply.text

    def test_wrong_is_thanked_for_reported_and_a_person_is_offered(self, talk: Conversation) -> None:
        complaining(answered(talk)).clicks("faux")
        assert talk.reply.report == "wrong"
        assert any("personne" in offer.label for offer in talk.reply.suggestions)

    def test_a_complaint_before_any_answer_apologises_and_keeps_the_question(self, talk: Conversation) -> None:
        complaining(talk.says("carte d'identité"))
        assert "désolé" in talk.reply.text
        assert [offer.label for offer in talk.reply.suggestions[:2]] == ["Pour un majeur", "Pour un mineur"]


class TestNotKnowing:
    def test_shows_both_answers_side_by_side_when_they_are_short(self, talk: Conversation) -> None:
        talk.says("poubelle municipale", aspect=Aspect.DOCUMENTS).says("je ne sais pas", Move.CHOOSE, "dont_know")
        assert isinstance(talk.reply.content, Answer)
        assert [part.title for part in talk.reply.content.sections] == ["Vous êtes locataire", "Vous êtes propriétaire"]
        assert isinstance(talk.says("locataire", Move.CHOOSE).reply.content, Answer)

    def test_asks_again_when_the_answers_are_many(self, talk: Conversation) -> None:
        talk.says("élagage", aspect=Aspect.HOW).says("aucune idée", Move.CHOOSE)
        assert isinstance(talk.reply.content, Question)
        assert "pas grave" in talk.reply.text

    def test_twice_proposes_a_person(self, talk: Conversation) -> None:
        talk.says("élagage", aspect=Aspect.HOW).says("aucune idée", Move.CHOOSE).says("je sais pas", Move.CHOOSE)
        assert talk.reply.decision is Decision.HANDOFF

    def test_which_of_ours_asks_again_too(self, talk: Conversation) -> None:
        talk.says("les thèmes", Move.BROWSE, "browse").says("je sais pas", Move.CHOOSE, "dont_know")
        assert talk.labels() == ["Papiers"]


class TestLongLists:
    def test_are_shown_a_page_at_a_time(self, talk: Conversation) -> None:
        talk.says("élagage", aspect=Aspect.HOW)
        assert talk.labels() == [*(f"Arbre {n}" for n in range(1, 9)), "Voir la suite"]
        talk.clicks("Voir la suite")
        assert talk.labels() == [f"Arbre {n}" for n in range(9, 13)]

    @pytest.mark.parametrize(("reply", "said"), [("arbre 11", "Taille de l'arbre 11."), ("dernier", "l'arbre 12.")])
    def test_a_choice_of_another_page_can_be_typed(self, talk: Conversation, reply: str, said: str) -> None:
        talk.says("élagage", aspect=Aspect.HOW).says(reply, Move.CHOOSE)
        assert isinstance(talk.reply.content, Answer)
        assert said in str(talk.reply.content.sections)

    def test_words_of_distress_are_not_taken_for_a_choice(self, talk: Conversation) -> None:
        talk.says("carte d'identité").clicks("majeur").says("je suis perdu", Move.SMALL_TALK, "help")
        assert talk.state.subject != "F703"


class TestBrowsing:
    def test_goes_from_themes_to_an_answer_and_back_by_buttons_alone(self, talk: Conversation) -> None:
        talk.says("les thèmes", Move.BROWSE, "browse").clicks("Papiers")
        assert talk.labels() == ["Carte d'identité", "Passeport", "Élagage"]
        talk.clicks("Carte d'identité").clicks("majeur").clicks("perdue").clicks("France")
        assert talk.subject() == "F703"
        labels = []
        while talk.reply.back:
            talk.clicks("Revenir à la question précédente")
            labels.append(talk.labels()[0])
        assert labels[-1] in ("Papiers", "Carte d'identité")


def test_an_answer_given_without_any_question_may_not_be_one_s_situation(talk: Conversation) -> None:
    talk.says("passeport d'un majeur : renouvellement", aspect=Aspect.COST).says(
        "ça ne va pas", Move.REPAIR, "complaint_bot"
    )
    talk.clicks("pas ma situation")
    assert "Ce n'est pas la bonne démarche" in talk.labels()


def test_yes_then_no_to_nothing_are_not_asked_about_twice() -> None:
    conversation = Conversation()
    first = conversation.says("oui", Move.SMALL_TALK, "affirm").reply.text
    assert conversation.says("aucun des deux", Move.SMALL_TALK, "deny").reply.text != first
