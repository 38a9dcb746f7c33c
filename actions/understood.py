"""What Rasa understood of the latest message, as a dialogue act."""

from __future__ import annotations

from typing import Any

from procedures.dialogue import Move, Said, State
from procedures.facts import Fact
from procedures.model import Aspect
from procedures.wire import from_python

# Rasa keeps some intent names for commands of its own ("restart"); ours has another, and means the same to the brain.
_NAMED_OTHERWISE = {"start_over": "restart"}
_ASKING = "ask_"
# Who asks where his own file stands asks for its status, whatever can be said of it.
_ASKING_TOO = {"status_file": Aspect.STATUS}


def said(message: dict[str, Any], move: Move) -> Said:
    """The act that Rasa's ``latest_message`` holds, done with ``move``."""
    intent = message.get("intent") or {}
    name = str(intent.get("name") or "ask")
    return Said(
        words=str(message.get("text") or ""),
        move=move,
        intent=_NAMED_OTHERWISE.get(name, name),
        confidence=float(intent.get("confidence") or 0.0),
        aspect=_aspect(name),
        facts=tuple(_facts(message.get("entities") or ())),
    )


def aspects_told(message: dict[str, Any]) -> dict[Aspect, float]:
    """How likely the words alone make each aspect, of those among the likeliest intents."""
    ranking = message.get("intent_ranking") or ()
    told = ((_aspect(str(one.get("name"))), float(one.get("confidence") or 0.0)) for one in ranking if _asks(one))
    return {aspect: confidence for aspect, confidence in told if aspect}


def state_of(message: dict[str, Any]) -> State:
    """The conversation's state that came along with the message; an empty one when none did.

    Raises ``cattrs.BaseValidationError`` when it is not what the api writes.
    """
    sent = (message.get("metadata") or {}).get("state")
    state: State = from_python(State, sent or {})
    return state


def _asks(intent: dict[str, Any]) -> bool:
    return str(intent.get("name")).startswith(_ASKING)


def _aspect(intent: str) -> Aspect | None:
    return Aspect(intent.removeprefix(_ASKING)) if intent.startswith(_ASKING) else _ASKING_TOO.get(intent)


def _facts(entities: Any) -> list[Fact]:
    stated = (entity["value"] for entity in entities if entity.get("entity") == "fact")
    return [Fact(fact["bearer"], fact["name"], fact["value"]) for fact in stated]
