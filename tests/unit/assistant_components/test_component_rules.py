"""Every rule of the components is tried on the examples written beside it."""

from __future__ import annotations

import pytest
import yaml

from assistant.components import certain, cues, facts
from assistant.components.text import normalised


def _examples(rules, key):
    return [(name, example) for name, rule in rules.items() for example in rule[key]]


CUES = yaml.safe_load(cues.RULES.read_text(encoding="utf-8"))
CERTAIN = {
    name: rule for name, rule in yaml.safe_load(certain.RULES.read_text(encoding="utf-8")).items() if name != "parts"
}
FACTS = {
    f"{rule['fact']}={rule['value']}": rule for rule in yaml.safe_load(facts.RULES.read_text(encoding="utf-8"))["rules"]
}
FACT_RULES = {f"{rule.bearer}.{rule.name}={rule.value}": rule for rule in facts.rules()}


@pytest.mark.parametrize("rules", [CUES, CERTAIN, FACTS], ids=["cues", "certain", "facts"])
def test_every_rule_has_good_and_bad_examples(rules):
    assert [name for name, rule in rules.items() if not rule["good"] or not rule["bad"]] == []


def test_facts_are_told_apart_by_bearer_name_and_value():
    assert len(FACTS) == len(FACT_RULES) == len(facts.rules())


@pytest.mark.parametrize(("name", "example"), _examples(CUES, "good"))
def test_a_cue_is_found_in_its_good_examples(name, example):
    assert name in cues.cues(normalised(example))


@pytest.mark.parametrize(("name", "example"), _examples(CUES, "bad"))
def test_a_cue_is_not_found_in_its_bad_examples(name, example):
    assert name not in cues.cues(normalised(example))


@pytest.mark.parametrize(("name", "example"), _examples(CERTAIN, "good"))
def test_a_certain_intent_is_told_by_its_good_examples(name, example):
    assert certain.certain_intent(normalised(example)) == name


@pytest.mark.parametrize(("name", "example"), _examples(CERTAIN, "bad"))
def test_a_certain_intent_is_not_told_by_its_bad_examples(name, example):
    assert certain.certain_intent(normalised(example)) != name


@pytest.mark.parametrize(("name", "example"), _examples(FACTS, "good"))
def test_a_fact_is_read_in_its_good_examples(name, example):
    assert FACT_RULES[name].stated_in(normalised(example)) is not None


@pytest.mark.parametrize(("name", "example"), _examples(FACTS, "bad"))
def test_a_fact_is_not_read_in_its_bad_examples(name, example):
    assert FACT_RULES[name].stated_in(normalised(example)) is None


def test_several_facts_of_one_message_are_all_read():
    stated = facts.facts("Je suis belge, locataire, et mon passeport est périmé ; ma fille de 12 ans vit avec moi.")
    assert {(fact["bearer"], fact["name"], fact["value"]) for fact in stated} == {
        ("self", "nationality", "european"),
        ("housing", "tenure", "tenant"),
        ("passport", "state", "expired"),
        ("child", "age", "12"),
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ma fille de douze ans", "12"),
        ("mon fils a seize ans", "16"),
        ("j'ai soixante-douze ans", "72"),
        ("j'ai quatre-vingt-onze ans", "91"),
        ("j'ai vingt et un ans", "21"),
    ],
)
def test_an_age_may_be_said_in_words(text, value):
    assert [fact["value"] for fact in facts.facts(text)] == [value]


def test_a_town_keeps_the_words_of_its_name():
    assert facts.facts("j'habite à Aix en Provence") == [
        {"bearer": "self", "name": "commune", "value": "aix en provence"}
    ]
