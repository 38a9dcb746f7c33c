"""A long answer in parts: the first answers, "Voir la suite" brings the rest. Nothing is lost between two parts.

Only chapters are parted. What was drawn from them (the documents to bring, prices, delays, places) stays whole in the
first part, and so do the chapters that list the documents, unless each is for other people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from procedures.dialogue import State
from procedures.model import Aspect, Block, Choice, Option, Section
from procedures.outcome import Answer, Offer, Step
from procedures.turn.memory import stood
from procedures.turn.wording import wording
from procedures.walk.tree import text_of
from procedures.words import fold

# An answer up to this long is read at once; a longer one comes in parts of about that many words.
LONGEST_ANSWER = 350
PART = 250
# A last part shorter than this is not worth a click.
SHORTEST_PART = 60

_WORD = re.compile(r"[a-z]+")
_THE_REST = re.compile(
    r"(?:(?:voir|lire|donne[zr]? moi|montre[zr]? moi|je veux)? ?(?:la )?suite|continue[zr]?|et (?:apres|ensuite))"
    r"(?: (?:svp|merci|s il (?:vous|te) plait))?"
)

Parts = list[tuple[Section, ...]]


def part_of(answer: Answer, state: State, page: int) -> tuple[Answer, Step | None]:
    """The part number ``page`` (from 0) of ``answer``, offering the next; and the step to the next, if there is one.

    ``state`` is where the answer was found: the next part is walked to again from there.
    """
    parts = parts_of(answer)
    page = min(page, len(parts) - 1)
    shown = replace(answer, sections=parts[page]) if len(parts) > 1 else answer
    if page > 0:
        shown = _continued(shown)
    if page + 1 >= len(parts):
        return shown, None
    following = replace(stood(state), page=page + 1)
    return replace(shown, chapters=(Offer(wording().answer.more, following), *shown.chapters)), following


def asks_for_the_rest(words: str) -> bool:
    """Whether ``words`` are nothing but a wish for the next part."""
    return _THE_REST.fullmatch(" ".join(_WORD.findall(fold(words)))) is not None


def parts_of(answer: Answer) -> Parts:
    """The chapters of ``answer`` in parts, in order; one part when it is not long."""
    lists_documents = bool(answer.documents) and not _tells_cases_apart(answer.sections)
    if _weight(answer.sections, lists_documents) <= LONGEST_ANSWER:
        return [answer.sections]
    parts: list[list[Section]] = [[]]
    filled = 0
    for piece in _pieces(answer.sections, lists_documents):
        weight = _weight((piece,), lists_documents)
        if filled and filled + weight > PART and not _leads_in(parts[-1][-1]):
            parts.append([])
            filled = 0
        parts[-1].append(piece)
        filled += weight
    if len(parts) > 1 and filled < SHORTEST_PART:
        parts[-2:] = [[*parts[-2], *parts[-1]]]
    return [_joined(part) for part in parts]


def _tells_cases_apart(sections: tuple[Section, ...]) -> bool:
    """Whether several chapters hold one of the same name, each with its list: they are read one at a time."""
    names = [inner.title for section in sections for inner in section.blocks if isinstance(inner, Section)]
    return len(set(names)) < len(names)


def _continued(answer: Answer) -> Answer:
    """What the first part has told is not told again."""
    return replace(answer, documents=(), fees=(), delays=(), services=(), forms=(), offices=(), legal=(), related=())


def _pieces(sections: Iterable[Section], lists_documents: bool) -> Iterator[Section]:
    """Chapters cut into chapters of one block each, where they are long and may be cut."""
    for section in sections:
        if _weight((section,), lists_documents) <= PART:
            yield section
            continue
        for block in section.blocks:
            inner = _pieces((block,), lists_documents) if isinstance(block, Section) else _cut(block)
            for piece in inner:
                yield replace(section, blocks=(piece,))


def _cut(block: Block) -> Iterator[Block]:
    """``block``; a long choice one case at a time, and a long case one block at a time."""
    if not isinstance(block, Choice) or _weight_of(block, lists_documents=False) <= PART:
        yield block
        return
    for option in block.options:
        whole = replace(block, options=(option,))
        if _weight_of(whole, lists_documents=False) <= PART:
            yield whole
            continue
        for piece in (piece for inner in option.blocks for piece in _cut(inner)):
            yield replace(block, options=(replace(option, blocks=(piece,)),))


def _joined(pieces: Iterable[Section]) -> tuple[Section, ...]:
    """``pieces`` with those of one chapter put together again."""
    joined: list[Section] = []
    for piece in pieces:
        if joined and joined[-1].id == piece.id and joined[-1].title == piece.title:
            joined[-1] = replace(joined[-1], blocks=_merged((*joined[-1].blocks, *piece.blocks)))
        else:
            joined.append(piece)
    return tuple(joined)


def _merged(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    merged: list[Block] = []
    for block in blocks:
        last = merged[-1] if merged else None
        if isinstance(block, Section) and isinstance(last, Section) and block.id == last.id:
            merged[-1] = replace(last, blocks=_merged((*last.blocks, *block.blocks)))
        elif isinstance(block, Choice) and isinstance(last, Choice) and block.id == last.id:
            merged[-1] = replace(last, options=_cases((*last.options, *block.options)))
        else:
            merged.append(block)
    return tuple(merged)


def _cases(options: Iterable[Option]) -> tuple[Option, ...]:
    """``options`` with the pieces of one case put together again."""
    cases: list[Option] = []
    for option in options:
        if cases and cases[-1].id == option.id:
            cases[-1] = replace(cases[-1], blocks=_merged((*cases[-1].blocks, *option.blocks)))
        else:
            cases.append(option)
    return tuple(cases)


def _leads_in(section: Section) -> bool:
    """Whether the last words of a piece announce what comes next: "Apportez :" goes with its list."""
    return text_of((section,)).rstrip().endswith(":")


def _weight(blocks: tuple[Block, ...], lists_documents: bool) -> int:
    """Words to read. A chapter that lists the documents weighs nothing: it is never parted from its list."""
    return sum(_weight_of(block, lists_documents) for block in blocks)


def _weight_of(block: Block, lists_documents: bool) -> int:
    if not isinstance(block, Section):
        return len(text_of((block,)).split())
    if lists_documents and Aspect.DOCUMENTS in block.aspects:
        return 0
    return len(block.title.split()) + _weight(block.blocks, lists_documents)
