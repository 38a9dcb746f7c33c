"""What else to know of the subject under way, when the words add nothing to the answer just given."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from procedures.dialogue import Reply, State
from procedures.outcome import Answer, Deed, Given
from procedures.turn import cases
from procedures.turn.candidates import candidates
from procedures.turn.memory import stood
from procedures.turn.replies import asking, menu, ways_out
from procedures.turn.skill import Done, Turn
from procedures.turn.wording import wording
from procedures.walk import chapter_offers

LAST_MOVE = "what_more"
_JUST_ANSWERED = ("answer", "aside", cases.LAST_MOVE)


def what_more(turn: Turn, state: State, page: int = 0, *, lead: str = "") -> Done:
    """The chapters of the sheet, the themes and a person, rather than the same answer again; ``lead`` says why."""
    subject = state.subject or ""
    procedure = turn.catalogue.procedure(subject)
    offers = chapter_offers(procedure, Given(state.answers, state.facts, state.variables)) if procedure else ()
    title = turn.catalogue.title(subject) or ""
    prompt = wording().thread.what_more.format(title=title)
    question = replace(menu(prompt, (*offers, *ways_out())), subject=subject, title=title)
    named = candidates((), subject, turn.catalogue)
    here = replace(stood(state), words="", deed=Deed.CHAPTERS)
    said = f"{lead} {prompt}" if lead else prompt
    after, reply = asking(state, question, lead=said, candidates=named, here=here, page=page)
    return replace(after, last_move=LAST_MOVE), reply


def is_said_again(state: State, reply: Reply) -> bool:
    """Whether ``reply`` is the answer that was just given, word for word."""
    return state.last_move in _JUST_ANSWERED and bool(mark := mark_of(reply)) and mark == state.last_answer


def mark_of(reply: Reply) -> str:
    """What tells an answer from another, in a few characters; empty for what is no answer."""
    found = reply.content
    if not isinstance(found, Answer):
        return ""
    told = (found.procedure.id, found.path, found.sections, found.documents, found.fees, found.offices)
    return sha256(repr(told).encode()).hexdigest()[:8]
