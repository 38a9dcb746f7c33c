"""Rasa adapter: what the conversation's state, sent along with each message, tells the rules."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message

from assistant.components.conversation_state import flags


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class StateReader(GraphComponent):  # type: ignore[misc]
    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> StateReader:
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            found = [{"entity": name, "value": True, "extractor": "StateReader"} for name in _flags_of(message)]
            message.set(ENTITIES, [*message.get(ENTITIES, []), *found], add_to_output=True)
        return messages


def _flags_of(message: Message) -> List[Text]:
    metadata = message.get("metadata")
    state = metadata.get("state") if isinstance(metadata, Mapping) else None
    return flags(state if isinstance(state, Mapping) else {})
