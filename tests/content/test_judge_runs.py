"""No text of the project is copied from the questions that judge it (``tests/judge_runs.py``)."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.judge_runs import PRINTS, prints_of, runs

ROOT = Path(__file__).parents[2]
TEXTS = (".yaml", ".yml", ".jsonl", ".json", ".py", ".md", ".html", ".txt", ".js", ".toml")
ASIDE = {"uv.lock", "package-lock.json", str(PRINTS.relative_to(ROOT))}


@cache
def _judged() -> frozenset[str]:
    return frozenset(PRINTS.read_text(encoding="utf-8").split())


def _texts() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.splitlines() if name.endswith(TEXTS) and name not in ASIDE]


@pytest.mark.skipif(not PRINTS.exists(), reason="the prints of the judge's questions are made by who holds them")
def test_no_text_holds_eight_words_in_a_row_of_the_questions_that_judge_it() -> None:
    copied = [
        f"{file.relative_to(ROOT)}, line {number}"
        for file in _texts()
        if file.exists()
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
        if not _judged().isdisjoint(runs(line))
    ]
    assert copied == [], "write these lines in words of your own"


def test_a_copied_run_is_found_whatever_its_case_accents_and_punctuation() -> None:
    judged = set(prints_of(['{"text": "Où faut-il aller pour refaire le collier du dragon ?"}']))
    assert judged & set(runs("bonjour, ou faut il aller POUR refaire le collier du dragon svp"))


def test_seven_words_in_a_row_are_no_copy() -> None:
    judged = set(prints_of(['{"text": "refaire le collier du dragon de ma tante Berthe"}']))
    assert not judged & set(runs("refaire le collier du dragon de ma cousine"))
