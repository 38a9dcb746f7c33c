"""What is said of a whole sheet or of a part of it: for whom, which question it answers, who says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Audience(StrEnum):
    """Whom a procedure is for. An id of the guide may exist for several audiences, with other content."""

    INDIVIDUALS = "particuliers"
    PROFESSIONALS = "professionnels"
    ASSOCIATIONS = "associations"


class Aspect(StrEnum):
    """The kind of question that a section answers, and that a citizen asks."""

    DOCUMENTS = "documents"
    COST = "cost"  # what one pays
    AMOUNT = "amount"  # what one receives
    DELAY = "delay"
    WHERE = "where"
    HOW = "how"
    ELIGIBILITY = "eligibility"
    ONLINE = "online"
    VALIDITY = "validity"
    CONTACT = "contact"
    STATUS = "status"  # how to follow one's file
    APPEAL = "appeal"
    DEFINITION = "definition"


class Origin(StrEnum):
    """Where a procedure comes from; decides what ``GUICHET_CONTENT`` keeps."""

    OFFICIAL = "official"
    OWN = "own"
    DEMONSTRATION = "demonstration"  # about the fictional town: never served once a real town has its sheet


@dataclass(frozen=True)
class CrossCheck:
    """A second page that was read about the same facts. ``day``: the page's own date, or the day it was read when it
    bears none. ``difference``: where it does not say the same, in French; empty when the two agree."""

    name: str
    url: str
    day: date
    difference: str = ""

    @property
    def agrees(self) -> bool:
        return not self.difference


@dataclass(frozen=True)
class Source:
    """Who says so, where, and the day on which the statement was last checked."""

    name: str
    url: str
    verified_on: date | None
    cross_check: CrossCheck | None = None
