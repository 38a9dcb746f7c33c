"""No question of ours is put twice in the same words: the second time, there is another way on."""

from __future__ import annotations

from tests.unit.procedures.conversations import Conversation


def test_what_it_is_about_is_asked_once_then_a_person_is_offered() -> None:
    talk = Conversation().says("c'est combien ?")
    first = talk.reply.text
    talk.says("combien de temps")
    assert talk.reply.text != first
    assert talk.reply.handoff is not None or talk.buttons()
