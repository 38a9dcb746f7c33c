from __future__ import annotations

import numpy as np
import pytest

from assistant.components.intent_model import IntentModel, fit
from assistant.components.text import normalised
from assistant.components.understanding import SURE_ENOUGH, decided, understand
from assistant.components.word_vectors import WordVectors

EXAMPLES = {
    "ask_cost": [
        "combien coûte un passeport",
        "prix de la carte grise",
        "c'est payant ?",
        "quel tarif pour la cantine",
    ],
    "ask_documents": [
        "quels papiers pour un passeport",
        "pièces à fournir",
        "quels justificatifs",
        "documents demandés",
    ],
    "greet": ["bonjour", "salut", "bonsoir madame", "bonjour à vous"],
    "insult": ["imbécile", "tu es stupide", "bande de nuls", "sale robot"],
}


@pytest.fixture(scope="module")
def vectors() -> WordVectors:
    """Words without any known vector: what is learnt here is learnt from words and cues."""
    return WordVectors(np.array([0], np.uint32), np.array([0], np.uint16), np.zeros((1, 4), np.float16))


@pytest.fixture(scope="module")
def model(vectors) -> IntentModel:
    texts = [normalised(text) for texts in EXAMPLES.values() for text in texts]
    intents = [intent for intent, texts in EXAMPLES.items() for _ in texts]
    return fit(texts, intents, vectors)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("cb coute le permi", "ask_cost"),
        ("quelles pièces pour le mariage", "ask_documents"),
        ("Bonjour !", "greet"),
        ("Bonjour. Quels documents faut-il pour le permis ? Salut.", "ask_documents"),
    ],
)
def test_the_subject_does_not_decide_the_intent(model, text, intent):
    assert understand(text, model).intent == intent


def test_danger_is_told_whatever_the_classifier_thinks(model):
    understood = understand("bonjour, combien coûte... mon mari me frappe", model)
    assert (understood.intent, understood.confidence) == ("crisis", 1.0)


def test_a_doubtful_act_is_read_as_a_question():
    understood = decided((("insult", SURE_ENOUGH - 0.01), ("greet", 0.3), ("ask_cost", 0.2)))
    assert (understood.intent, understood.confidence) == ("ask_cost", 0.2)


def test_a_sure_act_stays_what_it_is():
    assert decided((("insult", SURE_ENOUGH), ("ask_cost", 0.2))).intent == "insult"


def test_a_model_read_back_from_disk_gives_the_same_probabilities(model, vectors, tmp_path):
    model.save(tmp_path / "intents.npz")
    vectors.save(tmp_path / "vectors.npz")
    again = IntentModel.load(tmp_path / "intents.npz", WordVectors.load(tmp_path / "vectors.npz"))
    text = normalised("quel est le prix du passeport")
    assert again.intents == model.intents
    np.testing.assert_allclose(again.probabilities(text), model.probabilities(text), rtol=1e-5)


def test_the_same_examples_give_the_same_weights(model, vectors):
    texts = [normalised(text) for texts in EXAMPLES.values() for text in texts]
    again = fit(texts, [intent for intent, texts in EXAMPLES.items() for _ in texts], vectors)
    np.testing.assert_array_equal(again.coefficients, model.coefficients)


def test_a_message_of_a_thousand_strange_characters_is_understood_as_something(model):
    understood = understand("\u202e\x00😀 /{}" * 125, model)
    assert understood.intent in model.intents
