"""Facts as a citizen reads them."""

from __future__ import annotations

from procedures.facts import Fact, display


def labelled(fact: Fact) -> dict[str, str]:
    """``{"label", "value"}`` of a fact, in French."""
    label, value = display(fact)
    return {"label": label, "value": value}
