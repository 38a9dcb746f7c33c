"""The thread of the conversation: the questions answered on the way, the subjects left, and how one goes back."""

from __future__ import annotations

from dataclasses import replace

from procedures.dialogue import Reply, State
from procedures.outcome import Answer, Deed, Offer, Question, Step
from procedures.turn.linking import dossier_of
from procedures.turn.memory import stood
from procedures.turn.skill import Done, Turn
from procedures.turn.wording import wording

MOST_PAST = 4
MOST_TRAIL = 4


def question_step(state: State) -> Step | None:
    """What asks the question pending again; None when nothing is pending, or it was about no subject."""
    if not state.pending:
        return None
    return state.asked or (stood(state) if state.subject else None)


def trailed(state: State, forgets: tuple[str, ...] = ()) -> State:
    """``state`` as the question pending is being answered: it can be gone back to, forgetting ``forgets``."""
    step = question_step(state)
    if step is None:
        return state
    entry = replace(plain(step), forgets=forgets)
    return replace(state, trail=(*state.trail, entry)[-MOST_TRAIL:])


def back_offer(state: State) -> Offer | None:
    """The button to the question answered before, if there was one."""
    if not state.trail:
        return None
    last = state.trail[-1]
    return Offer(wording().thread.back, last if last.deed else replace(last, deed=Deed.BACK))


def goes_back(state: State, step: Step) -> bool:
    """Whether ``step`` leads to a question answered on the way here."""
    return plain(step) in map(plain, state.trail)


def without_last(state: State, step: Step) -> State:
    """``state`` once it went back to ``step``: that question and those after it are no longer behind."""
    kept = list(state.trail)
    while plain(step) in map(plain, kept):
        kept.pop()
    return replace(state, trail=tuple(kept))


def plain(step: Step) -> Step:
    """``step`` whether or not it goes back."""
    return replace(step, deed=None) if step.deed is Deed.BACK else step


def remembered(turn: Turn, done: Done) -> Done:
    """``done``, with the subject that it left added to those of the past, and the way back offered."""
    state, reply = done
    state = _past(turn, state)
    return state, replace(reply, back=_way_back(state, reply))


def _way_back(state: State, reply: Reply) -> Offer | None:
    offer = back_offer(state)
    if offer is None or not isinstance(reply.content, Answer | Question):
        return None
    return None if question_step(state) == plain(offer.step) else offer


def _past(turn: Turn, state: State) -> State:
    before = turn.state
    left = before.subject
    past = tuple(step for step in state.past if not related(step.subject, state.subject, turn))
    if left and left != state.subject and not related(left, state.subject, turn) and not _on_the_way(left, state):
        past = (*(step for step in past if step.subject != left), replace(stood(before), words=""))
    return replace(state, past=past[-MOST_PAST:])


def _on_the_way(left: str, state: State) -> bool:
    """Whether a question about ``left`` led here: a dossier to its sheet, a guided search to its end."""
    return bool(state.trail) and state.trail[-1].subject == left


def related(one: str, other: str | None, turn: Turn) -> bool:
    """Whether both are the same subject, or sheets of one dossier."""
    if other is None:
        return False
    dossier = dossier_of(one, turn.catalogue)
    return one == other or (dossier is not None and dossier == dossier_of(other, turn.catalogue))
