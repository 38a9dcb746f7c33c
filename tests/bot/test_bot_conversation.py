"""Turns that follow one another, with the state that the api would hold."""

from __future__ import annotations

import pytest

from tests.bot.conftest import Bot

QUESTION = "Quels papiers pour un passeport ?"


def test_a_typed_reply_settles_the_question_pending(bot: Bot) -> None:
    asked = bot.say(QUESTION)
    assert asked["reply"]["kind"] == "question"
    answered = bot.say("pour un mineur", asked["state"])
    assert answered["understood"]["move"] == "choose"
    assert answered["reply"]["decision"] == "answer"
    assert "Photo de l'enfant" in answered["reply"]["text"]


@pytest.mark.parametrize("words", ["le premier", "1", "majeur"])
def test_a_reply_may_be_a_number_a_place_or_a_word(bot: Bot, words: str) -> None:
    asked = bot.say(QUESTION)
    answered = bot.say(words, asked["state"])
    assert answered["understood"]["move"] == "choose"
    assert "Justificatif de domicile" in answered["reply"]["text"]


@pytest.mark.parametrize("words", ["je ne sais pas", "jsp"])
def test_not_knowing_is_a_reply_too(bot: Bot, words: str) -> None:
    asked = bot.say(QUESTION)
    assert bot.say(words, asked["state"])["understood"]["move"] == "choose"


def test_another_question_is_answered_although_one_is_pending(bot: Bot) -> None:
    asked = bot.say(QUESTION)
    answered = bot.say("combien coûte une copie d'acte de naissance ?", asked["state"])
    assert "gratuit" in answered["reply"]["text"]


def test_danger_comes_before_a_question_pending(bot: Bot) -> None:
    asked = bot.say(QUESTION)
    said = bot.say("mon mari me frappe", asked["state"])
    assert said["reply"]["decision"] == "crisis"


def test_facts_said_in_passing_are_kept(bot: Bot) -> None:
    said = bot.say("quels papiers pour le passeport de ma fille de 12 ans, nous vivons à Londres")
    facts = {(fact["bearer"], fact["name"], fact["value"]) for fact in said["state"]["facts"]}
    assert facts >= {("child", "age", "12"), ("self", "residence", "abroad")}


def test_nothing_is_remembered_between_turns_but_the_state(bot: Bot) -> None:
    bot.say(QUESTION)
    assert bot.say("pour un mineur")["understood"]["move"] == "answer"
