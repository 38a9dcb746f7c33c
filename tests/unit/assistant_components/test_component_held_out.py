"""What was held out stays understood: bounds a little under what ``evaluate_nlu`` prints (docs/figures.md)."""

from __future__ import annotations

import pytest

from assistant.components import held_out
from assistant.components.evaluate_nlu import trained
from assistant.components.intent_model import IntentModel
from assistant.components.nlu_scores import accuracy, aspects, macro_f1, scores
from assistant.components.word_vectors import from_spacy


@pytest.fixture(scope="module")
def model() -> IntentModel:
    return trained(from_spacy())


def test_kinds_of_message_are_told_apart(model):
    judged = held_out.intents(model)
    assert macro_f1(judged) >= 0.88
    assert accuracy(aspects(judged)) >= 0.89


def test_no_kind_of_message_is_lost(model):
    weakest = min(scores(held_out.intents(model)).items(), key=lambda each: each[1].f1)
    assert weakest[1].f1 >= 0.65, weakest


def test_whoever_asks_for_a_person_is_heard(model):
    assert scores(held_out.intents(model))["human"].recall >= 0.80


def test_what_is_no_question_is_seldom_taken_for_one_and_questions_stay_questions(model):
    counts = held_out.kinds(model)
    others = [counted for kind, counted in counts.items() if kind != "question"]
    assert sum(counted.right for counted in others) >= 0.80 * sum(counted.count for counted in others)
    assert counts["question"].right >= 0.90 * counts["question"].count


def test_all_distress_is_heard_and_little_else(model):
    counts = held_out.danger(model)
    assert counts.found == counts.distress
    assert counts.alarmed <= counts.calm / 8


def test_facts_are_read_and_seldom_invented():
    counts = held_out.stated_facts()
    assert counts.right >= 0.80 * counts.expected
    assert counts.invented <= 0.12 * counts.expected
    assert counts.traps_left_alone >= 0.85 * counts.traps
