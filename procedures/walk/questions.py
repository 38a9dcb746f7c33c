"""Which choice to ask about next, and how it is put."""

from __future__ import annotations

from collections.abc import Mapping

from procedures.model import Aspect, ChoiceNature, Procedure
from procedures.outcome import Given, Offer, Question, Step
from procedures.walk.settling import Pending, Trace
from procedures.walk.tree import text_of

SIBLINGS_ASKED = 3  # blocks side by side make long interrogations: past this, they are shown whole
QUESTIONS_AT_MOST = 6
PLACES_AS_BUTTONS = 4


def worth_asking(trace: Trace, closed: frozenset[str]) -> Pending | None:
    """The pending choice to ask about, or None when what is left is better shown whole.

    Choices inside the branch that the citizen is following are asked to the end of it; other ones, side by side, only
    while few questions have been asked. Those ``closed`` are not asked about.
    """
    if trace.asked >= QUESTIONS_AT_MOST:
        return None
    for pending in trace.pending:
        if pending.choice.id in closed:
            continue
        if trace.asked < SIBLINGS_ASKED or pending.depth == trace.asked:
            return pending
    return None


def question(pending: Pending, trace: Trace, procedure: Procedure, aspect: Aspect | None, given: Given) -> Question:
    """The question that settles ``pending``; options that give the same share one button."""
    choice = pending.choice
    offers = tuple(
        Offer(button.label, step(procedure.id, aspect, given, {choice.id: button.options}))
        for button in pending.buttons
    )
    return Question(
        prompt=prompt(choice.prompt, procedure.title),
        choices=offers,
        subject=procedure.id,
        title=procedure.title,
        aspect=aspect,
        path=tuple(trace.path),
        help=text_of(choice.help),
        choice_id=choice.id,
        by_place=choice.nature is ChoiceNature.PLACE and len(offers) > PLACES_AS_BUTTONS,
    )


def prompt(lead_in: str, title: str) -> str:
    """The source's own question when it has one, else ours (contract 5.2)."""
    return lead_in if lead_in.endswith(("?", ":")) else f"Pour {title}, quelle est votre situation ?"


def step(subject: str, aspect: Aspect | None, given: Given, answers: Mapping[str, tuple[str, ...]]) -> Step:
    """A click that goes on with the walk under way: all that was given, and these answers besides."""
    return Step(
        subject=subject,
        aspect=aspect,
        answers={**given.answers, **answers},
        variables=given.variables,
        section=given.section,
    )
