"""What surely holds in content whose choices are not all settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from procedures.model import Block, Choice, ChoiceNature, Option, children
from procedures.words import fold


def general_case(options: tuple[Option, ...]) -> int:
    """The index of the general case among ``options``: the one called so, else the first."""
    for index, option in enumerate(options):
        if fold(option.label).startswith("cas general"):
            return index
    return 0


def certain_options(choice: Choice) -> tuple[Option, ...]:
    """The options that surely hold: channels are alternatives that all do, a general case does without its exceptions.

    Of any other choice left open nothing is sure: it is shown whole, and nothing is listed as due.
    """
    match choice.nature:
        case ChoiceNature.CHANNEL:
            return choice.options
        case ChoiceNature.GENERAL if choice.options:
            return (choice.options[general_case(choice.options)],)
        case _:
            return ()


def certain(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block that surely holds, depth first."""
    for block in blocks:
        yield block
        if isinstance(block, Choice):
            for option in certain_options(block):
                yield from certain(option.blocks)
        else:
            yield from certain(children(block))
