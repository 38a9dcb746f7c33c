"""Danger: the number first, at once, whatever was understood; then what was asked besides."""

from __future__ import annotations

import re

import pytest

from procedures.dialogue import Decision, Move
from procedures.outcome import Answer, Deed
from procedures.turn import first_aid, read_unaided
from procedures.turn.danger import help_lines
from tests.unit.procedures.conversations import Conversation

CERTAIN = {
    "je veux mourir": "3114",
    "jai plus envie de vivre": "3114",
    "ma fille parle de se tuer": "3114",
    "j'ai avalé tous mes médicaments": "3114",
    "mon mari me frappe": "17",
    "il menace de me tuer": "17",
    "je suis battue par mon conjoint": "17",
    "J’ai peur de rentrer chez moi": "17",
    "un enfant est battu dans mon immeuble": "119",
    "mon père nous frappe": "17",
    "ma fille a été violée": "17",
    "ma grand-mère est maltraitée à la maison de retraite": "3977",
    "on dort dehors cette nuit avec le bébé": "115",
    "ma mère ne respire plus": "15",
    "au secours": "17",
    "quiero morir": "3114",
}

HARMLESS = [
    "je veux en finir avec cette histoire de caf",
    "mon voisin me frappe à la porte tous les jours",
    "je me bats contre la caf",
    "mon père est mort hier",
    "la route est en danger de s'effondrer",
    "on m'a volé ma carte",
    "assurance en cas de décès",
    "je veux me marier",
    "capital décès après un suicide",
    "j'ai peur de ne pas avoir les bons papiers",
    "je vais mourir de rire",
    "je veux tuer mon abonnement",
    "chien dangereux de catégorie 2",
    "enfant mineur qui veut un passeport",
]


def says(words: str, conversation: Conversation | None = None) -> Conversation:
    return (conversation or Conversation()).says(words, Move.CARE, "crisis")


@pytest.mark.parametrize(("words", "number"), CERTAIN.items())
def test_the_number_to_call_comes_first(words: str, number: str) -> None:
    reply = says(words).reply
    assert reply.decision is Decision.CRISIS
    numbers = re.findall(r"\b\d[\d ]*\d\b", reply.text.splitlines()[0])
    assert numbers[0] == number
    assert reply.help_lines[0].number == number


@pytest.mark.parametrize("words", CERTAIN)
def test_danger_told_in_plain_words_counts_whatever_was_understood(words: str) -> None:
    assert Conversation().says(words, Move.REPAIR, "out_of_scope").reply.decision is Decision.CRISIS
    assert read_unaided(words).move is Move.CARE
    assert first_aid(words) is not None


@pytest.mark.parametrize("words", HARMLESS)
def test_words_that_only_look_like_danger_are_left_alone(words: str) -> None:
    assert first_aid(words) is None


def test_danger_that_the_words_do_not_name_still_gets_numbers() -> None:
    reply = says("je n'en peux plus, aidez-moi").reply
    assert {line.number for line in reply.help_lines} >= {"112", "3114", "3919"}


def test_the_emergency_numbers_and_the_one_for_text_messages_are_always_told() -> None:
    for words in CERTAIN:
        text = says(words).reply.text
        assert all(re.search(rf"\b{number}\b", text) for number in ("15", "17", "18", "112", "114")), words


def test_each_line_says_who_answers_and_when() -> None:
    for line in says("mon mari me frappe").reply.help_lines:
        assert line.says
        assert line.hours


def test_it_is_short_asks_nothing_and_offers_a_person() -> None:
    for words in CERTAIN:
        reply = says(words).reply
        assert len(reply.text.split()) <= 110
        assert "?" not in reply.text
        assert "compris" not in reply.text
        assert any(offer.step.deed is Deed.PERSON for offer in reply.suggestions)


def test_what_was_asked_besides_is_answered_after_the_numbers() -> None:
    reply = says("mon mari me frappe, comment inscrire mon enfant à la cantine ?").reply
    assert reply.decision is Decision.CRISIS
    assert reply.text.startswith("Appelez le 17")
    assert isinstance(reply.content, Answer)
    assert reply.content.procedure.id == "restauration-scolaire"


def test_words_that_only_may_tell_of_danger_are_answered_with_the_number_in_one_line() -> None:
    reply = Conversation().says("inscrire mon enfant à la cantine", Move.CARE, "crisis", confidence=0.5).reply
    assert reply.decision is Decision.ANSWER
    assert isinstance(reply.content, Answer)
    assert "112" in reply.text
    assert not reply.text.startswith("Appelez")
    assert any(offer.step.deed is Deed.PERSON for offer in reply.suggestions)


@pytest.mark.parametrize("words", ["mon mari me frappe, je veux l'inscrire à la cantine", "plus rien ne compte"])
def test_plain_danger_and_words_without_an_answer_get_the_numbers_first_however_unsure(words: str) -> None:
    reply = Conversation().says(words, Move.CARE, "crisis", confidence=0.5).reply
    assert reply.decision is Decision.CRISIS
    assert reply.text.startswith("Appelez")


def test_a_request_that_the_base_does_not_know_is_no_failure() -> None:
    reply = says("mon mari me frappe, comment avoir des ailes de papillon ?").reply
    assert reply.content is None
    assert reply.decision is Decision.CRISIS


def test_said_again_it_is_told_again_with_a_word_before() -> None:
    conversation = says("je veux mourir")
    first = conversation.reply.text
    again = says("je veux mourir", conversation).reply.text
    assert again != first
    assert first in again


def test_every_number_has_its_source_and_the_day_it_was_checked() -> None:
    data = help_lines()
    told = {number for danger in (*data.dangers, data.unknown) for number in danger.lines}
    assert told <= set(data.lines)
    assert all(line.source.startswith("https://") and line.checked_on.year >= 2026 for line in data.lines.values())
    for danger in (*data.dangers, data.unknown):
        assert any(number in danger.opening for number in danger.lines)


def test_unsure_words_of_danger_go_to_the_line_they_name() -> None:
    assert "3977" in says("on fait du mal à ma grand-mère").reply.text.splitlines()[0]
