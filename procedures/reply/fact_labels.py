"""Facts as a citizen reads them."""

from __future__ import annotations

from procedures.facts import Fact


def labelled(fact: Fact) -> dict[str, str]:
    """``{"label", "value"}`` of a fact, in French."""
    return {"label": fact.name, "value": fact.value}
