"""What is said and done in a conversation: acts in, replies out, and the small state in between.

All three are plain values that travel as JSON between the api, Rasa and the action server (``wire``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from procedures.facts import Fact
from procedures.model import Aspect
from procedures.outcome import Answer, Offer, Question, Step


class Move(StrEnum):
    """What the dialogue model chose to do with what was said; one action of the domain each."""

    ANSWER = "answer"  # a question, or words to search with
    CHOOSE = "choose"  # a reply to the question pending
    BROWSE = "browse"  # themes, dossiers
    CARE = "care"  # danger: numbers first
    REPAIR = "repair"  # not understood, out of scope, complaint about the bot
    HAND_OVER = "hand_over"
    SMALL_TALK = "small_talk"


@dataclass(frozen=True)
class Said:
    """Words, as understood. ``intent`` is the dialogue act or ``ask``; ``words`` are masked of personal data."""

    words: str
    move: Move
    intent: str
    confidence: float = 1.0
    aspect: Aspect | None = None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Chose:
    """A button was clicked."""

    offer: Offer


@dataclass(frozen=True)
class Opened:
    """A conversation begins, on a procedure or dossier if the page says which.

    ``kept_days``: how long it is kept, which the first words tell.
    """

    step: Step | None = None
    kept_days: int | None = None


Act = Said | Chose | Opened


@dataclass(frozen=True)
class State:
    """All that the brain remembers of a conversation; a few hundred bytes of JSON."""

    subject: str | None = None  # public id of a procedure or dossier
    aspect: Aspect | None = None
    facts: tuple[Fact, ...] = ()
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # for ``subject`` only
    variables: Mapping[str, bool] = field(default_factory=dict)  # for ``subject`` only
    section: str | None = None  # the chapter of ``subject`` asked for by name
    words: str = ""  # the question under way, when it is still being settled
    pending: tuple[Offer, ...] = ()  # what was last offered as choices of a question
    asked: Step | None = None  # asks the question pending again, when it is not the walk's next one
    trail: tuple[Step, ...] = ()  # the questions answered on the way here, oldest first
    past: tuple[Step, ...] = ()  # the subjects left for another, oldest first, where they were left
    more: Step | None = None  # to the next part of the answer just given, when it was long
    last_answer: str = ""  # a mark of it, so that it is not said twice in a row
    last_said: str = ""  # a mark of the last message, and how many times it came in a row
    times_said: int = 0
    failures: int = 0  # misunderstandings in a row
    last_move: str = ""  # so that the same repair is never made twice in a row
    told: tuple[str, ...] = ()  # what is said once in a conversation and has been: terms explained, a calm word…


class Decision(StrEnum):
    """What a turn came to; the vocabulary of the evaluation."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    HANDOFF = "handoff"
    CRISIS = "crisis"
    SMALL_TALK = "smalltalk"
    FALLBACK = "fallback"


@dataclass(frozen=True)
class Candidate:
    """A procedure thought to be meant (never a dossier nor a guided search), with a score from 0 to 1."""

    id: str
    score: float


@dataclass(frozen=True)
class Handoff:
    """A person is needed; the api, which owns the conversation, carries it out."""

    reason: str
    summary: str


@dataclass(frozen=True)
class HelpLine:
    """A number to call in danger: who answers, and when. The call is free."""

    number: str
    says: str
    hours: str


@dataclass(frozen=True)
class Reply:
    """One assistant message. ``text`` alone is always a complete rendering in plain words.

    ``closing`` comes after the content: the question that an aside had left open. ``changes`` lead from a fact shown
    ("self.residence") to its correction. ``report``: what the citizen found wrong with the last answer, for editors.
    """

    decision: Decision
    text: str
    content: Answer | Question | None = None
    suggestions: tuple[Offer, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    handoff: Handoff | None = None
    closing: str = ""
    back: Offer | None = None  # to the question answered before
    changes: Mapping[str, Offer] = field(default_factory=dict)
    report: str = ""
    help_lines: tuple[HelpLine, ...] = ()  # in danger: to press rather than to type
    language: str = ""  # of ``text`` when it is not French: "ar", "en"…
