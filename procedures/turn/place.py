"""The place that a message names, as one more fact of what was said."""

from __future__ import annotations

from dataclasses import replace

from procedures.dialogue import Said
from procedures.walk import place_in


def with_place(said: Said) -> Said:
    """``said`` with any place it names: for a reply, where "Cher" or "Nord" can hardly be anything else."""
    place = place_in(said.words)
    return replace(said, facts=(*said.facts, place)) if place else said


def with_postcode(said: Said) -> Said:
    """``said`` with the postcode it holds: in a question, a town may be anybody's, and "cher" a price."""
    place = place_in(said.words)
    return replace(said, facts=(*said.facts, place)) if place and place.name == "postcode" else said
