"""Whether someone is in danger, told without the dialogue model: it may be away, or a person may own the conversation.

The rules are those that the dialogue model goes by before any learning (``assistant/components/certain.yaml``), beside
those of the knowledge base (``procedures/turn/help_lines.yaml``), which say whom to call. Each is written once.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.components.certain import certain_intent
from assistant.components.text import normalised
from procedures.dialogue import Move, Said
from procedures.turn import FirstAid, first_aid, read_unaided, surely_first_aid

_CRISIS = "crisis"


def whom_to_call(words: str) -> FirstAid | None:
    """None when ``words`` tell of no danger."""
    return first_aid(words) or (surely_first_aid(words) if _surely_tells_of_danger(words) else None)


def read_alone(words: str) -> Said:
    """What ``words`` certainly are, without the dialogue model: danger first, as it would have seen it."""
    said = read_unaided(words)
    return replace(said, move=Move.CARE, intent=_CRISIS) if _surely_tells_of_danger(words) else said


def _surely_tells_of_danger(words: str) -> bool:
    return certain_intent(normalised(words)) == _CRISIS
