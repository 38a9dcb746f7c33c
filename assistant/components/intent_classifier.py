"""Rasa adapter: tells the dialogue act or the aspect asked about (``understanding``)."""

from __future__ import annotations

from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.components.intent_model import IntentModel, fit
from assistant.components.text import normalised
from assistant.components.understanding import understand
from assistant.components.word_vectors import WordVectors, from_spacy

_VECTORS, _MODEL = "word_vectors.npz", "intents.npz"
_RANKED = 5
_FIRST_WORDS = "bonjour"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent):  # type: ignore[misc]
    def __init__(self, storage: ModelStorage, resource: Resource, model: IntentModel | None = None) -> None:
        self._storage = storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentClassifier:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        with model_storage.read_from(resource) as folder:
            model = IntentModel.load(folder / _MODEL, WordVectors.load(folder / _VECTORS))
        understand(_FIRST_WORDS, model)  # reads and compiles the rules, so that no citizen waits for it
        return cls(model_storage, resource, model)

    def train(self, training_data: TrainingData) -> Resource:
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        texts = [normalised(example.get(TEXT)) for example in examples]
        vectors = from_spacy()
        self._model = fit(texts, [example.get(INTENT) for example in examples], vectors)
        with self._storage.write_to(self._resource) as folder:
            vectors.save(folder / _VECTORS)
            self._model.save(folder / _MODEL)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        if self._model is None:
            raise RuntimeError("The intent classifier has no model: train before serving (`guichet train`).")
        for message in messages:
            understood = understand(message.get(TEXT) or "", self._model)
            message.set(INTENT, _ranked(understood.intent, understood.confidence), add_to_output=True)
            ranking = [_ranked(name, share) for name, share in understood.ranking[:_RANKED]]
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages


def _ranked(name: str, confidence: float) -> Dict[Text, Any]:
    return {"name": name, "confidence": round(float(confidence), 4)}
