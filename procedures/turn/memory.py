"""What a state keeps, and how it stays small."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from procedures.dialogue import State
from procedures.facts import Fact, clash, travels
from procedures.outcome import Offer, Step
from procedures.wire import to_json

# Rasa gets the state with each message and hands it back: beyond this its own turn slows down.
LARGEST = 3_500  # bytes of JSON
_LONGEST_WORDS = 300  # characters of the question under way; more tells no more about its subject
_MOST_FACTS = 16


def with_facts(state: State, facts: Iterable[Fact]) -> State:
    """``state`` knowing ``facts`` too: what they contradict is forgotten, and the latest sixteen stay."""
    known = list(state.facts)
    for fact in facts:
        known = [other for other in known if other.key != fact.key and not clash(fact, other)]
        known.append(fact)
    return replace(state, facts=tuple(known)[-_MOST_FACTS:])


def without_facts(state: State, keys: Iterable[str]) -> State:
    """``state`` without the facts called so ("self.residence")."""
    gone = set(keys)
    return replace(state, facts=tuple(fact for fact in state.facts if fact.key not in gone)) if gone else state


def moved(state: State, step: Step) -> State:
    """``state`` after going to ``step``: choices of another subject are forgotten, facts and aspect travel."""
    same = step.subject == state.subject
    return replace(
        with_facts(without_facts(state, step.forgets), step.facts),
        subject=step.subject,
        aspect=step.aspect or state.aspect,
        answers={**state.answers, **step.answers} if same else dict(step.answers),
        variables={**state.variables, **step.variables} if same else dict(step.variables),
        section=step.section,
        words=step.words or state.words,
        pending=(),
        asked=None,
    )


def stood(state: State) -> Step:
    """The step that leads where ``state`` stands in its subject."""
    return Step(
        subject=state.subject or "",
        aspect=state.aspect,
        answers=state.answers,
        variables=state.variables,
        section=state.section,
        words=state.words[:_LONGEST_WORDS],
    )


def nowhere(state: State) -> State:
    """``state`` about nothing: facts that travel, and the subjects left, stay."""
    facts = tuple(fact for fact in state.facts if travels(fact) or state.subject is None)
    return replace(
        state,
        facts=facts,
        subject=None,
        aspect=None,
        answers={},
        variables={},
        section=None,
        words="",
        pending=(),
        asked=None,
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
    """``state`` in at most ``LARGEST`` bytes.

    Oldest memories go first, then the last offers (their buttons still work), then the oldest answers.
    """
    state = replace(state, words=state.words[:_LONGEST_WORDS])
    while len(to_json(state)) > LARGEST and (lighter := _lighter(state)) != state:
        state = lighter
    return state


def _lighter(state: State) -> State:
    if state.past:
        return replace(state, past=state.past[1:])
    if state.trail:
        return replace(state, trail=state.trail[1:])
    if state.pending:
        return replace(state, pending=state.pending[:-1])
    if state.answers:
        return replace(state, answers=dict(list(state.answers.items())[1:]))
    return replace(state, facts=state.facts[1:], asked=None)
