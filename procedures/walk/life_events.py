"""Life events ("Je déménage"): the whole timeline at once, with the questions of the questionnaire as filters."""

from __future__ import annotations

from dataclasses import replace

from procedures.model import Aspect, Choice, Option, Procedure
from procedures.outcome import Answer, Given, Offer, Step
from procedures.walk import answers, focus
from procedures.walk.settling import Settler

# Who asks for these wants the offices of the timeline, and not all of it again.
_PLACES = (Aspect.WHERE, Aspect.CONTACT)


def resolve(procedure: Procedure, aspect: Aspect | None, given: Given) -> Answer:
    """The things to do, in order, that may concern this person, and the filters not yet set."""
    questions = procedure.questionnaire.questions if procedure.questionnaire else ()
    replies = [(choice, option) for choice in questions for option in _replied(choice, given)]
    variables = dict(given.variables)
    for _, option in replies:
        variables.update({assignment.variable: assignment.value for assignment in option.assignments})
    settler = Settler(procedure, replace(given, variables=variables), variables)
    blocks, trace = settler.settle((*procedure.introduction, *procedure.body))
    if aspect in _PLACES:
        blocks = focus.about(blocks, aspect) or blocks
    trace.path[:0] = [_label(choice, option) for choice, option in replies]
    filters = tuple(
        _filter(choice, option, procedure, aspect, given)
        for choice in questions
        if not _replied(choice, given)
        for option in choice.options
    )
    return answers.answer(procedure, aspect, blocks, trace, variables, filters)


def _replied(choice: Choice, given: Given) -> tuple[Option, ...]:
    """The reply given to ``choice``, if one was."""
    return tuple(option for option in choice.options if option.id in given.answers.get(choice.id, ()))[:1]


def _filter(choice: Choice, option: Option, procedure: Procedure, aspect: Aspect | None, given: Given) -> Offer:
    answered = {**given.answers, choice.id: (option.id,)}
    return Offer(_label(choice, option), Step(procedure.id, aspect, answered, given.variables))


def _label(choice: Choice, option: Option) -> str:
    """The question and its reply, as one button says them ("Avez-vous des enfants ? Oui", "Nationalité : français")."""
    return f"{choice.prompt} {option.label}" if choice.prompt.endswith("?") else f"{choice.prompt} : {option.label}"
