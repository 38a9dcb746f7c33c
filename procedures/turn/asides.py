"""A question put in the middle of another: answered, then the first is offered again."""

from __future__ import annotations

from dataclasses import replace

from procedures.dialogue import Decision, State
from procedures.outcome import Answer, Question, Step
from procedures.turn import cases
from procedures.turn.memory import expanded, moved
from procedures.turn.pages import paged
from procedures.turn.pending import pending_question
from procedures.turn.skill import Done, Turn
from procedures.turn.thread import plain, question_step
from procedures.turn.walking import walk
from procedures.turn.wording import wording

LAST_MOVE = "aside"


def with_question_again(turn: Turn, done: Done) -> Done:
    """``done`` followed by the question that was pending before it, if that is still open."""
    step = question_step(turn.state)
    state, reply = done
    if (
        turn.state.last_move == cases.LAST_MOVE
        or step is None
        or not isinstance(reply.content, Answer)
        or (question := _still_open(turn, state, step)) is None
    ):
        return done
    step = plain(step)
    shown = paged(question, step, 0)
    labels = "\n".join(f"- {offer.label}" for offer in shown.choices)
    closing = f"{wording().thread.resume.format(prompt=question.prompt)}\n{labels}"
    after = replace(state, pending=shown.choices, asked=step, last_move=LAST_MOVE)
    return after, replace(reply, suggestions=(*shown.choices, *reply.suggestions), closing=closing)


def with_reminder(turn: Turn, done: Done) -> Done:
    """``done``, a word for a word, followed by the question that still awaits its reply."""
    state, reply = done
    awaited = state.pending == turn.state.pending and turn.state.last_move != cases.LAST_MOVE
    question = pending_question(turn) if awaited else None
    if question is None or reply.content is not None or reply.decision is not Decision.SMALL_TALK:
        return done
    text = f"{reply.text}\n\n{wording().thread.resume.format(prompt=question.prompt)}"
    return state, replace(reply, text=text, suggestions=expanded(turn.state))


def _still_open(turn: Turn, state: State, step: Step) -> Question | None:
    step = plain(step)
    if step.deed is not None or turn.catalogue.theme(step.subject):
        return None
    outcome = walk(moved(replace(state, subject=None), step), turn.catalogue).outcome
    return outcome if isinstance(outcome, Question) else None
