"""Rasa without its neural components, and so without TensorFlow.

Rasa imports every component it ships as soon as it starts, and six of them bring TensorFlow: 1.6 GB on disk, 5 s and
300 MB in memory for code that this assistant does not use (docs/decisions/0003-intent-classifier.md). Here each of
those modules is replaced by an empty one, before Rasa is imported, whose names stand for the absent classes.
Pinned to Rasa 3.6.21 by a test.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Dict, Tuple

ABSENT: Dict[str, Tuple[str, ...]] = {
    "rasa.core.policies.ted_policy": ("TEDPolicy",),
    "rasa.core.policies.unexpected_intent_policy": ("UnexpecTEDIntentPolicy",),
    "rasa.nlu.classifiers.diet_classifier": ("DIETClassifier",),
    "rasa.nlu.classifiers.logistic_regression_classifier": ("LogisticRegressionClassifier",),
    "rasa.nlu.classifiers.sklearn_intent_classifier": ("SklearnIntentClassifier",),
    "rasa.nlu.extractors.crf_entity_extractor": ("CRFEntityExtractor", "CRFEntityExtractorOptions"),
    "rasa.nlu.featurizers.dense_featurizer.convert_featurizer": ("ConveRTFeaturizer",),
    "rasa.nlu.featurizers.dense_featurizer.lm_featurizer": ("LanguageModelFeaturizer",),
    "rasa.nlu.selectors.response_selector": ("ResponseSelector",),
    "rasa.utils.tensorflow.callback": ("RasaModelCheckpoint", "RasaTrainingLogger"),
    "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator", "RasaDataGenerator"),
}


def leave_out_neural_components() -> None:
    """Call before the first import of Rasa. Raises ``RuntimeError`` when it comes too late."""
    late = sorted(name for name in ABSENT if name in sys.modules and not hasattr(sys.modules[name], "left_out"))
    if late:
        raise RuntimeError(f"{late[0]} is already imported; call leave_out_neural_components() before importing rasa")
    for name, classes in ABSENT.items():
        module = ModuleType(name, "Left out: needs TensorFlow.")
        module.left_out = True  # type: ignore[attr-defined]
        for class_name in classes:
            setattr(module, class_name, type(class_name, (), {"__module__": name}))
        sys.modules[name] = module
