"""What of a sheet is relevant to an aspect: its sections, and the choices that lead to them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from procedures.model import Aspect, Block, Choice, Conditional, Office, Section, Service
from procedures.walk.tree import Blocks, is_blank, sections_in, with_children
from procedures.words import fold

Wanted = Callable[[Block], bool]

# When no section carries the aspect asked, these are the next best: people say "combien" for what they pay and for
# what they receive, "combien de temps" for a delay and for a validity.
NEXT_BEST: dict[Aspect, tuple[Aspect, ...]] = {
    Aspect.COST: (Aspect.AMOUNT,),
    Aspect.AMOUNT: (Aspect.COST,),
    Aspect.DELAY: (Aspect.VALIDITY,),
    Aspect.VALIDITY: (Aspect.DELAY,),
    Aspect.ONLINE: (Aspect.HOW,),
    Aspect.HOW: (Aspect.ONLINE, Aspect.WHERE),
    Aspect.WHERE: (Aspect.CONTACT, Aspect.HOW),
    Aspect.CONTACT: (Aspect.WHERE,),
}


_OF_APPEALS = (Aspect.APPEAL, Aspect.STATUS)
_RENEWAL = re.compile(r"(demande de )?renouvel|pour renouvel|en cas de renouvel")


def about(blocks: Blocks, aspect: Aspect, words: str = "") -> Blocks:
    """The part of ``blocks`` that carries ``aspect``, or else the next best one; empty when there is none.

    ``words``: the citizen's own, which may say that a renewal is meant.
    """
    for candidate in (aspect, *NEXT_BEST.get(aspect, ())):
        if found := carrying(blocks, candidate, words):
            return found
    return _loose(blocks, aspect)


def carrying(blocks: Blocks, aspect: Aspect, words: str = "") -> Blocks:
    """The sections of ``aspect``; lesser ones count only where no better one is.

    Best are sections that are mainly about it; the cost, delay or place of an appeal is seldom what was asked. The
    documents of a renewal are another list than those of the first request, given to those who speak of a renewal.
    """
    if aspect is Aspect.DOCUMENTS:
        wanted = _bearing(aspect)
        if "renouvel" in fold(words) and (renewal := narrowed(blocks, _both(_renewal, wanted))):
            return tuple(_trimmed(block, aspect) for block in renewal)
        blocks = _first_requests(blocks, wanted)
    # A chapter "Démarche" that also lists documents must never be missed: a forgotten document costs a journey.
    ranks = [_bearing(aspect)] if aspect is Aspect.DOCUMENTS else [_mainly(aspect), _bearing(aspect)]
    first_instance = _without(blocks, _appeal) if aspect not in _OF_APPEALS else blocks
    candidates = (narrowed(where, wanted) for where in (first_instance, blocks) for wanted in ranks)
    return tuple(_trimmed(block, aspect) for block in next(filter(None, candidates), ()))


def _mainly(aspect: Aspect) -> Wanted:
    return lambda block: isinstance(block, Section) and block.aspects[:1] == (aspect,)


def _bearing(aspect: Aspect) -> Wanted:
    return lambda block: isinstance(block, Section) and aspect in block.aspects


def _both(first: Wanted, second: Wanted) -> Wanted:
    return lambda block: first(block) and second(block)


def _appeal(block: Block) -> bool:
    return isinstance(block, Section) and block.aspects[:1] == (Aspect.APPEAL,)


def _renewal(block: Block) -> bool:
    return isinstance(block, Section) and bool(_RENEWAL.match(fold(block.title)))


def _first_requests(blocks: Blocks, wanted: Wanted, *, elsewhere: bool = False) -> Blocks:
    """``blocks`` without the renewals that stand beside something ``wanted``: one that stands alone is the answer.

    ``elsewhere``: whether something wanted stands beside all of ``blocks``, in the same situation.
    """
    kept = tuple(block for block in blocks if not _renewal(block))
    bearing = [bool(narrowed((block,), wanted)) for block in kept]
    if not elsewhere and not any(bearing):
        kept, bearing = blocks, [False] * len(blocks)
    result: list[Block] = []
    for index, block in enumerate(kept):
        beside = elsewhere or any(bearing[:index]) or any(bearing[index + 1 :])
        result.append(with_children(block, partial(_first_requests, wanted=wanted, elsewhere=beside)))
    return tuple(result)


def _without(blocks: Blocks, unwanted: Wanted) -> Blocks:
    """``blocks`` without the sections ``unwanted``, at any depth; the choices around them keep their options."""
    kept = (block for block in blocks if not unwanted(block))
    return tuple(with_children(block, lambda inner: _without(inner, unwanted)) for block in kept)


def _trimmed(block: Block, aspect: Aspect) -> Block:
    """A chapter of ``aspect`` without its sub-chapters about other things, when one of them is about ``aspect``."""
    if isinstance(block, Section):
        inner = [child for child in block.blocks if isinstance(child, Section)]
        if any(aspect in child.aspects for child in inner):
            block = replace(block, blocks=tuple(child for child in block.blocks if not _astray(child, aspect)))
    return with_children(block, lambda blocks: tuple(_trimmed(child, aspect) for child in blocks))


def _astray(block: Block, aspect: Aspect) -> bool:
    return isinstance(block, Section) and bool(block.aspects) and aspect not in block.aspects


def titled(blocks: Blocks, title: str) -> Blocks:
    """The sections called ``title``, in whatever branch they are."""
    wanted = fold(title)
    return narrowed(blocks, lambda block: isinstance(block, Section) and fold(block.title) == wanted)


def _loose(blocks: Blocks, aspect: Aspect) -> Blocks:
    """Offices or online services found anywhere, for those who ask where to go or how to do it online."""
    if aspect in (Aspect.WHERE, Aspect.CONTACT):
        return narrowed(blocks, lambda block: isinstance(block, Office))
    if aspect is Aspect.ONLINE:
        return narrowed(blocks, lambda block: isinstance(block, Service))
    return ()


def narrowed(blocks: Blocks, wanted: Wanted) -> Blocks:
    """The wanted blocks, inside the sections and choices that lead to them."""
    kept: list[Block] = []
    for block in blocks:
        if wanted(block):
            kept.append(block)
        elif isinstance(block, Section | Conditional):
            if inner := narrowed(block.blocks, wanted):
                kept.append(replace(block, blocks=inner))
        elif isinstance(block, Choice) and (choice := _narrowed_choice(block, wanted)):
            kept.append(choice)
    return tuple(kept)


def _narrowed_choice(choice: Choice, wanted: Wanted) -> Choice | None:
    found = [narrowed(option.blocks, wanted) for option in choice.options]
    if not any(found):
        return None
    options = []
    for option, inner in zip(choice.options, found, strict=True):
        # An option written without any chapter says everything in a few lines: they are its answer to every aspect.
        chapterless = not inner and not any(True for _ in sections_in(option.blocks))
        options.append(replace(option, blocks=option.blocks if chapterless else inner))
    return replace(choice, options=tuple(options))


def opening(blocks: Blocks) -> Blocks:
    """What stands before the first chapter or choice of ``blocks``."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Section | Choice):
            break
        kept.append(block)
    return tuple(block for block in kept if not is_blank(block))
