"""The utterances of ``tests/nlu``, written apart from the training examples, judged without ever being shown."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, FrozenSet, List

import yaml

from assistant.components.facts import facts
from assistant.components.intent_model import IntentModel
from assistant.components.nlu_scores import Judged
from assistant.components.text import folded
from assistant.components.understanding import DANGER, understand

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "nlu"

# What may be done about each kind of message of ``messages_held_out.jsonl``, by the move that its intent leads to
# (``assistant/rules``). Words that mean nothing may be searched for: the search finds nothing, and says so.
_ASKED, _HUMAN, _SMALL_TALK, _REPAIRED, _REPLIED = "asked", "human", "small talk", "repaired", "replied"
_MOVES: Dict[str, str] = {
    **dict.fromkeys(("complaint_bot", "out_of_scope", "other_language", "status_file", "unclear"), _REPAIRED),
    **dict.fromkeys(("affirm", "deny", "dont_know"), _REPLIED),
    **dict.fromkeys(("greet", "thanks", "goodbye", "repeat", "start_over", "help"), _SMALL_TALK),
    **dict.fromkeys(("insult", "who_are_you", "chitchat"), _SMALL_TALK),
    "human": _HUMAN,
}
_RIGHT: Dict[str, FrozenSet[str]] = {
    "question": frozenset({_ASKED}),
    "human": frozenset({_HUMAN}),
    **dict.fromkeys(("greet", "thanks", "bye", "chitchat", "insult"), frozenset({_SMALL_TALK})),
    **dict.fromkeys(("out_of_scope", "injection"), frozenset({_REPAIRED})),
    **dict.fromkeys(("complaint", "status"), frozenset({_REPAIRED, _SMALL_TALK, _HUMAN})),
    "unclear": frozenset({_REPAIRED, _REPLIED, _ASKED}),
}


@dataclass(frozen=True)
class DangerCounts:
    """How many messages were taken for danger, among those that tell of some and those that only sound like it."""

    distress: int
    found: int
    calm: int
    alarmed: int


@dataclass(frozen=True)
class KindCount:
    """How many messages of a kind, and for how many the intent leads to a move that fits it."""

    count: int
    right: int


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


def kinds(model: IntentModel) -> Dict[str, KindCount]:
    """What ``model`` makes of each kind of ``messages_held_out.jsonl``."""
    counts: Dict[str, KindCount] = {}
    for line in (FOLDER / "messages_held_out.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        move = _move(understand(entry["text"], model).intent)
        before = counts.get(entry["intent"], KindCount(0, 0))
        right = move in _RIGHT[entry["intent"]]
        counts[entry["intent"]] = KindCount(before.count + 1, before.right + right)
    return counts


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


def _move(intent: str) -> str:
    return _ASKED if intent.startswith("ask") or intent == "inform" else _MOVES.get(intent, "")


def _alarms(texts: List[str], model: IntentModel) -> int:
    return sum(understand(text, model).intent == DANGER for text in texts)


def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
