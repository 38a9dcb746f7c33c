"""What was said: one intent for a message of one or many sentences."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.components.certain import certain_intent
from assistant.components.intent_model import IntentModel
from assistant.components.text import normalised, sentences

# Words around a request, not the request: "Bonjour. Je déménage. Merci d'avance."
COURTESY = frozenset({"greet", "thanks", "goodbye"})
# Anything but a question takes the citizen off the subject: it must be surer than a question.
SURE_ENOUGH = 0.40
# Plain words of danger are told by rule (``certain``): without them, emergency numbers take more certainty.
SURE_ENOUGH_OF_DANGER = 0.65
_ASKING = ("ask", "inform")
_QUESTION_BONUS = 1.0


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
    order = np.argsort(-probabilities)
    ranking = tuple((model.intents[place], float(probabilities[place])) for place in order)
    return decided(ranking)


def decided(ranking: tuple[tuple[str, float], ...]) -> Understood:
    """The first of ``ranking``; but the first question in it, when the first is an act that is not sure enough."""
    best, confidence = ranking[0]
    if not _is_asking(best) and confidence < (SURE_ENOUGH_OF_DANGER if best == "crisis" else SURE_ENOUGH):
        best, confidence = next(((name, share) for name, share in ranking if _is_asking(name)), ranking[0])
    return Understood(best, confidence, ranking)


def _over_sentences(text: str, whole: str, model: IntentModel) -> npt.NDArray[np.float32]:
    """Probabilities of the whole message and of its sentences together; sentences that ask count double."""
    total = model.probabilities(whole)
    parts = sentences(text)
    if len(parts) < 2:
        return total
    each = [(part, model.probabilities(normalised(part))) for part in parts]
    telling = [pair for pair in each if model.intents[int(np.argmax(pair[1]))] not in COURTESY]
    for part, probabilities in telling or each:
        total = total + probabilities * (1 + _QUESTION_BONUS * ("?" in part))
    return np.asarray(total / total.sum(), dtype=np.float32)


def _is_asking(intent: str) -> bool:
    return intent.startswith(_ASKING)
