"""The short address of an answer: the procedure, the aspect, and a mark for each case chosen on the way.

Nothing of the person is in it, and nothing is stored for it: the walk is made again each time, so that it still works
at the counter, next month, and after the conversation was erased. Where the sheet has changed since, it stops at the
question that the marks no longer settle.
"""

from __future__ import annotations

import re
from base64 import b32encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from procedures.catalogue import Catalogue
from procedures.dialogue import Chose, Opened, Reply, State
from procedures.model import Aspect
from procedures.outcome import Offer, Question, Step
from procedures.search import Search
from procedures.turn import advance

OVERVIEW = "tout"  # stands for the aspect when all is asked for
_MARK_LENGTH = 4
_MOST_QUESTIONS = 12
_MARKS = re.compile(rf"[a-z2-7]{{{_MARK_LENGTH}}}")


def path_of(payload: Mapping[str, Any]) -> str:
    """``F1344/documents/k7m3-9ab2`` for the payload of an answer; ``F1344/documents`` when nothing was chosen."""
    aspect = payload.get("aspect") or OVERVIEW
    marks = "-".join(mark(label) for label in payload.get("path", ()))
    return "/".join(part for part in (quote(str(payload["procedure"]["id"]), safe="@"), aspect, marks) if part)


def mark(label: str) -> str:
    """Four letters and digits that stand for the label of a case."""
    folded = " ".join(label.split()).casefold()
    return b32encode(sha256(folded.encode()).digest()).decode()[:_MARK_LENGTH].lower()


def marks_in(text: str) -> tuple[str, ...]:
    """Those that an address carries; what is none is left out."""
    return tuple(part for part in text.split("-") if _MARKS.fullmatch(part))


def answer_at(
    procedure: str, aspect: Aspect | None, marks: Iterable[str], *, catalogue: Catalogue, search: Search
) -> Reply:
    """What the address leads to today: the answer, or the question that the marks do not settle."""
    known = frozenset(marks)
    state, reply = advance(State(), Opened(Step(procedure, aspect)), catalogue=catalogue, search=search)
    for _ in range(_MOST_QUESTIONS):
        offer = _settled(reply, known)
        if offer is None:
            return reply
        state, reply = advance(state, Chose(offer), catalogue=catalogue, search=search)
    return reply


def _settled(reply: Reply, marks: frozenset[str]) -> Offer | None:
    """The one choice of the question that the marks name."""
    if not isinstance(reply.content, Question):
        return None
    named = [offer for offer in reply.content.choices if mark(offer.label) in marks]
    return named[0] if len(named) == 1 else None
