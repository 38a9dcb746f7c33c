from __future__ import annotations

from pathlib import Path

import yaml

from actions.server import SKILLS
from procedures.dialogue import Move

ROOT = Path(__file__).parents[3]


def _domain(key: str) -> set[str]:
    listed: set[str] = set()
    for file in (ROOT / "assistant" / "domain").glob("*.yml"):
        entries = yaml.safe_load(file.read_text(encoding="utf-8")).get(key, [])
        listed.update(next(iter(entry)) if isinstance(entry, dict) else entry for entry in entries)
    return listed


def test_every_move_has_its_skill() -> None:
    assert {skill.move for skill in SKILLS} == set(Move)


def test_the_domain_names_the_actions_that_exist() -> None:
    assert _domain("actions") == {f"action_{move}" for move in Move}


def test_every_intent_of_the_domain_has_examples_of_its_own() -> None:
    assert {file.stem for file in (ROOT / "nlu_data").glob("*.yml")} == _domain("intents")


def test_every_intent_of_the_domain_has_a_rule() -> None:
    ruled = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "assistant" / "rules").glob("*.yml"))
    written = {line.split("intent:")[1].strip() for line in ruled.splitlines() if "intent:" in line}
    assert written == _domain("intents")


def test_no_example_is_written_twice() -> None:
    lines = [
        line
        for file in sorted((ROOT / "nlu_data").glob("*.yml"))
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
        for line in entry["examples"].strip().splitlines()
    ]
    assert sorted({line for line in lines if lines.count(line) > 1}) == []
