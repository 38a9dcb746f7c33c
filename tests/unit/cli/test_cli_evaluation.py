"""The figures of an evaluation, checked by hand on a few lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.cli.console import CommandError
from assistant.cli.evaluation import Prediction, Question, read_questions, summary
from assistant.cli.evaluation.prediction import Ranked, from_reply


def predicted(question: Question, decision: str, *ids: str, aspect: str | None = None, ms: float = 10) -> Prediction:
    ranked = tuple(Ranked(one, 0.5) for one in ids)
    return Prediction(question.id, decision, "ask", aspect, ranked, (), "", ms)


def rows_of(table: str) -> dict[str, str]:
    """The first table: what each line is called, and its figure."""
    lines = table.partition("\n\n")[0].splitlines()
    return {line.rsplit("  ", 1)[0].strip(): line.rsplit("  ", 1)[1].strip() for line in lines}


def test_ranks_count_any_of_the_acceptable_procedures() -> None:
    first = Question("1", "?", gold=("F1", "F2"), aspect="cost")
    second = Question("2", "?", gold=("F3",), aspect="documents")
    third = Question("3", "?", gold=("F4",), aspect="other")
    made = [
        predicted(first, "answer", "F2", aspect="amount", ms=10),
        predicted(second, "clarify", "F9", "F3", aspect="cost", ms=20),
        predicted(third, "fallback", ms=90),
    ]
    rows = rows_of(summary([first, second, third], made))
    assert rows["Bonne fiche en premier (top-1)"] == "0,333 (1/3) ± 53"
    assert rows["Bonne fiche parmi cinq (top-5)"] == "0,667 (2/3) ± 53"
    assert rows["Bon aspect"] == "0,500 (1/2) ± 69"  # amounts are labelled cost; "other" is not counted
    assert rows["Décision « clarify », questions à fiche"] == "0,333 (1/3) ± 53"
    assert rows["Juste quand il répond"] == "1,000 (1/1) ± 0"
    assert rows["Répond juste, ou propose la bonne fiche"] == "0,667 (2/3) ± 53"
    assert rows["Temps de réponse, médiane"] == "20 ms"
    assert rows["Temps de réponse, p95"] == "90 ms"


def test_figures_are_told_by_theme_and_by_kind_of_text() -> None:
    short = Question("1", "carte grise", gold=("F1",), aspect="cost")
    story = Question("2", "mot " * 30, gold=("F2",), aspect="how")
    made = [predicted(short, "answer", "F1"), predicted(story, "answer", "F9")]

    lines = summary([short, story], made, {"1": "Transports"}).splitlines()

    figures = {line.partition("  ")[0]: line.split()[-6:] for line in lines}
    assert figures["Transports"] == ["1", "1,00", "1,00", "1,00", "1,00", "1,00"]
    wrong = ["1", "0,00", "0,00", "1,00", "0,00", "0,00"]
    assert figures["(sans thème)"] == figures["récit (30 mots ou plus)"] == wrong
    assert lines[-7].split() == ["0,2", "2", "0,50"]
    assert lines[-1].split() == ["0,8", "0", "-"]


@pytest.mark.parametrize(
    ("intent", "decision", "right"),
    [
        ("human", "handoff", True),
        ("crisis", "handoff", False),
        ("greet", "smalltalk", True),
        ("injection", "answer", False),
        ("unclear", "clarify", True),
        ("status", "answer", False),
        ("status", "fallback", True),
    ],
)
def test_a_message_without_procedure_has_its_right_decisions(intent: str, decision: str, right: bool) -> None:
    question = Question("1", "?", intent=intent)
    rows = rows_of(summary([question], [predicted(question, decision)]))
    assert rows["Bonne décision, messages sans fiche"] == ("1,000 (1/1) ± 0" if right else "0,000 (0/1) ± 0")
    assert rows["Bonne fiche en premier (top-1)"] == "sans objet"


def test_questions_are_read_with_their_labels(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"id": 7, "text": "Bonjour", "intent": "greet", "gold": []}\n\n{"id": "b", "text": "?"}\n')
    assert read_questions(file) == (Question("7", "Bonjour", intent="greet"), Question("b", "?"))


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "1"}', "3"])
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"id": "1", "text": "?"}\n' + line + "\n")
    with pytest.raises(CommandError, match="ligne 2"):
        read_questions(file)


def test_a_prediction_line_has_the_fields_of_the_contract() -> None:
    message = {"text": "Où ?", "payload": {"choices": [{"label": "En France", "value": "x"}]}}
    trace = {
        "decision": "clarify",
        "intent": "ask",
        "aspect": "where",
        "candidates": [{"id": f"F{number}", "score": 0.9} for number in range(7)],
    }
    line = json.loads(from_reply("Q1", message, trace, 12.5).as_line())
    assert list(line) == ["id", "decision", "intent", "aspect", "procedures", "choices", "text", "latency_ms"]
    assert line["procedures"] == [{"id": f"F{number}", "score": 0.9} for number in range(5)]
    assert line["choices"] == ["En France"]
