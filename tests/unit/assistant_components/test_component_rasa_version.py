"""What we replace inside Rasa is only known to fit one version of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import rasa
from jsonschema import ValidationError

from assistant.components import faster_rasa
from assistant.components.without_tensorflow import ABSENT, leave_out_neural_components

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
    leave_out_neural_components()
    from rasa.core.actions.action import RemoteAction

    action = RemoteAction("action_answer", None)
    assert RemoteAction._validate_action_result(action, REPLY)
    faster_rasa.make_rasa_faster()
    assert RemoteAction._validate_action_result(action, REPLY)
    with pytest.raises(ValidationError):
        RemoteAction._validate_action_result(action, {"events": "none"})


def test_events_are_found_as_before():
    leave_out_neural_components()
    from rasa.shared.core.events import Event, SlotSet, UserUttered

    faster_rasa.make_rasa_faster()
    assert Event.resolve_by_type("slot") is SlotSet
    assert Event.resolve_by_type("user") is UserUttered
    with pytest.raises(ValueError, match="Unknown event"):
        Event.resolve_by_type("no such event")
