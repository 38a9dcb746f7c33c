"""Conversations written by hand, held with the whole assistant on real sheets: one file of ``dialogues`` per skill."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.cli.bench.citizen import Citizen, connected
from tests.bot.script import BadScriptError, Dialogue, FailedTurnError, faults_of, play, read

FOLDER = Path(__file__).parent / "dialogues"
DIALOGUES = [
    pytest.param(
        dialogue,
        id=dialogue.name,
        marks=[pytest.mark.xfail(reason=dialogue.known_fault, raises=FailedTurnError, strict=False)]
        if dialogue.known_fault
        else [],
    )
    for dialogue in read(FOLDER)
]


@pytest.fixture(scope="module")
def citizen(assistant: str) -> Iterator[Citizen]:
    with connected(assistant) as person:
        yield person


@pytest.mark.parametrize("dialogue", DIALOGUES)
def test_a_dialogue_goes_as_written(citizen: Citizen, dialogue: Dialogue) -> None:
    play(dialogue, citizen)


def test_there_are_many_of_them() -> None:
    assert len(DIALOGUES) >= 120


def test_a_fault_is_told_in_words() -> None:
    message = {"kind": "text", "text": "Bonjour\u00a0!", "payload": {}}
    faults = faults_of(message, (), {"kind": "answer", "says": "bonjour !", "never": "Bonjour", "buttons": ["Thèmes"]})
    assert faults == [
        "the kind is 'text', not answer",
        "“Bonjour” is said",
        "no “Thèmes” in the buttons: []",
    ]


def test_a_script_with_an_unknown_word_is_refused(tmp_path: Path) -> None:
    (tmp_path / "wrong.yaml").write_text("skill: x\ndialogues:\n  a: [{say: bonjour, expect: answer}]\n")
    with pytest.raises(BadScriptError, match=r"wrong: a, turn 1: unknown \['expect'\]"):
        list(read(tmp_path))
