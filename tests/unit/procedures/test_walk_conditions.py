import pytest

from procedures.model import AllOf, AnyOf, Condition, IsTrue, IsUndefined
from procedures.walk.conditions import evaluate, variables_of

KNOWN = {"yes": True, "no": False}


@pytest.mark.parametrize(
    ("condition", "value"),
    [
        (None, True),
        (IsTrue("yes"), True),
        (IsTrue("no"), False),
        (IsTrue("other"), None),
        (IsUndefined("yes"), False),
        (IsUndefined("other"), None),
        (AnyOf((IsTrue("no"), IsTrue("yes"))), True),
        (AnyOf((IsTrue("no"), IsTrue("other"))), None),
        (AnyOf((IsTrue("no"), IsTrue("no"))), False),
        (AllOf((IsTrue("yes"), IsTrue("other"))), None),
        (AllOf((IsTrue("no"), IsTrue("other"))), False),
        (AllOf((IsTrue("yes"), AnyOf((IsTrue("yes"), IsTrue("other"))))), True),
    ],
)
def test_a_condition_is_true_false_or_not_known(condition: Condition | None, value: bool | None) -> None:
    assert evaluate(condition, KNOWN) is value


def test_every_variable_of_a_condition_is_found() -> None:
    assert variables_of(AllOf((IsTrue("a"), AnyOf((IsUndefined("b"), IsTrue("c")))))) == {"a", "b", "c"}
