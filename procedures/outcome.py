"""What walking a procedure gives: an answer, the one question that matters next, or another place to go.

These are the values that ``walk.resolve`` returns and that ``reply`` turns into the HTTP contract.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from procedures.facts import Fact
from procedures.model import Aspect, Definition, LegalReference, Office, Origin, Reference, Section, Service


@dataclass(frozen=True)
class Given:
    """All that is known when a walk begins.

    ``answers`` maps the id of a choice of this procedure to the ids of the options that still hold: options merged
    because they gave the same for one aspect stay together until another aspect tells them apart. ``variables`` are
    those set by the guided search that led here or by the sheet's own questionnaire. ``words`` are the citizen's own,
    to find the chapter that fits; ``section`` is the id of a chapter asked for by name.
    """

    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    variables: Mapping[str, bool] = field(default_factory=dict)
    words: str = ""
    section: str | None = None


class Deed(StrEnum):
    """What a click does when it is more than going somewhere."""

    BACK = "back"  # to a question answered before
    CHANGE = "change"  # opens the choice of the step's one fact again
    THEMES = "themes"
    CHAPTERS = "chapters"  # of the subject
    SEARCH = "search"  # for the step's words, said before
    PERSON = "person"
    SIMPLER = "simpler"  # the answer that the step leads to, in fewer words
    NOT_USEFUL = "not_useful"  # the answer that the step leads to; then, why:
    NOT_MY_SITUATION = "not_my_situation"
    INCOMPLETE = "incomplete"
    WRONG = "wrong"


@dataclass(frozen=True)
class Step:
    """Somewhere a click leads: a subject (procedure, dossier or theme), an aspect, and the choices already made.

    Complete in itself, so that a button clicked an hour later walks again from there.
    """

    subject: str = ""  # public id of a procedure, dossier or theme; none for some deeds
    aspect: Aspect | None = None
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    variables: Mapping[str, bool] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()  # what this click says of the person
    section: str | None = None  # a chapter asked for by name
    forgets: tuple[str, ...] = ()  # facts that no longer hold: "self.residence"
    page: int = 0  # of a list of choices, or of an answer, too long for one message
    words: str = ""  # to search with, or to find the chapter that fits
    deed: Deed | None = None


@dataclass(frozen=True)
class Offer:
    """A button: what it says and where it leads."""

    label: str
    step: Step


@dataclass(frozen=True)
class ProcedureHeader:
    id: str
    title: str
    url: str
    publisher: str
    verified_on: date | None
    origin: Origin


@dataclass(frozen=True)
class DocumentItem:
    """One box to tick. "L'un des documents suivants" is one item whose ``details`` are the alternatives."""

    label: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fee:
    label: str
    text: str
    amount: Decimal | None = None  # euros


@dataclass(frozen=True)
class Delay:
    label: str
    text: str


@dataclass(frozen=True)
class Form:
    title: str
    number: str
    url: str


@dataclass(frozen=True)
class Answer:
    """What the base says for this person and aspect. ``sections`` hold only the branches that apply."""

    procedure: ProcedureHeader
    aspect: Aspect | None
    path: tuple[str, ...]  # labels chosen, by the citizen or by facts
    facts: tuple[Fact, ...]  # facts that chose a branch
    sections: tuple[Section, ...]
    documents: tuple[DocumentItem, ...] = ()
    fees: tuple[Fee, ...] = ()
    delays: tuple[Delay, ...] = ()
    caution: str = ""
    services: tuple[Service, ...] = ()
    forms: tuple[Form, ...] = ()
    offices: tuple[Office, ...] = ()
    legal: tuple[LegalReference, ...] = ()
    related: tuple[Reference, ...] = ()
    definitions: tuple[Definition, ...] = ()  # of the terms and acronyms that the chapters shown use
    chapters: tuple[Offer, ...] = ()  # other aspects and chapters of the same procedure


@dataclass(frozen=True)
class Question:
    """The one question whose reply changes the answer."""

    prompt: str
    choices: tuple[Offer, ...]
    subject: str  # public id of the procedure or dossier being walked
    title: str
    aspect: Aspect | None
    path: tuple[str, ...] = ()
    help: str = ""
    choice_id: str = ""
    by_place: bool = False  # too many places for buttons: a postcode or commune settles it


Outcome = Answer | Question | Step  # a Step: the walk goes on elsewhere (end of a guided search, leaf of a dossier)
