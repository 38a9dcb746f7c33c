"""Long answers of the real guide, cut in parts: every word stays, in order, and no part is endless."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from procedures.importer import read_all
from procedures.importer.sources import open_files
from procedures.model import Aspect, Procedure
from procedures.outcome import Answer, Given
from procedures.turn.parts import LONGEST_ANSWER, parts_of
from procedures.walk import resolve
from procedures.walk.tree import text_of
from tests.guide_snapshot import Chosen, sample_of

# A table or a list of one piece is never cut: it may make a part long.
LONGEST_PIECE = 1_600


@pytest.fixture(scope="module")
def answers(snapshot: Path) -> list[Answer]:
    files = open_files(snapshot)
    sample = sample_of([name for name in files.names() if re.search(r"F\d+\.json$", name)], 250, seed=11)
    sheets = [item for item in read_all([Chosen(files, sample.__contains__)]) if isinstance(item, Procedure)]
    outcomes = [
        resolve(sheet, aspect, Given()) for sheet in sheets for aspect in (None, Aspect.HOW, Aspect.ELIGIBILITY)
    ]
    return [outcome for outcome in outcomes if isinstance(outcome, Answer)]


def spoken(answer: Answer) -> list[str]:
    return text_of(tuple(block for section in answer.sections for block in section.blocks)).split()


def test_no_word_is_lost_or_moved_between_parts(answers: list[Answer]) -> None:
    long = [answer for answer in answers if len(parts_of(answer)) > 1]
    for answer in long:
        told = [word for part in parts_of(answer) for section in part for word in text_of(section.blocks).split()]
        # The title of a chapter cut in two is said again at the head of its second piece: words are only ever added.
        rest = iter(told)
        assert all(word in rest for word in spoken(answer)), answer.procedure.id
    assert long  # the rule did look


def test_most_answers_come_whole_and_no_part_is_endless(answers: list[Answer]) -> None:
    whole = sum(len(parts_of(answer)) == 1 for answer in answers)
    assert whole / len(answers) > 0.8
    for answer in answers:
        for part in parts_of(answer):
            if not answer.documents:
                assert len(text_of(part).split()) <= max(LONGEST_ANSWER, LONGEST_PIECE), answer.procedure.id
