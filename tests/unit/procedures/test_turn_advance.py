"""Conversations, turn by turn, over a small town hall."""

from __future__ import annotations

from dataclasses import replace

import pytest

from procedures.dialogue import Chose, Decision, Move, Opened
from procedures.facts import Fact
from procedures.model import Aspect, ChoiceNature, Origin
from procedures.outcome import Answer, Offer, Question, Step
from procedures.turn import read_unaided
from tests.unit.procedures.conversations import Conversation
from tests.unit.procedures.fakes import InMemoryCatalogue, choice, procedure, section, text, town_hall


def test_answers_about_what_the_words_name() -> None:
    conversation = Conversation().says("peut-on promener un hippopotame dans le parc ?")
    assert conversation.reply.decision is Decision.ANSWER
    assert conversation.subject() == "F40"
    assert conversation.reply.candidates[0].id == "F40"


def test_asks_the_dossier_s_own_question_when_its_procedures_are_as_near() -> None:
    conversation = Conversation().says("carte de bibliothèque")
    assert conversation.reply.decision is Decision.CLARIFY
    assert conversation.labels() == ["Pour un adulte", "Pour un enfant"]
    dossier = conversation.catalogue.dossier("N1")
    assert dossier is not None
    assert {candidate.id for candidate in conversation.reply.candidates} <= set(dossier.procedure_ids())


def test_the_town_s_own_sheet_comes_before_a_dossier_of_the_same_name() -> None:
    catalogue = town_hall()
    catalogue.publish(procedure("carte", "Carte de bibliothèque", text("À la mairie."), origin=Origin.OWN))
    assert Conversation(catalogue).says("carte de bibliothèque").subject() == "carte"


def test_a_typed_reply_goes_on_from_the_question_to_the_answer() -> None:
    conversation = Conversation().says("carte de bibliothèque", aspect=Aspect.DOCUMENTS)
    conversation.says("pour un enfant", Move.CHOOSE)
    assert conversation.labels() == ["Première inscription", "Renouvellement", "Carte perdue"]
    conversation.says("la troisième", Move.CHOOSE)
    assert conversation.subject() == "F32"
    assert conversation.state.pending == ()


def test_a_reply_is_understood_without_the_language_model_too() -> None:
    conversation = Conversation().says("carte de bibliothèque").says("enfant").says("première inscription")
    assert conversation.subject() == "F30"


def test_a_click_needs_no_words() -> None:
    conversation = Conversation().says("carte de bibliothèque")
    assert isinstance(conversation.reply.content, Question)
    child = conversation.reply.content.choices[1]
    conversation.act(Chose(child))
    assert conversation.labels() == ["Première inscription", "Renouvellement", "Carte perdue"]


def test_an_old_button_walks_again_from_where_it_leads() -> None:
    conversation = Conversation().says("carte de bibliothèque")
    assert isinstance(conversation.reply.content, Question)
    child = conversation.reply.content.choices[1]
    conversation.says("promener un hippopotame").act(Chose(child))
    assert conversation.labels() == ["Première inscription", "Renouvellement", "Carte perdue"]


def test_keeps_the_subject_when_only_the_aspect_is_new() -> None:
    conversation = Conversation().act(Chose(Offer("", Step("F10", Aspect.DOCUMENTS))))
    conversation.says("c'est combien ?", aspect=Aspect.COST)
    assert conversation.subject() == "F10"
    assert isinstance(conversation.reply.content, Answer)
    assert conversation.reply.content.fees[0].text == "La carte coûte 12 €"


def test_goes_to_the_same_procedure_for_someone_else() -> None:
    conversation = Conversation().act(Chose(Offer("", Step("F21", Aspect.DOCUMENTS))))
    conversation.says("et pour un enfant ?")
    assert conversation.subject() == "F32"
    assert isinstance(conversation.reply.content, Answer)
    assert [item.label for item in conversation.reply.content.documents] == ["Livret de famille", "Lettre des parents"]


def test_asks_what_it_is_about_when_the_words_name_nothing() -> None:
    conversation = Conversation().says("c'est combien ?", aspect=Aspect.COST)
    assert conversation.reply.decision is Decision.CLARIFY
    assert conversation.labels() == [theme.title for theme in conversation.catalogue.themes()]
    assert conversation.state.aspect is Aspect.COST


def test_goes_to_the_sibling_that_new_words_single_out() -> None:
    conversation = Conversation().act(Chose(Offer("", Step("F10", Aspect.COST))))
    conversation.says("et pour un renouvellement ?")
    assert conversation.state.subject == "F20"


def test_a_new_subject_replaces_the_old_one_and_its_answers() -> None:
    conversation = Conversation().act(Chose(Offer("", Step("F20", Aspect.DOCUMENTS))))
    conversation.says("promener un hippopotame")
    assert conversation.subject() == "F40"
    assert conversation.state.answers == {}


def test_facts_stay_from_one_subject_to_the_next_and_the_newest_wins() -> None:
    conversation = Conversation().says("hippopotame", facts=(Fact("child", "age", "8"),))
    conversation.says("promener un hippopotame", facts=(Fact("child", "age", "9"), Fact("self", "residence", "abroad")))
    assert conversation.state.facts == (Fact("child", "age", "9"), Fact("self", "residence", "abroad"))


def test_offers_the_nearest_when_several_fit() -> None:
    catalogue = InMemoryCatalogue(
        [procedure(f"F{number}", f"Vélo {name}") for number, name in enumerate(("bleu", "rouge", "vert"))]
        + [procedure("F9", "Jardin")]
    )
    conversation = Conversation(catalogue).says("vélo")
    assert conversation.reply.decision is Decision.CLARIFY
    assert conversation.labels() == ["Vélo bleu", "Vélo rouge", "Vélo vert"]
    assert conversation.says("le rouge", Move.CHOOSE).subject() == "F1"


def test_misunderstood_once_offers_themes_and_twice_a_person() -> None:
    conversation = Conversation().says("zzyx qwrt")
    assert conversation.reply.decision is Decision.FALLBACK
    assert [offer.label for offer in conversation.reply.suggestions] == ["Loisirs", "Parler à une personne"]
    conversation.says("qwrt zzyx")
    assert conversation.reply.decision is Decision.HANDOFF
    assert conversation.reply.handoff is not None
    assert conversation.reply.handoff.reason == "not_understood"
    assert "France services" in conversation.reply.text


def test_an_understood_turn_forgets_the_failure_before_it() -> None:
    conversation = Conversation().says("zzyx").says("promener un hippopotame").says("qwrt")
    assert conversation.reply.decision is not Decision.HANDOFF


def test_asks_again_once_then_proposes_a_person() -> None:
    conversation = Conversation().says("carte de bibliothèque").says("zzyx", Move.CHOOSE)
    assert conversation.labels() == ["Pour un adulte", "Pour un enfant"]
    assert conversation.says("qwrt", Move.CHOOSE).reply.decision is Decision.HANDOFF


def test_says_that_not_knowing_is_no_matter_and_asks_again() -> None:
    conversation = Conversation().says("carte de bibliothèque").says("je ne sais pas", Move.SMALL_TALK, "dont_know")
    assert conversation.labels() == ["Pour un adulte", "Pour un enfant"]
    assert "pas grave" in conversation.reply.text


def test_a_person_gets_a_summary_of_what_was_understood() -> None:
    conversation = Conversation().act(Chose(Offer("", Step("F10", Aspect.COST))))
    reply = conversation.says("je veux parler à quelqu'un", Move.HAND_OVER, "human").reply
    assert reply.decision is Decision.HANDOFF
    assert reply.handoff is not None
    assert "première inscription" in reply.handoff.summary
    assert "coût" in reply.handoff.summary


def test_someone_s_own_file_is_never_answered_nor_asked_for() -> None:
    reply = Conversation().says("où en est ma carte de bibliothèque", Move.REPAIR, "status_file").reply
    assert reply.decision is Decision.FALLBACK
    assert "aucun dossier personnel" in reply.text


@pytest.mark.parametrize(
    ("intent", "decision"),
    [
        ("greet", Decision.SMALL_TALK),
        ("thanks", Decision.SMALL_TALK),
        ("goodbye", Decision.SMALL_TALK),
        ("insult", Decision.SMALL_TALK),
        ("who_are_you", Decision.SMALL_TALK),
        ("affirm", Decision.CLARIFY),
        ("repeat", Decision.CLARIFY),
        ("something_new", Decision.SMALL_TALK),
        ("help", Decision.CLARIFY),
    ],
)
def test_courtesy_is_answered_by_courtesy(intent: str, decision: Decision) -> None:
    assert Conversation().says("…", Move.SMALL_TALK, intent).reply.decision is decision


@pytest.mark.parametrize("intent", ["out_of_scope", "complaint_bot", "other_language"])
def test_what_is_not_ours_falls_back(intent: str) -> None:
    assert Conversation().says("je ne parle pas de cela", Move.REPAIR, intent).reply.decision is Decision.FALLBACK


def test_the_same_repair_is_never_made_twice_in_a_row() -> None:
    conversation = Conversation().says("la météo", Move.REPAIR, "out_of_scope")
    first = conversation.reply.text
    assert conversation.says("et demain ?", Move.REPAIR, "out_of_scope").reply.text != first


def test_repeats_what_was_said() -> None:
    conversation = Conversation().act(Chose(Offer("", Step("F10", Aspect.COST))))
    said = conversation.reply.content
    assert conversation.says("répétez", Move.SMALL_TALK, "repeat").reply.content == said


def test_starting_again_forgets_everything() -> None:
    conversation = Conversation().says("hippopotame", facts=(Fact("child", "age", "8"),))
    conversation.says("on recommence", Move.SMALL_TALK, "restart")
    assert conversation.state.subject is None
    assert conversation.state.facts == ()


def test_browses_from_themes_to_subjects_to_procedures() -> None:
    conversation = Conversation().says("les thèmes", Move.BROWSE, "browse")
    assert conversation.labels() == ["Loisirs"]
    conversation.says("1", Move.CHOOSE)
    assert conversation.labels() == ["Culture", "Parcs", "Peut-on promener un hippopotame dans le parc ?"]
    conversation.says("culture", Move.CHOOSE)
    assert conversation.labels() == ["Carte de bibliothèque"]


def test_opening_says_that_a_machine_speaks() -> None:
    conversation = Conversation().act(Opened())
    assert "assistant automatique" in conversation.reply.text
    assert [offer.label for offer in conversation.reply.suggestions] == ["Loisirs"]


def test_opening_on_a_procedure_begins_there_and_says_that_a_machine_speaks() -> None:
    conversation = Conversation().act(Opened(Step("F10", Aspect.COST)))
    assert conversation.subject() == "F10"
    assert "assistant automatique" in conversation.reply.text


def test_a_subject_that_left_the_base_is_said_to_be_gone() -> None:
    conversation = Conversation().act(Chose(Offer("", Step("F404"))))
    assert conversation.reply.decision is Decision.FALLBACK
    assert conversation.state.subject is None


def test_candidates_are_procedures_only_at_most_five_and_best_first() -> None:
    for words in ("carte de bibliothèque", "je cherche une carte", "hippopotame", "cantine"):
        candidates = Conversation().says(words).reply.candidates
        assert len(candidates) <= 5
        assert not {candidate.id for candidate in candidates} & {"N1", "N9", "F50"}
        scores = [candidate.score for candidate in candidates]
        assert scores == sorted(scores, reverse=True)


def test_a_place_settles_a_question_between_places() -> None:
    places = choice("F80.c", "", Cas_général=(text("La carte coûte 86 €"),), En_Guyane=(text("La carte coûte 43 €"),))
    places = replace(places, nature=ChoiceNature.PLACE)
    catalogue = InMemoryCatalogue([procedure("F80", "Permis de hamac", section("Coût", Aspect.COST, places))])
    conversation = Conversation(catalogue).says("combien coûte un permis de hamac ?", aspect=Aspect.COST)
    assert [offer.label for offer in conversation.reply.suggestions] == ["Cas général", "En Guyane"]
    conversation.says("97300", Move.CHOOSE)
    assert isinstance(conversation.reply.content, Answer)
    assert [fee.text for fee in conversation.reply.content.fees] == ["La carte coûte 43 €"]


def test_a_question_that_holds_the_word_of_a_choice_is_a_question() -> None:
    conversation = Conversation().says("carte de bibliothèque")
    conversation.says("combien coûte l'inscription d'un enfant à la cantine ?", Move.CHOOSE, aspect=Aspect.COST)
    assert conversation.subject() == "restauration-scolaire"


def test_what_is_no_theme_is_searched() -> None:
    conversation = Conversation().says("les thèmes", Move.BROWSE, "browse").says("hippopotame", Move.CHOOSE)
    assert conversation.subject() == "F40"


@pytest.mark.parametrize(
    ("words", "move", "intent"),
    [
        ("je veux mourir", Move.CARE, "crisis"),
        ("mon mari me frappe", Move.CARE, "crisis"),
        ("Je voudrais parler à une vraie personne", Move.HAND_OVER, "human"),
        ("Bonjour !", Move.SMALL_TALK, "greet"),
        ("merci beaucoup", Move.SMALL_TALK, "thanks"),
        ("où en est mon dossier", Move.REPAIR, "status_file"),
        ("bonjour, combien coûte un passeport", Move.ANSWER, "ask"),
        ("déclarer la mort de mon père", Move.ANSWER, "ask"),
    ],
)
def test_without_the_language_model_only_what_is_certain_is_told(words: str, move: Move, intent: str) -> None:
    said = read_unaided(words)
    assert (said.move, said.intent) == (move, intent)


def test_says_when_a_procedure_does_not_tell_what_was_asked() -> None:
    conversation = Conversation().act(Chose(Offer("", Step("F10", Aspect.COST))))
    conversation.says("c'est valable combien de temps ?", aspect=Aspect.VALIDITY)
    assert "ne dit rien de précis" in conversation.reply.text
