"""What a town lays over an official procedure: its own fee, hours, place or note; all the rest follows its source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from procedures.model import Block, Choice, Conditional, Procedure, Section

WHOLE = ""  # the place of what concerns the whole procedure


@dataclass(frozen=True)
class Addition:
    """A section of the town's own, at the official section called ``place``: before its text, or instead of it.

    It holds from ``starts_on`` to ``ends_on``, both included.
    """

    section: Section
    place: str = WHOLE
    replaces: bool = False
    starts_on: date | None = None
    ends_on: date | None = None

    def holds(self, today: date) -> bool:
        begun = self.starts_on is None or self.starts_on <= today
        return begun and (self.ends_on is None or today <= self.ends_on)


@dataclass(frozen=True)
class Overlay:
    additions: tuple[Addition, ...]

    def places_lost(self, procedure: Procedure) -> tuple[str, ...]:
        """The sections that it names and that ``procedure`` no longer has."""
        known = section_ids(procedure.body)
        return tuple(dict.fromkeys(one.place for one in self.additions if one.place and one.place not in known))


def laid_over(procedure: Procedure, overlay: Overlay, today: date) -> Procedure:
    """``procedure`` with what ``overlay`` says today. What belongs to a section that is gone comes first, not lost."""
    known = section_ids(procedure.body)
    at: dict[str, list[Addition]] = {}
    for addition in overlay.additions:
        if addition.holds(today):
            at.setdefault(addition.place if addition.place in known else WHOLE, []).append(addition)
    first = tuple(addition.section for addition in at.pop(WHOLE, ()))
    return replace(procedure, body=(*first, *_laid(procedure.body, at)))


def section_ids(blocks: tuple[Block, ...]) -> frozenset[str]:
    return frozenset(section.id for section in sections(blocks))


def sections(blocks: tuple[Block, ...]) -> tuple[Section, ...]:
    """The sections that an addition may name, in reading order: those that ``laid_over`` goes through."""
    found: list[Section] = []
    for block in blocks:
        match block:
            case Section():
                found += (block, *sections(block.blocks))
            case Conditional():
                found += sections(block.blocks)
            case Choice():
                found += (section for option in block.options for section in sections(option.blocks))
    return tuple(found)


def _laid(blocks: tuple[Block, ...], at: dict[str, list[Addition]]) -> tuple[Block, ...]:
    return tuple(done for block in blocks for done in _laid_on(block, at)) if at else blocks


def _laid_on(block: Block, at: dict[str, list[Addition]]) -> tuple[Block, ...]:
    match block:
        case Section():
            own = at.get(block.id, ())
            said = tuple(addition.section for addition in own)
            if any(addition.replaces for addition in own):
                return said
            return (*said, replace(block, blocks=_laid(block.blocks, at)))
        case Conditional():
            return (replace(block, blocks=_laid(block.blocks, at)),)
        case Choice():
            options = (replace(option, blocks=_laid(option.blocks, at)) for option in block.options)
            return (replace(block, options=tuple(options)),)
        case _:
            return (block,)
