"""The thread of a conversation: what is kept from turn to turn, what is put right, and how one goes back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from procedures.dialogue import Decision, Move
from procedures.facts import Fact
from procedures.model import Aspect, DossierEntry
from procedures.outcome import Answer, Question
from procedures.wire import to_json
from tests.unit.procedures.conversations import Conversation
from tests.unit.procedures.fakes import InMemoryCatalogue, choice, dossier, procedure, text
from tests.unit.procedures.papers import papers

LOST = (Fact("identity_card", "state", "lost"),)
ADULT = Fact("self", "majority", "adult")
MINOR = Fact("self", "majority", "minor")
ABROAD = Fact("self", "residence", "abroad")


@pytest.fixture
def talk() -> Conversation:
    return Conversation(papers())


def documents(talk: Conversation) -> list[str]:
    assert isinstance(talk.reply.content, Answer), talk.reply
    return [item.label for item in talk.reply.content.documents]


def lost_card_of_an_adult(talk: Conversation) -> Conversation:
    """On the answer about the documents for a lost card, of an adult living in France."""
    talk.says("carte d'identité perdue", aspect=Aspect.DOCUMENTS, facts=(*LOST, ADULT))
    return talk.says("en France", Move.CHOOSE)


class TestFollowingOn:
    def test_a_short_question_keeps_the_procedure(self, talk: Conversation) -> None:
        lost_card_of_an_adult(talk).says("c'est combien ?", aspect=Aspect.COST)
        assert talk.subject() == "F703"
        assert talk.state.aspect is Aspect.COST

    def test_and_for_a_minor_goes_to_the_same_thing_for_a_minor(self, talk: Conversation) -> None:
        lost_card_of_an_adult(talk).says("et pour un mineur ?")
        assert talk.state.subject == "F713"
        assert talk.state.aspect is Aspect.DOCUMENTS

    def test_and_abroad_changes_the_answer(self, talk: Conversation) -> None:
        lost_card_of_an_adult(talk)
        assert documents(talk) == ["Photo pour carte perdue", "Timbre"]
        talk.says("et à l'étranger ?")
        assert documents(talk) == ["Photo pour carte perdue"]
        assert "self.residence = abroad" in talk.facts()

    def test_a_pronoun_stands_for_the_thing_spoken_of(self, talk: Conversation) -> None:
        talk.says("carte d'identité première demande d'un majeur", aspect=Aspect.COST)
        assert talk.subject() == "F701"
        talk.says("et si je l'ai perdue ?")
        assert talk.subject() == "F703"
        assert "identity_card.state = lost" in talk.facts()

    def test_another_case_of_the_sheet_is_named_by_its_label(self, talk: Conversation) -> None:
        talk.says("poubelle municipale", aspect=Aspect.DOCUMENTS).says("locataire", Move.CHOOSE)
        assert documents(talk) == ["Quittance"]
        talk.says("et si je suis propriétaire ?")
        assert documents(talk) == ["Taxe foncière"]

    def test_another_subject_replaces_the_first_and_takes_up_what_was_asked_of_it(self, talk: Conversation) -> None:
        talk.says("carte d'identité première demande d'un majeur", aspect=Aspect.COST)
        talk.says("et l'élagage ?")
        assert talk.state.subject == "F910"
        assert talk.state.aspect is Aspect.COST

    def test_words_that_add_nothing_get_other_questions_rather_than_the_same_answer(self, talk: Conversation) -> None:
        lost_card_of_an_adult(talk).says("et alors ?")
        assert talk.reply.decision is Decision.CLARIFY
        assert "Coût" in talk.labels()


class TestFacts:
    def test_someone_living_abroad_is_not_asked_again_for_another_procedure(self, talk: Conversation) -> None:
        talk.says("renouvellement carte d'identité d'un majeur", aspect=Aspect.DOCUMENTS, facts=(ADULT,))
        talk.clicks("étranger").says("passeport première demande", aspect=Aspect.DOCUMENTS)
        assert talk.subject() == "F801"
        assert documents(talk) == ["Photo pour première demande"]

    def test_what_is_asked_for_does_not_travel_to_another_subject(self, talk: Conversation) -> None:
        talk.says("carte d'identité", facts=(ADULT, Fact("self", "request", "renewal"))).says("passeport")
        assert talk.labels() == ["Première demande", "Renouvellement", "Passeport perdu", "Passeport volé"]

    def test_an_answer_shows_what_is_known_each_with_the_way_to_change_it(self, talk: Conversation) -> None:
        lost_card_of_an_adult(talk)
        assert isinstance(talk.reply.content, Answer)
        assert {fact.key for fact in talk.reply.content.facts} >= {"self.majority", "self.residence"}
        assert set(talk.reply.changes) >= {"self.majority", "self.residence"}

    def test_a_fact_is_corrected_by_a_click(self, talk: Conversation) -> None:
        lost_card_of_an_adult(talk).clicks("Lieu de résidence")
        assert talk.labels() == ["À l'étranger", "En France", "Ne plus en tenir compte"]
        talk.clicks("À l'étranger")
        assert documents(talk) == ["Photo pour carte perdue"]

    def test_a_fact_is_forgotten_by_a_click_and_asked_again(self, talk: Conversation) -> None:
        lost_card_of_an_adult(talk).clicks("Pour qui").clicks("Ne plus")
        assert "self.majority = adult" not in talk.facts()
        assert talk.labels() == ["Pour un majeur", "Pour un mineur"]

    @pytest.mark.parametrize("words", ["non, je suis mineur", "en fait je suis mineur"])
    def test_a_fact_is_corrected_in_words_and_the_answer_changes(self, talk: Conversation, words: str) -> None:
        lost_card_of_an_adult(talk).says(words, facts=(MINOR,))
        assert talk.state.subject == "F713"
        assert "self.majority = minor" in talk.facts()
        assert "C'est noté" in talk.reply.text

    def test_not_lost_but_stolen(self, talk: Conversation) -> None:
        lost_card_of_an_adult(talk).says("pas perdu, volé")
        assert talk.subject() == "F704"
        assert "identity_card.state = stolen" in talk.facts()

    def test_a_town_says_that_one_lives_in_france_after_all(self, talk: Conversation) -> None:
        talk.says("carte d'identité perdue", aspect=Aspect.DOCUMENTS, facts=(*LOST, ADULT, ABROAD))
        assert documents(talk) == ["Photo pour carte perdue"]
        talk.says("en fait j'habite à Lyon")
        assert documents(talk) == ["Photo pour carte perdue", "Timbre"]
        assert "self.residence = abroad" not in talk.facts()

    def test_for_oneself_after_a_child(self, talk: Conversation) -> None:
        talk.says("carte d'identité perdue", aspect=Aspect.COST, facts=(*LOST, Fact("child", "age", "12")))
        assert talk.subject() == "F713"
        talk.says("et pour moi ?")
        assert talk.subject() == "F703"

    def test_twins_give_the_question_for_whom_unless_a_fact_tells(self, talk: Conversation) -> None:
        talk.says("carte d'identité perdue", aspect=Aspect.COST, facts=LOST)
        assert talk.labels() == ["Pour un majeur", "Pour un mineur"]
        assert talk.clicks("mineur").subject() == "F713"


class TestContradiction:
    def test_is_pointed_out_and_asked(self, talk: Conversation) -> None:
        lost_card_of_an_adult(talk).says("je suis mineur", facts=(MINOR,))
        assert talk.labels() == ["Un mineur", "Un majeur"]
        assert isinstance(talk.reply.content, Question)
        assert "un majeur" in talk.reply.content.prompt
        assert "un mineur" in talk.reply.content.prompt
        assert "self.majority = adult" in talk.facts()

    @pytest.mark.parametrize(("held", "sheet"), [("Un mineur", "F713"), ("Un majeur", "F703")])
    def test_is_settled_by_what_holds(self, talk: Conversation, held: str, sheet: str) -> None:
        lost_card_of_an_adult(talk).says("je suis mineur", facts=(MINOR,)).says(held, Move.CHOOSE)
        assert talk.state.subject == sheet

    def test_is_not_asked_when_nothing_depends_on_it(self, talk: Conversation) -> None:
        talk.says("élagage", facts=(ADULT,)).says("je suis mineur", Move.CHOOSE, facts=(MINOR,))
        assert "self.majority = minor" in talk.facts()


class TestGoingBack:
    def test_to_the_question_before_by_its_button(self, talk: Conversation) -> None:
        talk.says("carte d'identité", aspect=Aspect.DOCUMENTS).clicks("majeur").clicks("perdue")
        talk.clicks("Revenir à la question précédente")
        assert talk.labels() == ["Première demande", "Renouvellement", "Carte perdue", "Carte volée"]
        talk.clicks("Revenir à la question précédente")
        assert talk.labels() == ["Pour un majeur", "Pour un mineur"]
        assert talk.reply.back is None

    def test_to_the_question_before_in_words(self, talk: Conversation) -> None:
        talk.says("carte d'identité", aspect=Aspect.DOCUMENTS).clicks("majeur").says("je me suis trompé", Move.CHOOSE)
        assert talk.labels() == ["Pour un majeur", "Pour un mineur"]

    def test_to_the_question_that_words_told_since_would_settle(self, talk: Conversation) -> None:
        talk.says("carte d'identité", aspect=Aspect.DOCUMENTS).clicks("majeur")
        talk.says("et pour un mineur ?", Move.CHOOSE).says("je me suis trompé", Move.CHOOSE)
        assert talk.labels() == ["Pour un majeur", "Pour un mineur"]

    def test_forgets_what_the_answer_undone_told(self, talk: Conversation) -> None:
        talk.says("carte d'identité", aspect=Aspect.DOCUMENTS).clicks("majeur")
        assert talk.facts() == ["self.majority = adult"]
        assert talk.says("retour", Move.CHOOSE).facts() == []

    def test_with_nothing_behind_says_so_and_gives_a_way_out(self, talk: Conversation) -> None:
        talk.says("question précédente")
        assert talk.reply.suggestions
        assert "pas de question précédente" in talk.reply.text

    @pytest.mark.parametrize("words", ["revenons à la carte d'identité", "on parlait de la carte d'identité"])
    def test_to_a_subject_left_with_its_answers(self, talk: Conversation, words: str) -> None:
        lost_card_of_an_adult(talk).says("élagage").says(words)
        assert talk.subject() == "F703"
        assert documents(talk) == ["Photo pour carte perdue", "Timbre"]

    def test_words_that_only_look_like_going_back_are_a_question(self, talk: Conversation) -> None:
        lost_card_of_an_adult(talk).says("retour au travail : élagage d'un arbre")
        assert talk.state.subject == "F910"


class TestAside:
    def test_is_answered_then_the_question_is_offered_again(self, talk: Conversation) -> None:
        talk.says("carte d'identité perdue d'un majeur", aspect=Aspect.DOCUMENTS, facts=(*LOST, ADULT))
        assert talk.labels() == ["Vous vivez en France", "Vous vivez à l'étranger"]
        talk.says("combien ça coûte ?", Move.CHOOSE, aspect=Aspect.COST)
        assert talk.reply.decision is Decision.ANSWER
        assert "Où vivez-vous ?" in talk.reply.closing
        assert [offer.label for offer in talk.reply.suggestions[:2]] == [
            "Vous vivez en France",
            "Vous vivez à l'étranger",
        ]
        talk.says("à l'étranger", Move.CHOOSE)
        assert documents(talk) == ["Photo pour carte perdue"]

    def test_on_another_subject_too(self, talk: Conversation) -> None:
        talk.says("carte d'identité perdue d'un majeur", aspect=Aspect.DOCUMENTS, facts=(*LOST, ADULT))
        talk.says("combien coûte un passeport volé d'un mineur ?", Move.CHOOSE, aspect=Aspect.COST)
        assert talk.subject() == "F814"
        talk.says("1", Move.CHOOSE)
        assert talk.subject() == "F703"
        assert documents(talk) == ["Photo pour carte perdue", "Timbre"]


def test_a_life_event_told_leads_to_all_there_is_to_do(talk: Conversation) -> None:
    assert talk.says("mon père est mort hier").subject() == "F16507"


def test_a_life_event_told_beside_a_question_leaves_the_question(talk: Conversation) -> None:
    talk.says("mon père est mort, combien coûte l'élagage ?", aspect=Aspect.COST)
    assert talk.state.subject == "F910"


def test_the_state_stays_small_however_long_the_conversation(talk: Conversation) -> None:
    for _ in range(8):
        lost_card_of_an_adult(talk).says("élagage").says("passeport volé", facts=(ADULT,)).says("poubelle municipale")
    assert len(to_json(talk.state)) <= 3_500
    assert len(talk.state.past) <= 4


def test_a_death_gets_a_word_of_sympathy(talk: Conversation) -> None:
    assert "condoléances" in talk.says("ma mère vient de décéder").reply.text


@pytest.mark.parametrize("words", ["il a 12 ans", "12 ans"])
def test_the_age_of_the_child_spoken_of_is_understood(talk: Conversation, words: str) -> None:
    talk.says("carte d'identité perdue", aspect=Aspect.COST, facts=(*LOST, Fact("child", "age", "19")))
    talk.says(words, Move.CHOOSE)
    assert "child.age = 12" in talk.facts()
    assert talk.subject() == "F713"


def test_the_same_answer_is_not_said_twice_in_a_row_unless_asked_for(talk: Conversation) -> None:
    talk.says("mon père est mort").says("mon père est mort")
    assert talk.reply.decision is Decision.CLARIFY
    talk.says("poubelle municipale", aspect=Aspect.DOCUMENTS).clicks("locataire")
    said = talk.reply.content
    assert talk.says("répétez", Move.SMALL_TALK, "repeat").reply.content == said


def test_going_back_asks_again_what_facts_told_since_would_settle(talk: Conversation) -> None:
    talk.says("carte d'identité perdue", aspect=Aspect.DOCUMENTS, facts=(*LOST, ADULT)).clicks("en France")
    talk.says("en fait j'habite à Lyon").clicks("Revenir à la question précédente")
    assert talk.labels() == ["Vous vivez en France", "Vous vivez à l'étranger"]


def test_a_word_for_a_word_reminds_of_the_question_pending(talk: Conversation) -> None:
    talk.says("carte d'identité").says("merci", Move.SMALL_TALK, "thanks")
    assert [offer.label for offer in talk.reply.suggestions] == ["Pour un majeur", "Pour un mineur"]
    assert talk.says("le premier", Move.CHOOSE).labels()[0] == "Première demande"


def test_someone_else_is_asked_for_while_a_dossier_asks_what_for(talk: Conversation) -> None:
    talk.says("carte d'identité").clicks("Pour un majeur").says("et pour un mineur ?", Move.CHOOSE)
    assert talk.clicks("perdue").state.subject == "F713"


def test_an_answer_given_for_one_person_holds_for_another(talk: Conversation) -> None:
    lost_card_of_an_adult(talk).says("et pour un mineur ?")
    assert talk.subject() == "F713"
    assert documents(talk) == ["Photo pour carte perdue", "Timbre"]


def test_one_s_own_age_tells_for_whom_unless_somebody_else_is_spoken_of(talk: Conversation) -> None:
    talk.says("carte d'identité perdue, j'ai 40 ans", aspect=Aspect.COST, facts=(*LOST, Fact("self", "age", "40")))
    assert talk.subject() == "F703"
    words = "carte d'identité perdue de ma fille, j'ai 40 ans"
    other = Conversation(papers()).says(words, aspect=Aspect.COST, facts=(*LOST, Fact("self", "age", "40")))
    assert other.labels() == ["Pour un majeur", "Pour un mineur"]


def test_a_subject_that_the_one_under_way_does_not_speak_of_is_another(talk: Conversation) -> None:
    talk.says("carte d'identité").says("combien coûte l'élagage ?", Move.CHOOSE, aspect=Aspect.COST)
    assert talk.state.subject == "F910"


class TestAnAge:
    def _young_and_old(self) -> Conversation:
        """A dossier as the one of the RSA, whose name in the reviewed table it bears."""
        labels = ("Demandeur de 25 ans ou plus", "Jeune actif", "Parent isolé")
        sheets = [
            procedure(f"F{number}", f"Prime municipale : {label}", text(f"Somme {number}."), dossier_id="N19775")
            for number, label in enumerate(labels, start=1)
        ]
        entries = tuple(DossierEntry(sheet.id, label) for sheet, label in zip(sheets, labels, strict=True))
        whole = replace(dossier("N19775", "Prime municipale", {}), entries=entries)
        return Conversation(InMemoryCatalogue(sheets, (whole,)))

    @pytest.mark.parametrize("told", ["24 ans", "j'ai 24 ans"])
    def test_leaves_the_choices_that_it_allows(self, told: str) -> None:
        facts = (Fact("self", "age", "24"),) if told.startswith("j'ai") else ()
        talk = self._young_and_old().says("prime municipale").says(told, Move.CHOOSE, "inform", facts=facts)
        assert talk.labels() == ["Jeune actif", "Parent isolé"]

    def test_is_no_age_beside_choices_of_other_years(self) -> None:
        since = choice("F1.c", "Depuis quand ?", Moins_de_10_ans=(text("Neuf."),), Plus_de_10_ans=(text("Vieux."),))
        talk = Conversation(InMemoryCatalogue([procedure("F1", "Arbre municipal", since)]))
        talk.says("arbre municipal").says("24 ans", Move.CHOOSE, "inform")
        assert talk.facts() == []

    def test_told_with_the_question_keeps_off_the_sheet_of_another_age(self) -> None:
        told = (Fact("self", "age", "24"),)
        talk = self._young_and_old().says("prime municipale demandeur de 25 ans ou plus", facts=told)
        assert talk.labels() == ["Jeune actif", "Parent isolé"]


@pytest.mark.parametrize(("confidence", "aspect"), [(0.45, Aspect.COST), (0.9, Aspect.AMOUNT)])
def test_a_few_plain_words_tell_what_is_asked_where_the_model_is_not_sure(
    talk: Conversation, confidence: float, aspect: Aspect
) -> None:
    lost_card_of_an_adult(talk).says("c'est combien ?", aspect=Aspect.AMOUNT, confidence=confidence)
    assert talk.state.aspect is aspect


def test_one_s_own_that_has_expired_is_to_be_renewed_whatever_was_asked_for_a_child(talk: Conversation) -> None:
    child = (Fact("child", "age", "7"), Fact("self", "request", "first"))
    talk.says("carte d'identité", aspect=Aspect.DOCUMENTS, facts=child)
    talk.says("et pour moi ? la mienne est périmée", Move.CHOOSE, "inform")
    assert "self.request = renewal" in talk.facts()
    assert "identity_card.state = expired" in talk.facts()
    assert talk.state.subject == "F702"
