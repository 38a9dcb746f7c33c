"""What all skills share: read the message, let the brain decide, send one reply."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker  # type: ignore[import-untyped]
from rasa_sdk.executor import CollectingDispatcher  # type: ignore[import-untyped]

from actions.brain import Brain
from actions.understood import aspects_told, said, state_of
from procedures.dialogue import Move, Reply, Said, State
from procedures.reply import to_wire
from procedures.wire import to_python


class Skill(Action):  # type: ignore[misc]
    """One move of the dialogue model. Its name in the domain is ``action_`` and the move's."""

    move: ClassVar[Move]

    def __init__(self, brain: Brain) -> None:
        self._brain = brain

    def name(self) -> str:
        return f"action_{self.move.value}"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: Any) -> list[dict[str, Any]]:
        """Sends one message; keeps nothing in the tracker, which is thrown away after the turn."""
        message = tracker.latest_message
        act = said(message, self.move)
        # Reading and searching take tens of milliseconds of a processor: other citizens' turns go on meanwhile.
        act = await asyncio.to_thread(self._brain.reread, act, aspects_told(message))
        state, reply = await asyncio.to_thread(self._brain.decide, state_of(message), act)
        dispatcher.utter_message(json_message=as_message(act, state, reply))
        return []


def as_message(act: Said, state: State, reply: Reply) -> dict[str, Any]:
    """``{"reply", "state", "understood"}``, as the api reads it."""
    return {
        "reply": to_wire(reply, today=date.today()),  # noqa: DTZ011 - the town's own day, as its clock says
        "state": to_python(state),
        "understood": {
            "intent": act.intent,
            "confidence": act.confidence,
            "aspect": act.aspect.value if act.aspect else None,
            "move": act.move.value,
        },
    }
