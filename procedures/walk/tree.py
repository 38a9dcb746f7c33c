"""Rewriting and reading trees of blocks: what every other part of the walk is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from procedures.model import (
    Block,
    BulletList,
    Cell,
    Choice,
    Conditional,
    Illustration,
    LegalReference,
    Note,
    Office,
    Paragraph,
    Row,
    Section,
    Service,
    Table,
    children,
    plain,
)

Blocks = tuple[Block, ...]
Rewrite = Callable[[Block], Blocks]


def rewrite(blocks: Blocks, step: Rewrite) -> Blocks:
    """Every block replaced by what ``step`` gives for it, in order."""
    return tuple(new for block in blocks for new in step(block))


def with_children(block: Block, change: Callable[[Blocks], Blocks]) -> Block:
    """``block`` with each group of blocks that it holds replaced by ``change(group)``."""
    match block:
        case Section() | Note() | Conditional() | Office() | Service():
            return replace(block, blocks=change(block.blocks)) if block.blocks else block
        case BulletList():
            return replace(block, items=tuple(replace(item, blocks=change(item.blocks)) for item in block.items))
        case Table():
            return replace(block, rows=tuple(_changed_row(row, change) for row in block.rows))
        case Choice():
            options = tuple(replace(option, blocks=change(option.blocks)) for option in block.options)
            return replace(block, options=options)
        case Illustration():
            return replace(block, beside=change(block.beside))
        case Paragraph() | LegalReference():
            return block


def _changed_row(row: Row, change: Callable[[Blocks], Blocks]) -> Row:
    cells: list[Cell] = [replace(cell, blocks=change(cell.blocks)) for cell in row.cells]
    return replace(row, cells=tuple(cells))


def sections_in(blocks: Blocks) -> Iterator[Section]:
    """Every section of a tree, depth first, those of all options included."""
    for block in blocks:
        if isinstance(block, Section):
            yield block
        yield from sections_in(children(block))


def choices_in(blocks: Blocks) -> Iterator[Choice]:
    """Every choice of a tree, depth first, outer ones first."""
    for block in blocks:
        if isinstance(block, Choice):
            yield block
        yield from choices_in(children(block))


def text_of(blocks: Iterable[Block]) -> str:
    """All the words of a tree, titles and labels included, on one line."""
    return " ".join(piece for block in blocks for piece in _pieces(block))


def _pieces(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from plain(block.runs).split()
            return
        case Section() | Note() | Table() | Office() | Service() | LegalReference():
            yield from block.title.split()
        case Choice():
            for option in block.options:
                yield from option.label.split()
                yield from text_of(option.blocks).split()
            return
        case _:
            pass
    yield from text_of(children(block)).split()


def is_blank(block: Block) -> bool:
    """Whether there is nothing to read in ``block``."""
    match block:
        case Paragraph():
            return not plain(block.runs).strip()
        case Office() | Service() | LegalReference() | Illustration():
            return False
        case Choice():
            return all(all(map(is_blank, option.blocks)) for option in block.options)
        case _:
            return all(map(is_blank, children(block)))
