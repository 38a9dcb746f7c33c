"""What we replace inside Rasa is only known to fit one version of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import rasa
from jsonschema import ValidationError

from assistant.components.without_tensorflow import ABSENT, leave_out_neural_components

leave_out_neural_components()
from rasa.engine.graph import GraphComponent  # noqa: E402 -- Rasa cannot be imported before

from assistant.components import faster_rasa  # noqa: E402

ROOT = Path(__file__).resolve().parents[3]
REPLY = {"events": [], "responses": [{"custom": {"text": "bonjour"}}]}

STARTS_WITHOUT_TENSORFLOW = """
import sys
from assistant.components.without_tensorflow import leave_out_neural_components
leave_out_neural_components()
import rasa.core.run, rasa.model_training
from rasa.engine.recipes.default_components import DEFAULT_COMPONENTS
sys.exit("tensorflow" in sys.modules)
"""


def test_the_version_is_the_one_that_was_read():
    assert rasa.__version__ == faster_rasa.RASA_VERSION


def test_rasa_is_imported_without_tensorflow():
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", STARTS_WITHOUT_TENSORFLOW], cwd=ROOT, check=False, timeout=120
    )
    assert done.returncode == 0


def test_modules_left_out_exist_in_this_version():
    home = Path(rasa.__file__).parent
    missing = [name for name in ABSENT if not home.joinpath(*name.split(".")[1:]).with_suffix(".py").is_file()]
    assert missing == []


def test_leaving_out_too_late_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "rasa.core.policies.ted_policy", rasa)
    with pytest.raises(RuntimeError, match="already imported"):
        leave_out_neural_components()


def test_replies_of_actions_are_checked_as_before():
    from rasa.core.actions.action import RemoteAction

    action = RemoteAction("action_answer", None)
    assert RemoteAction._validate_action_result(action, REPLY)
    faster_rasa.make_rasa_faster()
    assert RemoteAction._validate_action_result(action, REPLY)
    with pytest.raises(ValidationError):
        RemoteAction._validate_action_result(action, {"events": "none"})


def test_events_are_found_as_before():
    from rasa.shared.core.events import Event, SlotSet, UserUttered

    faster_rasa.make_rasa_faster()
    assert Event.resolve_by_type("slot") is SlotSet
    assert Event.resolve_by_type("user") is UserUttered
    with pytest.raises(ValueError, match="Unknown event"):
        Event.resolve_by_type("no such event")


class Doubling(GraphComponent):
    """The smallest component: what a graph computes with it can be told by hand."""

    @classmethod
    def create(cls, config, model_storage, resource, execution_context):
        return cls()

    def double(self, number):
        return 2 * number

    def add(self, left, right):
        return left + right


def runner():
    from rasa.engine.graph import ExecutionContext, GraphSchema, SchemaNode
    from rasa.engine.runner.dask import DaskGraphRunner

    def node(fn, **needs):
        return SchemaNode(needs=needs, uses=Doubling, fn=fn, constructor_name="create", config={}, is_target=False)

    nodes = {
        "sum": node("add", left="twice", right="four_times"),
        "four_times": node("double", number="twice"),
        "twice": node("double", number="given"),
        "unneeded": node("double", number="nothing gives this"),
    }
    return DaskGraphRunner.create(GraphSchema(nodes), None, ExecutionContext(GraphSchema(nodes)))


def test_the_graph_gives_the_same_as_before():
    from rasa.engine.runner.dask import DaskGraphRunner

    graph, before = runner(), DaskGraphRunner.run
    expected = before(graph, inputs={"given": 5}, targets=["sum", "twice"])
    faster_rasa.make_rasa_faster()
    assert graph.run(inputs={"given": 5}, targets=["sum", "twice"]) == expected == {"sum": 30, "twice": 10}
    assert graph.run(inputs={"given": 1}, targets=["sum", "twice"]) == {"sum": 6, "twice": 2}


def test_an_input_cannot_stand_for_a_node():
    faster_rasa.make_rasa_faster()
    from rasa.engine.exceptions import GraphRunError

    with pytest.raises(GraphRunError, match="twice"):
        runner().run(inputs={"given": 5, "twice": 1}, targets=["sum"])


def test_a_node_without_its_input_is_an_error():
    faster_rasa.make_rasa_faster()
    from rasa.engine.exceptions import GraphRunError

    with pytest.raises(GraphRunError, match="Missing input"):
        runner().run(inputs={}, targets=["twice"])
