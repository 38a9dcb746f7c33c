"""Terms and acronyms explained at their first use in a conversation, in the guide's own words."""

from __future__ import annotations

from dataclasses import replace

from procedures.dialogue import Reply, State
from procedures.extract import defined_in
from procedures.outcome import Answer
from procedures.turn.skill import Done

# More would bury the answer; the others are explained when they come again.
MOST_EXPLAINED = 4
# What is told once is remembered for about as many answers as a long conversation has.
_MOST_REMEMBERED = 40


def explained(state: State, reply: Reply) -> Done:
    """``reply`` with the definitions of the terms that this part of the answer uses for the first time."""
    if not isinstance(reply.content, Answer):
        return state, reply
    used = defined_in(reply.content.sections, reply.content.definitions)
    new = tuple(one for one in used if one.id not in state.told)[:MOST_EXPLAINED]
    told = (*state.told, *(one.id for one in new))[-_MOST_REMEMBERED:]
    return replace(state, told=told), replace(reply, content=replace(reply.content, definitions=new))
