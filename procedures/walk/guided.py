"""Guided searches: official dialogues that end at a sheet and hand over what was said on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from procedures import facts as reviewed
from procedures.facts import Fact
from procedures.model import Aspect, Choice, Option, Procedure
from procedures.outcome import Answer, Given, Offer, Outcome, Question, Step
from procedures.walk import answers
from procedures.walk.labels import along, either
from procedures.walk.likeness import alike
from procedures.walk.questions import QUESTIONS_AT_MOST, prompt, step
from procedures.walk.settling import Trace
from procedures.walk.tree import text_of

_BUTTONS_AT_MOST = 9


@dataclass(frozen=True)
class _Branch:
    """A way down the tree, of one or several options, as one button."""

    options: tuple[Option, ...]  # from the top; the last one tells where it leads
    chosen: tuple[tuple[str, str], ...]  # choice id, option id

    @property
    def last(self) -> Option:
        return self.options[-1]

    @property
    def label(self) -> str:
        return along(option.label for option in self.options)


@dataclass
class _Way:
    """How far the dialogue has come."""

    choice: Choice | None
    path: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    variables: dict[str, bool] = field(default_factory=dict)
    asked: int = 0


def resolve(procedure: Procedure, aspect: Aspect | None, given: Given) -> Outcome:
    """The next question of the dialogue, or the step to the sheet where it ends, with the variables set on the way.

    A guided search without any branch (a sheet badly filled in) gives its introduction.
    """
    way = _Way(next((block for block in procedure.body if isinstance(block, Choice)), None))
    way.variables.update(given.variables)
    while way.choice is not None:
        branches = _branches(way.choice, QUESTIONS_AT_MOST - way.asked)
        taken = _taken(branches, given) or _by_facts(branches, procedure, given, way)
        if taken is None and len(groups := _grouped(branches)) > 1:
            return _question(groups, way, procedure, aspect, given)
        taken = taken or branches[0]
        way.asked += _answered(taken, given)
        if ended := _follow(taken, way):
            return Step(ended, aspect, variables=dict(way.variables))
    return _introduction(procedure, way)


def _introduction(procedure: Procedure, way: _Way) -> Answer:
    trace = Trace(path=way.path, facts=way.facts)
    return answers.answer(procedure, None, procedure.introduction, trace, way.variables, ())


def _follow(branch: _Branch, way: _Way) -> str | None:
    """Goes down ``branch``; the id of the sheet where it ends, if it ends."""
    for option in branch.options:
        way.variables.update({assignment.variable: assignment.value for assignment in option.assignments})
        way.path.append(option.label)
    way.choice = _below(branch.last)
    return branch.last.leads_to


def _below(option: Option) -> Choice | None:
    return next((block for block in option.blocks if isinstance(block, Choice)), None)


def _branches(choice: Choice, budget: int) -> tuple[_Branch, ...]:
    """What to offer at ``choice``: its options, some replaced by their own options when the dialogue is too deep.

    They are replaced as far down as possible, where fewer buttons are needed for it.
    """
    branches = tuple(_Branch((option,), ((choice.id, option.id),)) for option in choice.options)
    while deep := [branch for branch in branches if not _fits(branch.last, budget - 1)]:
        branches = tuple(new for branch in branches for new in (_deeper(branch) if branch in deep else (branch,)))
    return branches


def _fits(option: Option, budget: int) -> bool:
    """Whether the questions that come after ``option`` are at most ``budget``, few buttons being needed for that."""
    below = _below(option)
    if below is None or budget >= _height(option):
        return True
    if budget <= 0:
        return False
    buttons, too_deep = list(below.options), True
    while too_deep and len(buttons) <= _BUTTONS_AT_MOST:
        fitting = [_fits(inner, budget - 1) for inner in buttons]
        too_deep = not all(fitting)
        buttons = [
            new for inner, fits in zip(buttons, fitting, strict=True) for new in ((inner,) if fits else _under(inner))
        ]
    return len(buttons) <= _BUTTONS_AT_MOST


def _under(option: Option) -> tuple[Option, ...]:
    below = _below(option)
    return below.options if below else ()


def _deeper(branch: _Branch) -> Iterator[_Branch]:
    below = _below(branch.last)
    if below is not None:
        for option in below.options:
            yield _Branch((*branch.options, option), (*branch.chosen, (below.id, option.id)))


def _height(option: Option) -> int:
    """How many questions come after ``option``."""
    return 1 + max(_height(inner) for inner in _under(option)) if _under(option) else 0


def _answered(branch: _Branch, given: Given) -> bool:
    return all(option in given.answers.get(choice, ()) for choice, option in branch.chosen)


def _taken(branches: tuple[_Branch, ...], given: Given) -> _Branch | None:
    """The branch that the answers choose; alike ones are one, whichever was meant."""
    return next((branch for branch in branches if _answered(branch, given)), None)


def _by_facts(branches: tuple[_Branch, ...], procedure: Procedure, given: Given, way: _Way) -> _Branch | None:
    pick = reviewed.pick(procedure.id, procedure.title, [branch.label for branch in branches], given.facts)
    if pick is None or len(pick.indexes) != 1:
        return None
    way.facts.append(pick.fact)
    return branches[pick.indexes[0]]


def _question(
    groups: list[tuple[_Branch, ...]], way: _Way, procedure: Procedure, aspect: Aspect | None, given: Given
) -> Question:
    choice = way.choice
    assert choice is not None
    offers = tuple(_offer(group, procedure, aspect, given) for group in groups)
    return Question(
        prompt=prompt(choice.prompt, procedure.title),
        choices=offers,
        subject=procedure.id,
        title=procedure.title,
        aspect=aspect,
        path=tuple(way.path),
        help=" ".join(filter(None, (_help(branch) for group in groups for branch in group))),
        choice_id=choice.id,
    )


def _grouped(branches: tuple[_Branch, ...]) -> list[tuple[_Branch, ...]]:
    """Branches that lead to the same place with the same variables are one."""
    by_option = {branch.last.id: branch for branch in branches}
    return [tuple(by_option[option.id] for option in group) for group in alike([branch.last for branch in branches])]


def _offer(group: tuple[_Branch, ...], procedure: Procedure, aspect: Aspect | None, given: Given) -> Offer:
    chosen: dict[str, tuple[str, ...]] = {}
    for branch in group:
        for choice, option in branch.chosen:
            chosen[choice] = tuple(dict.fromkeys((*chosen.get(choice, ()), option)))
    label = either(branch.label for branch in group)
    return Offer(label, step(procedure.id, aspect, given, chosen))


def _help(branch: _Branch) -> str:
    text = text_of(branch.last.help)
    return f"{branch.label} : {text}" if text else ""
