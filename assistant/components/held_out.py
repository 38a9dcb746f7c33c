"""The utterances of ``tests/nlu``, written apart from the training examples, judged without ever being shown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, List

import yaml

from assistant.components.facts import facts
from assistant.components.intent_model import IntentModel
from assistant.components.nlu_scores import Judged
from assistant.components.text import folded
from assistant.components.understanding import DANGER, understand

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "nlu"


@dataclass(frozen=True)
class DangerCounts:
    """How many messages were taken for danger, among those that tell of some and those that only sound like it."""

    distress: int
    found: int
    calm: int
    alarmed: int


@dataclass(frozen=True)
class FactCounts:
    """Facts expected, found rightly, and found although nobody stated them; messages without any that stay so."""

    expected: int
    right: int
    invented: int
    traps: int
    traps_left_alone: int


def intents(model: IntentModel) -> List[Judged]:
    """Every utterance of ``held_out.yaml``, judged by ``model``."""
    judged = []
    for intent, texts in _read("held_out.yaml").items():
        for text in texts:
            understood = understand(text, model)
            judged.append(Judged(intent, understood.intent, understood.confidence))
    return judged


def danger(model: IntentModel) -> DangerCounts:
    """What ``model`` and the rules make of ``crisis_held_out.yaml``."""
    content = _read("crisis_held_out.yaml")
    distress = [entry["text"] for entry in content["distress"]]
    return DangerCounts(len(distress), _alarms(distress, model), len(content["calm"]), _alarms(content["calm"], model))


def stated_facts() -> FactCounts:
    """What the rules make of ``facts_held_out.yaml``."""
    expected = right = invented = traps = left_alone = 0
    for entry in _read("facts_held_out.yaml"):
        wanted = {name: folded(str(value)) for name, value in entry["facts"].items()}
        found = {f"{fact['bearer']}.{fact['name']}": folded(fact["value"]) for fact in facts(entry["text"])}
        expected += len(wanted)
        right += sum(found.get(name) == value for name, value in wanted.items())
        invented += sum(wanted.get(name) != value for name, value in found.items())
        traps += not wanted
        left_alone += not wanted and not found
    return FactCounts(expected, right, invented, traps, left_alone)


def _alarms(texts: List[str], model: IntentModel) -> int:
    return sum(understand(text, model).intent == DANGER for text in texts)


def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
