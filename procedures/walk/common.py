"""What a sheet says to everybody before it tells cases apart."""

from __future__ import annotations

from dataclasses import replace

from procedures.model import Block, ChoiceNature, Conditional, Paragraph, Section
from procedures.walk.tree import Blocks, choices_in, is_blank, sections_in, text_of

ASKED = frozenset({ChoiceNature.SITUATION, ChoiceNature.PLACE})  # choices of other natures are never questions
_LEADS_IN = (":", "?")


def before_cases(blocks: Blocks) -> Blocks:
    """The beginning of ``blocks``, settled, up to the first case that is not everybody's. A sentence that announces the
    cases goes with them."""
    kept: list[Block] = []
    for block in blocks:
        if not _tells_apart(block):
            kept.append(block)
            continue
        if isinstance(block, Section) and block.condition is None:
            kept.append(replace(block, blocks=before_cases(block.blocks)))
        break
    else:
        return tuple(kept)
    while kept and (is_blank(kept[-1]) or _leads_in(kept[-1])):
        kept.pop()
    return tuple(kept)


def _tells_apart(block: Block) -> bool:
    """Whether ``block`` holds a choice to ask about, or stands there for some people only."""
    if isinstance(block, Conditional) or any(choice.nature in ASKED for choice in choices_in((block,))):
        return True
    return any(section.condition is not None for section in sections_in((block,)))


def _leads_in(block: Block) -> bool:
    return isinstance(block, Paragraph) and text_of((block,)).rstrip().endswith(_LEADS_IN)
