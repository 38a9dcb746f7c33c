"""Sibling chapters whose conditions tell people apart ("Vous le vendez", "Vous le mettez à la casse") are a choice.

The source writes them as chapters in a row, each shown when one variable is true. Read one after the other they make
no sense to anyone, and the guide's own dialogue shows one of them.
"""

from __future__ import annotations

from itertools import pairwise

from procedures.model import AnyOf, Block, Choice, Condition, IsTrue, Option, Section
from procedures.walk.conditions import variables_of
from procedures.walk.tree import Blocks, with_children


def chapters_as_choices(blocks: Blocks) -> Blocks:
    """``blocks`` with each run of alternative chapters, at any depth, made one choice."""
    result: list[Block] = []
    run: list[Section] = []
    for block in blocks:
        if isinstance(block, Section) and _tells_people_apart(block.condition):
            run.append(block)
            continue
        result += _closed(run)
        run = []
        result.append(with_children(block, chapters_as_choices))
    return tuple(result + _closed(run))


def _closed(run: list[Section]) -> list[Block]:
    deeper: list[Section] = []
    for section in run:
        inner = with_children(section, chapters_as_choices)
        assert isinstance(inner, Section)
        deeper.append(inner)
    if len(run) < 2 or not _exclusive(run):
        return [*deeper]
    options = tuple(Option(section.id, section.title, (section,), section.condition) for section in deeper)
    return [Choice(f"chapters-{run[0].id}", options)]


def _tells_people_apart(condition: Condition | None) -> bool:
    match condition:
        case IsTrue():
            return True
        case AnyOf(conditions):
            return all(isinstance(inner, IsTrue) for inner in conditions)
        case _:
            return False


def _exclusive(run: list[Section]) -> bool:
    """Whether no two chapters hang on the same variable; "Conditions" and "Coût" of one case do, and go together."""
    variables = sorted(variable for section in run for variable in variables_of(section.condition))
    return all(left != right for left, right in pairwise(variables))
