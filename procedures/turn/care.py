"""Danger: the number first. Then, if something else was asked, its answer too. Nothing is asked in return.

Words that may tell of danger and surely ask for something are answered, with one line about the number to call: "mon
compagnon est parti avec les clés" is a question first.
"""

from __future__ import annotations

from dataclasses import replace

from procedures.dialogue import Decision, Move, Reply, Said
from procedures.turn.answer import answer
from procedures.turn.danger import FirstAid, first_aid, surely_first_aid
from procedures.turn.language import language_of
from procedures.turn.replies import person_offer
from procedures.turn.request import answered
from procedures.turn.skill import Done, Turn
from procedures.turn.wording import wording

LAST_MOVE = "care"
# Half of the calm messages that were taken for danger were held for less likely than this, and one in thirty of those
# that told of some (tests/nlu/crisis_held_out.yaml).
SURE = 0.75


def care(turn: Turn, said: Said) -> Done:
    """Whom to call, a person offered, and what the message asked for besides."""
    if done := _answered_if_unsure(turn, said):
        return done
    aid = surely_first_aid(said.words)
    words = wording().care
    again = turn.state.last_move == _told(aid)
    text = f"{words.again} {aid.text}" if again else aid.text
    move = LAST_MOVE if again else _told(aid)
    if language := language_of(said.words):
        text = f"{language.danger}\n\n{text}"
    if done := answered(turn, said):
        state, reply = done
        suggestions = (person_offer(), *reply.suggestions)
        text = f"{text}\n\n{words.asked_too}"
        reply = replace(reply, decision=Decision.CRISIS, text=text, suggestions=suggestions, help_lines=aid.lines)
        return replace(state, last_move=move), reply
    after = replace(turn.state, pending=(), failures=0, last_move=move)
    return after, Reply(Decision.CRISIS, text, suggestions=(person_offer(),), help_lines=aid.lines)


def _answered_if_unsure(turn: Turn, said: Said) -> Done | None:
    """The answer to words that only may tell of danger, with the number to call; None when they are sure, or when no
    answer is."""
    if said.confidence >= SURE or first_aid(said.words):
        return None
    state, reply = answer(turn, replace(said, move=Move.ANSWER, intent="ask"))
    if reply.decision is not Decision.ANSWER:
        return None
    text = f"{reply.text} {wording().care.perhaps}"
    return state, replace(reply, text=text, suggestions=(person_offer(), *reply.suggestions))


def _told(aid: FirstAid) -> str:
    """So that the same numbers are not told twice in a row in the same words."""
    return f"{LAST_MOVE} {aid.lines[0].number}"
