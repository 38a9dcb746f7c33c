"""What was said: one intent for a message of one or many sentences."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.components.certain import certain_intent
from assistant.components.intent_model import IntentModel
from assistant.components.text import normalised, sentences, tokens

# Words around a request, not the request: "Bonjour. Je déménage. Merci d'avance."
COURTESY = frozenset({"greet", "thanks", "goodbye"})
# Anything but a question takes the citizen off the subject: it must be surer than a question.
SURE_ENOUGH = 0.40
# Plain words of danger are told by rule (``certain``). For the others, one chance in five is enough: the numbers come
# with the answer to whatever else was asked, so that a false alarm costs little and a missed one everything.
DANGER, SURE_ENOUGH_OF_DANGER = "crisis", 0.22
_ASKING = ("ask", "inform")
_QUESTION_BONUS = 1.0
_WHOLE_COUNTS = 2.0
# A subject alone is said in a few words; whoever writes more than this asks something about it.
_LONGEST_SUBJECT = 12
_SUBJECTS, _SUBJECT_COUNTS = ("ask", "inform"), 0.3


@dataclass(frozen=True)
class Understood:
    """``ranking``: intents with their confidence, best first; ``intent`` need not be its first (see ``understand``)."""

    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]


def understand(text: str, model: IntentModel) -> Understood:
    """The intent of ``text``. Doubtful acts are read as questions, which the search then judges by their subject."""
    whole = normalised(text)
    if certain := certain_intent(whole):
        return Understood(certain, 1.0, ((certain, 1.0),))
    probabilities = _over_sentences(text, whole, model)
    if len(tokens(whole)) >= _LONGEST_SUBJECT:
        probabilities = _asking_something(probabilities, model.intents)
    order = np.argsort(-probabilities)
    ranking = tuple((model.intents[place], float(probabilities[place])) for place in order)
    return decided(ranking)


def decided(ranking: tuple[tuple[str, float], ...]) -> Understood:
    """The first of ``ranking``. But danger needs no first place, and a doubtful act gives way to a question."""
    danger = dict(ranking).get(DANGER, 0.0)
    if danger >= SURE_ENOUGH_OF_DANGER:
        return Understood(DANGER, danger, ranking)
    best, confidence = ranking[0]
    if not _is_asking(best) and (best == DANGER or confidence < SURE_ENOUGH):
        best, confidence = next(((name, share) for name, share in ranking if _is_asking(name)), ranking[0])
    return Understood(best, confidence, ranking)


def _over_sentences(text: str, whole: str, model: IntentModel) -> npt.NDArray[np.float32]:
    """Probabilities of the whole message and of its sentences together; sentences that ask count double."""
    parts = sentences(text)
    total = model.probabilities(whole)
    if len(parts) < 2:
        return total
    total = total * _WHOLE_COUNTS
    each = [(part, model.probabilities(normalised(part))) for part in parts]
    telling = [pair for pair in each if model.intents[int(np.argmax(pair[1]))] not in COURTESY]
    for part, probabilities in telling or each:
        total = total + probabilities * (1 + _QUESTION_BONUS * ("?" in part))
    return np.asarray(total / total.sum(), dtype=np.float32)


def _asking_something(probabilities: npt.NDArray[np.float32], intents: tuple[str, ...]) -> npt.NDArray[np.float32]:
    """``probabilities`` of a message too long to name a subject alone."""
    counts = np.array([_SUBJECT_COUNTS if name in _SUBJECTS else 1.0 for name in intents], dtype=np.float32)
    weighed = probabilities * counts
    return np.asarray(weighed / weighed.sum(), dtype=np.float32)


def _is_asking(intent: str) -> bool:
    return intent.startswith(_ASKING)
