"""Two slow spots of Rasa 3.6.21, replaced: together they were two thirds of a turn (docs/decisions/0003).

Rasa compiles the JSON schema of an action's reply afresh at each call, and walks all subclasses of ``Event`` for each
event that it reads. Here the schema is compiled once and the classes are found in a table. Pinned by a test.
"""

from __future__ import annotations

from typing import Any, Dict, Optional, Text, Type

from jsonschema import Draft7Validator
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event
from rasa.shared.utils.common import all_subclasses

RASA_VERSION = "3.6.21"

_validator = Draft7Validator(RemoteAction.action_response_format_spec())
_events: Dict[Text, Type[Event]] = {}


def make_rasa_faster() -> None:
    """Replaces both, for the whole process."""
    for event_class in reversed(all_subclasses(Event)):
        _events[event_class.type_name] = event_class
    RemoteAction._validate_action_result = _validate_action_result
    Event.resolve_by_type = staticmethod(_resolve_by_type)


def _validate_action_result(self: RemoteAction, result: Dict[Text, Any]) -> bool:
    """Raises ``jsonschema.ValidationError`` when the action server's reply is not in the agreed form."""
    _validator.validate(result)
    return True


def _resolve_by_type(type_name: Text, default: Optional[Type[Event]] = None) -> Optional[Type[Event]]:
    found = _events.get(type_name, default)
    if found is None:
        raise ValueError(f"Unknown event name '{type_name}'.")
    return found
