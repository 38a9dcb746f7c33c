"""Documents, fees and delays of a whole procedure, all its cases included.

``procedures.extract`` says what holds for one person, so it lists nothing of a choice left open. Editors want every
case: the tree is cut into pieces, one per chapter and option, and each is asked by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from procedures.extract import delays_in, documents_in, fees_in
from procedures.model import Aspect, Block, Choice, Conditional, Procedure, Section
from procedures.outcome import Delay, DocumentItem, Fee

Path = tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """The content of a chapter or option, without the chapters and choices inside it. ``path`` leads to it."""

    path: Path
    section: Section


def pieces(procedure: Procedure) -> Iterator[Piece]:
    """Every piece of ``procedure``, in reading order."""
    yield from _pieces(procedure.introduction, (), ())
    yield from _pieces(procedure.body, (), ())


def documents(piece: Piece) -> tuple[DocumentItem, ...]:
    return documents_in((piece.section,))


def fees(piece: Piece) -> tuple[Fee, ...]:
    """Only where the chapter is about the cost: elsewhere amounts are ceilings, fines, benefits."""
    return fees_in((piece.section,)) if Aspect.COST in piece.section.aspects else ()


def delays(piece: Piece) -> tuple[Delay, ...]:
    return delays_in((piece.section,)) if Aspect.DELAY in piece.section.aspects else ()


def _pieces(blocks: tuple[Block, ...], path: Path, aspects: tuple[Aspect, ...]) -> Iterator[Piece]:
    own = tuple(block for block in blocks if not isinstance(block, Section | Choice | Conditional))
    if own:
        yield Piece(path, Section(id="", title=path[-1] if path else "", blocks=own, aspects=aspects))
    for block in blocks:
        match block:
            case Section():
                yield from _pieces(block.blocks, (*path, block.title), block.aspects or aspects)
            case Choice():
                for option in block.options:
                    yield from _pieces(option.blocks, (*path, option.label), aspects)
            case Conditional():
                yield from _pieces(block.blocks, path, aspects)
