from __future__ import annotations

import asyncio

import pytest

from assistant.components.without_tensorflow import leave_out_neural_components

leave_out_neural_components()

from rasa.shared.core.domain import Domain  # noqa: E402
from rasa.shared.core.trackers import DialogueStateTracker  # noqa: E402
from rasa.shared.nlu.training_data.message import Message  # noqa: E402

from assistant.components.fact_extractor import FactExtractor  # noqa: E402
from assistant.components.forgetful_tracker_store import ForgetfulTrackerStore  # noqa: E402
from assistant.components.plain_words import LONGEST, plain_words  # noqa: E402
from assistant.components.state_reader import StateReader  # noqa: E402


def _message(text="bonjour", **data):
    return Message({"text": text, **data})


def test_facts_become_entities_whose_value_is_the_fact():
    message = _message("je vis à Londres")
    FactExtractor().process([message])
    assert [(entity["entity"], entity["value"]) for entity in message.get("entities")] == [
        ("fact", {"bearer": "self", "name": "residence", "value": "abroad"})
    ]


def test_the_state_becomes_flags_beside_the_facts():
    message = _message(entities=[{"entity": "fact"}], metadata={"state": {"pending": [{"label": "Oui"}]}})
    StateReader().process([message])
    assert [entity["entity"] for entity in message.get("entities")] == ["fact", "question_pending"]


@pytest.mark.parametrize("metadata", [None, {}, {"state": None}, {"state": "pending"}, "state", {"state": {}}])
def test_a_message_without_a_usable_state_has_no_flag(metadata):
    message = _message(metadata=metadata)
    StateReader().process([message])
    assert message.get("entities") == []


@pytest.mark.parametrize("command", ["/restart", " /back", "//session_start", '\u00a0/ask_cost{"x": "y"}', "\ufeff/x"])
def test_a_command_is_only_words(command):
    assert not plain_words(command).startswith("/")


def test_words_are_cut_before_they_cost_a_minute():
    assert len(plain_words("a" * 80_000)) == LONGEST


def test_the_tracker_store_keeps_nothing():
    async def saved_then_read():
        store = ForgetfulTrackerStore(Domain.empty())
        await store.save(DialogueStateTracker("someone", []))
        return await store.retrieve("someone"), list(await store.keys())

    assert asyncio.run(saved_then_read()) == (None, [])
