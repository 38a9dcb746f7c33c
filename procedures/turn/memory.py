"""What a state keeps, and how it stays small."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from procedures.dialogue import State
from procedures.facts import Fact
from procedures.outcome import Offer, Step
from procedures.wire import to_json

# Rasa gets the state with each message and hands it back: beyond this its own turn slows down.
LARGEST = 3_500  # bytes of JSON
_LONGEST_WORDS = 300  # characters of the question under way; more tells no more about its subject
_MOST_FACTS = 16


def with_facts(state: State, facts: Iterable[Fact]) -> State:
    """``state`` knowing ``facts`` too: the newest of each bearer and name wins, the latest sixteen stay."""
    known = {(fact.bearer, fact.name): fact for fact in state.facts}
    for fact in facts:
        known.pop((fact.bearer, fact.name), None)
        known[fact.bearer, fact.name] = fact
    return replace(state, facts=tuple(known.values())[-_MOST_FACTS:])


def moved(state: State, step: Step) -> State:
    """``state`` after going to ``step``: choices of another subject are forgotten, facts and aspect travel."""
    same = step.subject == state.subject
    return replace(
        with_facts(state, step.facts),
        subject=step.subject,
        aspect=step.aspect or state.aspect,
        answers={**state.answers, **step.answers} if same else dict(step.answers),
        variables={**state.variables, **step.variables} if same else dict(step.variables),
        pending=(),
    )


def compact(state: State) -> tuple[Offer, ...]:
    """The pending offers without what the state itself remembers."""
    return tuple(Offer(offer.label, _shortened(offer.step, state)) for offer in state.pending)


def expanded(state: State) -> tuple[Offer, ...]:
    """The pending offers as they were made."""
    return tuple(Offer(offer.label, _lengthened(offer.step, state)) for offer in state.pending)


def _shortened(step: Step, state: State) -> Step:
    facts = tuple(fact for fact in step.facts if fact not in state.facts)
    if step.subject != state.subject:
        return replace(step, facts=facts)
    return replace(
        step,
        facts=facts,
        answers=_new(step.answers, state.answers),
        variables=_new(step.variables, state.variables),
    )


def _lengthened(step: Step, state: State) -> Step:
    if step.subject != state.subject:
        return step
    return replace(
        step,
        answers={**state.answers, **step.answers},
        variables={**state.variables, **step.variables},
    )


def _new[Value](values: Mapping[str, Value], known: Mapping[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in values.items() if known.get(key) != value}


def fitted(state: State) -> State:
    """``state`` in at most ``LARGEST`` bytes: last offers go first (their buttons still work), then oldest answers."""
    state = replace(state, words=state.words[:_LONGEST_WORDS])
    while len(to_json(state)) > LARGEST and (state.pending or state.answers or state.facts):
        if state.pending:
            state = replace(state, pending=state.pending[:-1])
        elif state.answers:
            state = replace(state, answers=dict(list(state.answers.items())[1:]))
        else:
            state = replace(state, facts=state.facts[1:])
    return state
