"""No question of ours is put twice in the same words: the second time, there is another way on."""

from __future__ import annotations

from procedures.dialogue import Move
from tests.unit.procedures.conversations import Conversation


def test_what_it_is_about_is_asked_once_then_a_person_is_offered() -> None:
    talk = Conversation().says("c'est combien ?")
    first = talk.reply.text
    talk.says("combien de temps")
    assert talk.reply.text != first
    assert talk.reply.handoff is not None or talk.buttons()


def test_themes_offered_stay_within_reach_of_a_word_of_courtesy() -> None:
    talk = Conversation().says("c'est combien ?")
    shown = [offer.label for offer in talk.buttons()]
    talk.says("vous êtes un robot ?", Move.SMALL_TALK, "who_are_you")
    assert shown
    assert set(shown) <= {offer.label for offer in talk.buttons()}
