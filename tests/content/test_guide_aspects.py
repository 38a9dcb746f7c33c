"""Aspects of sections, against 200 sections labelled by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from procedures.model import Procedure, Section, descendants
from tests.content.tree_words import words_in
from tests.guide_snapshot import procedures_numbered

LABELLED = Path(__file__).with_name("labelled_sections.yaml")


@pytest.fixture(scope="module")
def labelled() -> list[dict[str, Any]]:
    return list(yaml.safe_load(LABELLED.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def told(snapshot: Path, labelled: list[dict[str, Any]]) -> list[tuple[set[str], set[str], str]]:
    """For each labelled section: the aspects labelled, the aspects told, and its title."""
    procedures = procedures_numbered(snapshot, {label["procedure"] for label in labelled})
    found = {
        (procedure.id, section.id): section for procedure in procedures.values() for section in _sections(procedure)
    }
    return [
        (
            set(label["aspects"]),
            {aspect.value for aspect in found[label["procedure"], label["section"]].aspects},
            found[label["procedure"], label["section"]].title,
        )
        for label in labelled
    ]


def _sections(procedure: Procedure) -> Iterator[Section]:
    for block in descendants((*procedure.introduction, *procedure.body)):
        if isinstance(block, Section):
            yield block


def test_the_labels_are_those_of_the_sections_they_name(
    labelled: list[dict[str, Any]], told: list[tuple[set[str], set[str], str]]
) -> None:
    assert len(labelled) == 200
    for label, (_, _, title) in zip(labelled, told, strict=True):
        words = words_in([label["title"]])
        assert words_in([title])[: len(words)] == words


def test_nine_aspects_out_of_ten_are_right(told: list[tuple[set[str], set[str], str]]) -> None:
    wrong = [(title, aspects - right) for right, aspects, title in told if aspects - right]
    precision = 1 - sum(len(aspects) for _, aspects in wrong) / sum(len(aspects) for _, aspects, _ in told)
    assert precision >= 0.9, wrong


def test_eight_aspects_out_of_ten_are_found(told: list[tuple[set[str], set[str], str]]) -> None:
    missed = [(title, right - aspects) for right, aspects, title in told if right - aspects]
    recall = 1 - sum(len(aspects) for _, aspects in missed) / sum(len(right) for right, _, _ in told)
    assert recall >= 0.8, missed
