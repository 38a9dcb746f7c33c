from __future__ import annotations

import pytest

from assistant.components.nlu_scores import (
    Judged,
    accuracy,
    aspects,
    confusions,
    macro_f1,
    mean_confidence,
    scores,
)
from assistant.components.rule_parts import expanded
from assistant.components.spelt_numbers import with_digits

JUDGED = [
    Judged("ask_cost", "ask_cost", 0.9),
    Judged("ask_cost", "ask_amount", 0.5),
    Judged("ask_amount", "ask_amount", 0.8),
    Judged("greet", "greet", 1.0),
]


def test_each_intent_counts_as_much_as_another():
    assert scores(JUDGED)["ask_cost"].recall == 0.5
    assert scores(JUDGED)["ask_amount"].precision == 0.5
    assert macro_f1(JUDGED) == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)


def test_accuracy_and_confidence_are_means_over_utterances():
    assert accuracy(JUDGED) == 0.75
    assert mean_confidence(JUDGED) == pytest.approx(0.8)
    assert len(aspects(JUDGED)) == 3


def test_confusions_tell_what_was_taken_for_what():
    assert confusions(JUDGED, 10) == [("ask_cost", "ask_amount", 1)]


def test_an_intent_never_found_scores_nothing():
    assert scores([Judged("help", "greet", 0.4)])["help"].f1 == 0.0


def test_a_part_may_hold_parts():
    assert expanded("a {town}", {"town": "{big}|lens", "big": "lille"}) == "a (?:(?:lille)|lens)"


def test_a_part_that_does_not_exist_is_named():
    with pytest.raises(KeyError, match="village"):
        expanded("a {village}", {})


@pytest.mark.parametrize("words", ["un an", "deux euros", "en vingt et un"])
def test_only_numbers_that_count_years_or_months_become_digits(words):
    assert with_digits(words) == words
