"""What is known of the person: shown with each answer, and open to correction by a click."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from procedures.dialogue import Reply, State
from procedures.facts import Fact, alternatives, display
from procedures.outcome import Answer, Deed, Offer, Step
from procedures.turn.memory import stood
from procedures.turn.replies import asking, menu
from procedures.turn.skill import Done
from procedures.turn.wording import wording

_FOR_WHOM = frozenset({"age", "majority"})
# These tell who someone is, whatever the procedure; the state of a passport is told only where it counts.
_OF_PEOPLE = frozenset({"self", "child", "housing"})


def with_situation(state: State, reply: Reply) -> Reply:
    """``reply`` showing, when it is an answer, what is known of the person, each with the way to change it."""
    if not isinstance(reply.content, Answer):
        return reply
    facts = shown_facts(state, reply.content)
    return replace(reply, content=replace(reply.content, facts=facts), changes=_changes(state, facts))


def shown_facts(state: State, answer: Answer) -> tuple[Fact, ...]:
    """The facts about people, and those that chose a branch of ``answer``; oldest first."""
    used = dict.fromkeys(answer.facts)
    known = [fact for fact in state.facts if fact in used or (fact.bearer in _OF_PEOPLE and _counts(fact, state))]
    return tuple(dict.fromkeys((*known, *used)))


def _counts(fact: Fact, state: State) -> bool:
    """Whether ``fact`` is of the person asked for: someone who asked for a child, then for himself, is not told the
    child's age."""
    told_last = next((other.bearer for other in reversed(state.facts) if other.name in _FOR_WHOM), fact.bearer)
    return fact.name not in _FOR_WHOM or fact.bearer == told_last


def _changes(state: State, facts: tuple[Fact, ...]) -> Mapping[str, Offer]:
    return {fact.key: change_offer(state, fact) for fact in facts if fact in state.facts}


def change_offer(state: State, fact: Fact) -> Offer:
    """The button that opens the choice of ``fact`` again, here."""
    label = wording().thread.change.format(fact=told(fact))
    return Offer(label, replace(stood(state), facts=(fact,), deed=Deed.CHANGE))


def told(fact: Fact) -> str:
    """``fact`` in a few words: "Lieu de résidence : à l'étranger"."""
    return " : ".join(display(fact))


def change(state: State, step: Step) -> Done:
    """Asks what holds instead of the one fact of ``step``."""
    fact = step.facts[0]
    words = wording().thread
    here = replace(step, facts=(), deed=None)
    others = tuple(
        Offer(_capitalised(display(other)[1]), replace(here, facts=(other,)))
        for other in (*alternatives(fact), fact)
        if alternatives(fact)
    )
    forget = Offer(words.forget, replace(here, forgets=(fact.key,)))
    label, value = display(fact)
    prompt = (words.which_holds if others else words.write_it).format(label=label, value=value)
    return asking(state, menu(prompt, (*others, forget)), lead=prompt, here=step)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
