"""Applying what is known (answers, variables, facts, places) to the choices and conditions of a tree.

A settled tree holds only what may concern this person: conditions known to be false are gone, choices that are
settled or without effect are replaced by what they lead to, and those that remain are either shown whole (channels,
outcomes, a general case with its exceptions) or pending: a question could be asked about them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from procedures import facts as reviewed
from procedures.extract.certain import general_case
from procedures.facts import Fact
from procedures.model import (
    Block,
    BulletList,
    Choice,
    ChoiceNature,
    Conditional,
    LegalReference,
    Office,
    Option,
    Procedure,
    Section,
    Service,
)
from procedures.outcome import Given
from procedures.walk import places
from procedures.walk.buttons import Button, Inner, buttons
from procedures.walk.conditions import evaluate
from procedures.walk.labels import along, either
from procedures.walk.likeness import alike, option_form
from procedures.walk.tree import Blocks, choices_in, is_blank, rewrite, with_children
from procedures.words import fold, stems


@dataclass(frozen=True)
class Held:
    """The options of a choice that still hold, and why the others do not."""

    options: tuple[Option, ...]
    label: str = ""  # what was chosen, if anything was
    fact: Fact | None = None
    answered: bool = False


@dataclass(frozen=True)
class Pending:
    """A choice that a question could settle. ``depth``: how many answered choices it lies within."""

    choice: Choice
    buttons: tuple[Button, ...]
    depth: int


@dataclass
class Trace:
    """What happened while a tree was settled, in reading order."""

    path: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    pending: list[Pending] = field(default_factory=list)
    beside: list[Pending] = field(default_factory=list)  # exceptions shown beside a general case
    asked: int = 0


class Settler:
    """Settles trees of one procedure for one person."""

    def __init__(self, procedure: Procedure, given: Given, variables: Mapping[str, bool]) -> None:
        self._procedure = procedure
        self._given = given
        self._variables = variables
        self._chosen = frozenset(option for options in given.answers.values() for option in options)
        self._depth = 0

    def settle(self, blocks: Blocks) -> tuple[Blocks, Trace]:
        """``blocks`` settled, and the record of it."""
        trace = Trace()
        return self._settled(blocks, trace), trace

    def holding(self, choice: Choice) -> Held:
        """The options of ``choice`` that may hold, the best known reason applied first."""
        by_variables = self._by_variables(choice)
        left = self._by_answer(choice, by_variables.options) or by_variables
        return left if len(left.options) == 1 else self._by_facts(choice, left) or left

    # Reasons to keep only some of the options

    def _by_variables(self, choice: Choice) -> Held:
        values = [evaluate(option.condition, self._variables) for option in choice.options]
        said = [
            option
            for option, value in zip(choice.options, values, strict=True)
            if value is True and option.condition is not None
        ]
        if said:
            # Alternatives: one that is known to hold leaves out those of which nothing is known.
            return Held(tuple(said), _joined(said) if len(said) < len(choice.options) else "")
        possible = tuple(option for option, value in zip(choice.options, values, strict=True) if value is not False)
        return Held(possible or choice.options)

    def _by_answer(self, choice: Choice, options: tuple[Option, ...]) -> Held | None:
        own = [option for option in choice.options if option.id in self._given.answers.get(choice.id, ())]
        named = [option for option in choice.options if option.id in self._chosen_besides(choice)]
        # A click that stood for several levels, or for options alike, named more of these than were left since.
        left = tuple([option for option in own if option in named] or own or named)
        if not left:
            return None
        both = tuple(option for option in left if option in options)
        # A click that answered several levels at once is recorded under the outer choice: it was one question.
        asked = choice.id in self._given.answers
        return Held(both or left, self._way(left) if asked else "", answered=asked)

    def _chosen_besides(self, choice: Choice) -> frozenset[str]:
        """The options chosen by answers to other questions than ``choice``."""
        answers = self._given.answers.items()
        return frozenset(option for asked, options in answers if asked != choice.id for option in options)

    def _way(self, options: tuple[Option, ...]) -> str:
        """The label of the button clicked: the options that it stood for, with what was chosen inside each."""
        return _joined([replace(option, label=along((option.label, *self._inside(option)))) for option in options])

    def _inside(self, option: Option) -> Iterator[str]:
        for choice in choices_in(option.blocks):
            left = [inner.label for inner in choice.options if inner.id in self._chosen]
            if left and choice.id not in self._given.answers:
                yield either(left)

    def _by_facts(self, choice: Choice, held: Held) -> Held | None:
        labels = [option.label for option in held.options]
        pick = places.pick(choice.nature, labels, self._given.facts) or reviewed.pick(
            self._procedure.id, self._procedure.title, labels, self._given.facts
        )
        if pick is not None:
            left = [held.options[index] for index in pick.indexes]
            return Held(tuple(left), _joined(left), pick.fact, held.answered)
        return self._by_words(choice, held)

    def _by_words(self, choice: Choice, held: Held) -> Held | None:
        """Outcomes are never asked, but someone who writes "refusée" asks about the refusal."""
        if choice.nature is not ChoiceNature.OUTCOME or not self._given.words:
            return None
        said = set(stems(self._given.words))
        own = [set(stems(option.label)) for option in held.options]
        shared = set.intersection(*own) if own else set()
        left = [option for option, words in zip(held.options, own, strict=True) if (words - shared) & said]
        return Held(tuple(left), _joined(left)) if 0 < len(left) < len(held.options) else None

    # Rewriting

    def _settled(self, blocks: Blocks, trace: Trace) -> Blocks:
        return rewrite(blocks, lambda block: self._block(block, trace))

    def _block(self, block: Block, trace: Trace) -> Blocks:
        match block:
            case Choice():
                return self._choice(block, trace)
            case Conditional(condition, blocks):
                return () if evaluate(condition, self._variables) is False else self._settled(blocks, trace)
            case BulletList():
                items = [item for item in block.items if evaluate(item.condition, self._variables) is not False]
                block = replace(block, items=tuple(items))
                if not items:
                    return ()
            case Section() | Office() | Service() | LegalReference():
                if evaluate(block.condition, self._variables) is False:
                    return ()
            case _:
                pass
        return (with_children(block, lambda inner: self._settled(inner, trace)),)

    def _choice(self, choice: Choice, trace: Trace) -> Blocks:
        held = self.holding(choice)
        if held.label:
            trace.path.append(held.label)
        if held.fact:
            trace.facts.append(held.fact)
        trace.asked += held.answered
        self._depth += held.answered
        blocks = self._among(choice, held, trace)
        self._depth -= held.answered
        return blocks

    def _among(self, choice: Choice, held: Held, trace: Trace) -> Blocks:
        options = held.options
        if len(options) == 1:
            return self._settled(options[0].blocks, trace)
        traces = [Trace() for _ in options]
        pairs = zip(options, traces, strict=True)
        quiet = tuple(replace(option, blocks=self._settled(option.blocks, unseen)) for option, unseen in pairs)
        if len(alike(quiet)) == 1 or (held.answered and self._one_answer(choice, options)):
            return self._settled(options[0].blocks, trace)
        match choice.nature:
            case ChoiceNature.CHANNEL:
                shown = tuple(replace(option, blocks=self._settled(option.blocks, trace)) for option in options)
                return (replace(choice, options=shown),)
            case ChoiceNature.GENERAL:
                inner = [_only_question(unseen) for unseen in traces]
                return (self._general_first(replace(choice, options=quiet), options, inner, trace),)
            case ChoiceNature.OUTCOME:
                return (replace(choice, options=quiet),)
            case _:
                left = replace(choice, options=quiet)
                inner = [None if held.answered else _only_question(unseen) for unseen in traces]
                offered = tuple(self._narrowed(button, choice) for button in buttons(left, inner))
                trace.pending.append(Pending(left, offered, self._depth))
                return (left,)

    def _one_answer(self, choice: Choice, options: tuple[Option, ...]) -> bool:
        """Whether options chosen as one button still are: what was answered since inside the first parts none."""
        alone = replace(self._given, answers={choice.id: self._given.answers[choice.id]})
        judge = Settler(self._procedure, alone, self._variables)
        return len(alike([replace(option, blocks=judge.settle(option.blocks)[0]) for option in options])) == 1

    def _narrowed(self, button: Button, choice: Choice) -> Button:
        """``button`` with what was already chosen inside its options: asking again must only ever narrow an answer."""
        inside = [
            chosen.id
            for option in choice.options
            if option.id in button.options
            for deeper in choices_in(option.blocks)
            for chosen in deeper.options
            if chosen.id in self._chosen and deeper.id not in self._given.answers
        ]
        return replace(button, options=tuple(dict.fromkeys((*button.options, *inside))))

    def _general_first(
        self, quiet: Choice, options: tuple[Option, ...], inner: Sequence[Inner], trace: Trace
    ) -> Choice:
        """The general case, about which questions may be asked, then its exceptions as they are: ``quiet``."""
        general = general_case(options)
        besides = [index for index in range(len(options)) if index != general]
        usual = option_form(quiet.options[general])
        unlike = [
            index
            for index in besides
            if option_form(quiet.options[index]) != usual and not all(map(is_blank, quiet.options[index].blocks))
        ]
        apart = replace(quiet, options=tuple(quiet.options[index] for index in unlike), nature=ChoiceNature.SITUATION)
        trace.beside.append(Pending(quiet, buttons(apart, [inner[index] for index in unlike]), self._depth))
        whole = replace(options[general], blocks=self._settled(options[general].blocks, trace))
        return replace(quiet, options=(whole, *(quiet.options[index] for index in besides)))


def _only_question(trace: Trace) -> Inner:
    """The question left inside an option, when there is exactly one."""
    return (trace.pending[0].choice, trace.pending[0].buttons) if len(trace.pending) == 1 else None


def _joined(options: Sequence[Option]) -> str:
    return either(option.label for option in options)


def implied_variables(choices: list[Choice], given: Given) -> dict[str, bool]:
    """The variables known in this sheet: those handed over, and those that the answers given here imply.

    An option shown when a variable is true, once chosen, makes that variable true, and those of its siblings false.
    A variable that stands for unlike labels in one sheet ("le parent", "l'enfant") implies nothing.
    """
    meanings: dict[str, set[str]] = {}
    implied: dict[str, bool] = {}
    for choice in choices:
        for option in choice.options:
            for variable in _plain_variable(option):
                meanings.setdefault(variable, set()).add(fold(option.label))
        chosen = given.answers.get(choice.id, ())
        if len(chosen) == 1:
            true = {name for option in choice.options if option.id in chosen for name in _plain_variable(option)}
            others = {name for option in choice.options for name in _plain_variable(option)} - true
            implied |= dict.fromkeys(others, False) | dict.fromkeys(true, True)
    known = {name: value for name, value in implied.items() if len(meanings[name]) == 1}
    return known | dict(given.variables)


def _plain_variable(option: Option) -> tuple[str, ...]:
    variable = getattr(option.condition, "variable", None)
    return (variable,) if variable and type(option.condition).__name__ == "IsTrue" else ()
