"""Three slow spots of Rasa 3.6.21, replaced: together they were three quarters of a turn (docs/decisions/0003).

Rasa compiles the JSON schema of an action's reply afresh at each call, walks all subclasses of ``Event`` for each event
that it reads, and plans its graph anew with dask three times a turn. Here the schema is compiled once, the classes are
found in a table, and the graph is run in an order worked out once. Pinned by tests.
"""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Text, Tuple, Type

from jsonschema import Draft7Validator
from rasa.core.actions.action import RemoteAction
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import Event
from rasa.shared.utils.common import all_subclasses

RASA_VERSION = "3.6.21"

_validator = Draft7Validator(RemoteAction.action_response_format_spec())
_events: Dict[Text, Type[Event]] = {}


def make_rasa_faster() -> None:
    """Replaces all three, for the whole process. Call it before a model is loaded."""
    for event_class in reversed(all_subclasses(Event)):
        _events[event_class.type_name] = event_class
    RemoteAction._validate_action_result = _validate_action_result
    Event.resolve_by_type = staticmethod(_resolve_by_type)
    DaskGraphRunner.run = _run_in_order


def _validate_action_result(self: RemoteAction, result: Dict[Text, Any]) -> bool:
    """Raises ``jsonschema.ValidationError`` when the action server's reply is not in the agreed form."""
    _validator.validate(result)
    return True


def _resolve_by_type(type_name: Text, default: Optional[Type[Event]] = None) -> Optional[Type[Event]]:
    found = _events.get(type_name, default)
    if found is None:
        raise ValueError(f"Unknown event name '{type_name}'.")
    return found


def _run_in_order(
    self: DaskGraphRunner, inputs: Optional[Dict[Text, Any]] = None, targets: Optional[List[Text]] = None
) -> Dict[Text, Any]:
    """What the nodes ``targets`` (of the schema by default) give for ``inputs``, each node they need run once.

    Raises ``GraphRunError`` when an input has the name of a node.
    """
    wanted = tuple(targets or self._graph_schema.target_names)
    done: Dict[Text, Tuple[Text, Any]] = {name: (name, value) for name, value in (inputs or {}).items()}
    order = _order_of(self, wanted)
    if clashing := set(done).intersection(order):
        raise GraphRunError(f"Inputs with the name of a node: {sorted(clashing)}.")
    for name in order:
        needs = self._graph_schema.nodes[name].needs.values()
        done[name] = self._instantiated_nodes[name](*(done.get(need, need) for need in needs))
    return dict(done[name] for name in wanted)


def _order_of(runner: DaskGraphRunner, targets: Tuple[Text, ...]) -> List[Text]:
    """Every node that ``targets`` need and they themselves, each after those it needs. Kept on the runner."""
    orders: Dict[Tuple[Text, ...], List[Text]] = runner.__dict__.setdefault("_orders", {})
    if targets not in orders:
        needed = runner._graph_schema.minimal_graph_schema(list(targets)).nodes
        order: Dict[Text, None] = {}

        def visit(name: Text) -> None:
            if name in needed and name not in order:
                for need in needed[name].needs.values():
                    visit(need)
                order[name] = None

        for target in targets:
            visit(target)
        orders[targets] = list(order)
    return orders[targets]
