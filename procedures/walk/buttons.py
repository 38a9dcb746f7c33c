"""The buttons of a question: options that give the same share one, and shallow levels are asked at once.

"Passeport valide", or "périmé" and then "depuis moins de 2 ans", give the same list: one question with three buttons
says what two questions would ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from procedures.model import Block, Choice, ChoiceNature, Option
from procedures.walk.labels import along, either
from procedures.walk.likeness import Form, option_form
from procedures.walk.tree import Blocks, with_children

_AT_ONCE = 6  # buttons; more are better asked level by level
_LONGEST_LABEL = 120  # characters


@dataclass(frozen=True)
class Button:
    """Options that give the same, as one: its label, the ids of all options it stands for, and what it gives."""

    label: str
    options: tuple[str, ...]
    blocks: Blocks
    form: Form


# The one question left inside an option, if there is just one: its choice and buttons.
Inner = tuple[Choice, tuple[Button, ...]] | None


def buttons(choice: Choice, inner: Sequence[Inner]) -> tuple[Button, ...]:
    """The buttons for ``choice``. ``inner``: for each option, what it asks itself."""
    level = _merged([_plain(option) for option in choice.options])
    if choice.nature is not ChoiceNature.SITUATION or not any(inner):
        return level
    pairs = zip(choice.options, inner, strict=True)
    flat = _merged([button for option, question in pairs for button in _flattened(option, question)])
    handy = len(flat) <= _AT_ONCE and all(len(button.label) <= _LONGEST_LABEL for button in flat)
    return flat if handy else level


def _plain(option: Option) -> Button:
    return Button(option.label, (option.id,), option.blocks, option_form(option))


def _flattened(option: Option, question: Inner) -> Iterator[Button]:
    """One button per way through ``option``, the question inside it answered."""
    if question is None or question[0].nature is not ChoiceNature.SITUATION:
        yield _plain(option)
        return
    choice, inside = question
    for button in inside:
        blocks = _replaced(option.blocks, choice.id, button.blocks)
        way = Option(option.id, option.label, blocks)
        yield Button(along((option.label, button.label)), (option.id, *button.options), blocks, option_form(way))


def _replaced(blocks: Blocks, choice_id: str, by: Blocks) -> Blocks:
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Choice) and block.id == choice_id:
            result += by
        else:
            result.append(with_children(block, lambda inner: _replaced(inner, choice_id, by)))
    return tuple(result)


def _merged(ways: Sequence[Button]) -> tuple[Button, ...]:
    groups: dict[Form, list[Button]] = {}
    for way in ways:
        groups.setdefault(way.form, []).append(way)
    return tuple(_one(group) for group in groups.values())


def _one(group: Sequence[Button]) -> Button:
    ids = dict.fromkeys(id_ for button in group for id_ in button.options)
    label = either(button.label for button in group)
    return Button(label, tuple(ids), group[0].blocks, group[0].form)
