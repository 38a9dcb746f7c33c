"""What a citizen has said of the situation: typed facts, each with its bearer.

A fact travels from one procedure to the next within a conversation; the guide's own variables do not, because the
same variable means different things in different sheets (GUIDE-CORPUS, "The variables").
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fact:
    """``bearer.name = value``: ``self.residence = abroad``, ``child.age = 12``, ``passport.state = expired``.

    Bearers: self, partner, child, parent, relative, deceased, passport, identity_card, vehicle, driving_licence…
    Values are lower-case ASCII; numbers are written in digits.
    """

    bearer: str
    name: str
    value: str
