"""What was said: one intent for a message of one or many sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.components.certain import certain_intent
from assistant.components.cues import cues
from assistant.components.intent_model import IntentModel
from assistant.components.text import normalised, sentences, tokens

# Words around a request, not the request: "Bonjour. Je déménage. Merci d'avance."
COURTESY = frozenset({"greet", "thanks", "goodbye"})
# Anything but a question takes the citizen off the subject: it must be likelier than not.
SURE_ENOUGH = 0.50
# Plain words of danger are told by rule (``certain``). For the others, one chance in three is enough: the numbers come
# with the answer to whatever else was asked, so that a false alarm costs little and a missed one everything.
DANGER, SURE_ENOUGH_OF_DANGER = "crisis", 0.35
# A rule is overruled when no sentence sounds like danger at all, the message surely asks about something, and tells of
# the past or of nobody: "délai pour porter plainte pour viol". Never when somebody is spoken of: who asks whether a
# husband may do that is in danger.
NO_DANGER, SURELY_ASKED = 0.02, 0.8
PAST = "long_ago"
_SOMEBODY = re.compile(r"\b(?:j|je|m|me|moi|mon|ma|mes|nous|notre|nos|il|elle|ils|elles|son|sa|ses)\b")
# An insult within a complaint is answered as one: calmly.
INSULT, COMPLAINT, ENOUGH_OF_AN_INSULT = "insult", "complaint_bot", 0.2
_ASKING = ("ask", "inform")
_ASPECT = "ask_"
_QUESTION_BONUS = 1.0
_WHOLE_COUNTS = 2.0
_NOTHING = 1e-9
# A subject alone is said in a few words; whoever writes more than this asks something about it. And most who write more
# ask what to do or what they may do: the classifier learns as if all questions were as frequent. Two does best on our
# own whole messages, each judged by a model that had not seen it (0.70 without, 0.75 now, 0.73 with three).
_LONGEST_SUBJECT = 8
_COUNTS = {"ask": 0.3, "inform": 0.3, "ask_how": 2.0, "ask_eligibility": 2.0}


@dataclass(frozen=True)
class Understood:
    """``ranking``: intents with their confidence, best first; ``intent`` need not be its first (see ``understand``)."""

    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]


def understand(text: str, model: IntentModel) -> Understood:
    """The intent of ``text``. Doubtful acts are read as questions, which the search then judges by their subject."""
    whole = normalised(text)
    certain = certain_intent(whole)
    if certain and certain != DANGER:
        return Understood(certain, 1.0, ((certain, 1.0),))
    each = _of_each_sentence(text, whole, model)
    probabilities = _together(each, model.intents)
    if len(tokens(whole)) >= _LONGEST_SUBJECT:
        probabilities = _asking_something(probabilities, model.intents)
    order = np.argsort(-probabilities)
    ranking = tuple((model.intents[place], float(probabilities[place])) for place in order)
    if certain and not _only_sounds_like_danger(whole, ranking, max(_danger_in(one, model.intents) for _, one in each)):
        return Understood(DANGER, 1.0, ((DANGER, 1.0),))
    return decided(ranking)


def decided(ranking: tuple[tuple[str, float], ...]) -> Understood:
    """The first of ``ranking``. But danger needs no first place, and a doubtful act gives way to a question."""
    danger = dict(ranking).get(DANGER, 0.0)
    if danger >= SURE_ENOUGH_OF_DANGER:
        return Understood(DANGER, danger, ranking)
    best, confidence = ranking[0]
    insult = dict(ranking).get(INSULT, 0.0)
    if best == COMPLAINT and insult >= ENOUGH_OF_AN_INSULT:
        return Understood(INSULT, insult, ranking)
    if not _is_asking(best) and (best == DANGER or confidence < SURE_ENOUGH):
        best, confidence = next(((name, share) for name, share in ranking if _is_asking(name)), ranking[0])
    return Understood(best, confidence, ranking)


def _only_sounds_like_danger(whole: str, ranking: tuple[tuple[str, float], ...], danger: float) -> bool:
    """Whether words that a rule took for danger surely ask about the past, or about nobody in particular."""
    best, confidence = ranking[0]
    asked = danger < NO_DANGER and confidence >= SURELY_ASKED and best.startswith(_ASPECT)
    return asked and (PAST in cues(whole) or _SOMEBODY.search(whole) is None)


def _of_each_sentence(text: str, whole: str, model: IntentModel) -> list[tuple[str, npt.NDArray[np.float32]]]:
    """The whole message first, then each of its sentences when it has several, with their probabilities."""
    parts = sentences(text)
    alone = [(part, model.probabilities(normalised(part))) for part in parts] if len(parts) > 1 else []
    return [(whole, model.probabilities(whole)), *alone]


def _together(each: list[tuple[str, npt.NDArray[np.float32]]], intents: tuple[str, ...]) -> npt.NDArray[np.float32]:
    """Probabilities of the whole message and of its sentences together; sentences that ask count double."""
    (_, total), parts = each[0], each[1:]
    if not parts:
        return total
    total = total * _WHOLE_COUNTS
    telling = [pair for pair in parts if intents[int(np.argmax(pair[1]))] not in COURTESY]
    for part, probabilities in telling or parts:
        total = total + probabilities * (1 + _QUESTION_BONUS * ("?" in part))
    return np.asarray(total / total.sum(), dtype=np.float32)


def _danger_in(probabilities: npt.NDArray[np.float32], intents: tuple[str, ...]) -> float:
    return float(probabilities[intents.index(DANGER)]) if DANGER in intents else 0.0


def _asking_something(probabilities: npt.NDArray[np.float32], intents: tuple[str, ...]) -> npt.NDArray[np.float32]:
    """``probabilities`` of a message too long to name a subject alone. Only questions are weighed against one another:
    danger and the other acts stay as likely as they were."""
    counts = np.array([_COUNTS.get(name, 1.0) for name in intents], dtype=np.float32)
    asking = np.array([_is_asking(name) for name in intents])
    weighed = np.where(asking, probabilities * counts, 0.0)
    share = probabilities[asking].sum() / max(float(weighed.sum()), _NOTHING)
    return np.asarray(np.where(asking, weighed * share, probabilities), dtype=np.float32)


def _is_asking(intent: str) -> bool:
    return intent.startswith(_ASKING)
