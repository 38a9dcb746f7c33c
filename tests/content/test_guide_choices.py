"""Natures of choices, against a random sample labelled by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from procedures.model import Choice, ChoiceNature, Procedure, descendants
from tests.guide_snapshot import procedures_numbered

LABELLED = Path(__file__).with_name("labelled_choices.yaml")
Natures = list[tuple[ChoiceNature, ChoiceNature, str]]


@pytest.fixture(scope="module")
def told(snapshot: Path) -> Natures:
    """For each labelled choice: the nature labelled, the nature told, and its first option."""
    labelled = yaml.safe_load(LABELLED.read_text(encoding="utf-8"))
    procedures = procedures_numbered(snapshot, {label["procedure"] for label in labelled})
    return [
        (ChoiceNature(label["nature"]), _find(procedures[label["procedure"]], label).nature, label["first"][0])
        for label in labelled
    ]


def _find(procedure: Procedure, label: dict[str, Any]) -> Choice:
    for block in descendants((*procedure.introduction, *procedure.body)):
        if isinstance(block, Choice) and len(block.options) == label["options"]:
            openings = [" ".join(option.label.split()[:6]) for option in block.options[:2]]
            if openings == label["first"]:
                return block
    raise AssertionError(f"{procedure.id} has no choice that begins with {label['first']}")


def test_nearly_all_natures_are_right(told: Natures) -> None:
    assert len(told) == 100
    wrong = [(first, right, nature) for right, nature, first in told if right is not nature]
    assert len(wrong) <= 5, wrong


def test_a_question_about_the_person_is_never_taken_for_something_else(told: Natures) -> None:
    hidden = [first for right, nature, first in told if right is ChoiceNature.SITUATION is not nature]
    assert hidden == []
