"""Without the dialogue model, danger is told by the rules that it goes by itself."""

from __future__ import annotations

import pytest
import yaml

from api.conversations.danger import read_alone, whom_to_call
from assistant.components.certain import RULES
from procedures.dialogue import Move

CRISIS = yaml.safe_load(RULES.read_text(encoding="utf-8"))["crisis"]


@pytest.mark.parametrize("words", CRISIS["good"])
def test_what_the_model_is_certain_of_is_told_without_it(words: str) -> None:
    said = read_alone(words)
    assert (said.move, said.intent, said.words) == (Move.CARE, "crisis", words)
    aid = whom_to_call(words)
    assert aid is not None
    assert aid.lines


@pytest.mark.parametrize("words", CRISIS["bad"])
def test_what_only_looks_like_danger_is_a_question(words: str) -> None:
    assert read_alone(words).move is not Move.CARE
    assert whom_to_call(words) is None


def test_danger_comes_before_a_wish_for_a_person() -> None:
    assert read_alone("passez moi une personne, mon mari me frappe").move is Move.CARE
