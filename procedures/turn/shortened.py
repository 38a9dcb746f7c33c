"""An answer in its fewest words, all of them the source's: first sentences, documents as a bare list, prices, delays.

Nothing is written anew: what is left out is left out whole, and a button leads to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from procedures.extract import defined_in
from procedures.model import (
    Block,
    BulletList,
    Choice,
    Conditional,
    ListItem,
    Office,
    Paragraph,
    Section,
    Service,
    Text,
    plain,
)
from procedures.outcome import Answer, DocumentItem
from procedures.words import fold

CHAPTERS = 3
_SENTENCES = 2  # of a chapter
_ITEMS = 5  # of a list; a price list or a list of cases is no shorter than that
_DATA = 3  # prices, delays, places
_TERMS = 6
_WITHIN = re.compile(r"\s*\((?:[^()]|\([^()]*\))*\)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-ÖØ-Þ«])")


def shortened(answer: Answer) -> Answer:
    """``answer`` with what matters most of it. Terms that the words kept use are defined, whether or not they were
    before."""
    drawn = bool(answer.documents or answer.fees or answer.delays)
    sections = () if drawn and answer.aspect else tuple(_chapters(answer.sections))
    kept = replace(
        answer,
        documents=tuple(map(_bare, answer.documents)),
        fees=answer.fees[:_DATA],
        delays=answer.delays[:_DATA],
        sections=sections,
        services=answer.services[:_DATA],
        forms=(),
        offices=answer.offices[:_DATA],
        legal=(),
        related=(),
    )
    used = defined_in(answer.sections, answer.definitions)
    words = fold(_words_of(kept))
    return replace(kept, definitions=tuple(one for one in used if fold(one.term) in words)[:_TERMS])


def _bare(item: DocumentItem) -> DocumentItem:
    """A document without what stands between brackets; its alternatives stay, each as bare."""
    return DocumentItem(_without_brackets(item.label), tuple(map(_without_brackets, item.details)))


def _without_brackets(text: str) -> str:
    return _WITHIN.sub("", text).strip() or text


def _chapters(sections: Iterable[Section]) -> Iterator[Section]:
    for section in tuple(sections)[:CHAPTERS]:
        blocks = tuple(_essential(section.blocks))
        if blocks:
            yield replace(section, blocks=blocks)


def _essential(blocks: Iterable[Block]) -> Iterator[Block]:
    """The first sentences, with the list that they announce; each case of a choice, shortened alike. Notes, tables and
    pictures are for whoever reads on."""
    sentences = 0
    for block in _flat(blocks):
        match block:
            case Paragraph() if sentences < _SENTENCES:
                kept = _first(plain(block.runs), _SENTENCES - sentences)
                sentences += len(kept)
                if kept:
                    yield Paragraph((Text(" ".join(kept)),))
            case BulletList():
                yield replace(block, items=tuple(_item(item) for item in block.items[:_ITEMS]))
                return
            case Choice():
                options = (replace(option, blocks=tuple(_essential(option.blocks))) for option in block.options)
                yield replace(block, options=tuple(options))
                return
            case _:
                continue


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """``blocks`` with the titled parts of a chapter opened."""
    for block in blocks:
        if isinstance(block, Section | Conditional):
            yield from _flat(block.blocks)
        elif not isinstance(block, Office | Service):
            yield block


def _item(item: ListItem) -> ListItem:
    first = next((block for block in item.blocks if isinstance(block, Paragraph)), None)
    words = _without_brackets(" ".join(_first(plain(first.runs), 1))) if first else ""
    return replace(item, blocks=(Paragraph((Text(words),)),) if words else item.blocks[:1])


def _first(text: str, count: int) -> list[str]:
    """The first ``count`` sentences of ``text``, without what stands between brackets."""
    clean = " ".join(text.split())
    return [_without_brackets(sentence) for sentence in _SENTENCE_END.split(clean)[:count] if sentence]


def _words_of(answer: Answer) -> str:
    drawn = [item.label for item in answer.documents]
    drawn += [detail for item in answer.documents for detail in item.details]
    drawn += [fee.text for fee in answer.fees] + [delay.text for delay in answer.delays]
    return " ".join((*drawn, *_texts(answer.sections)))


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in _flat(blocks):
        match block:
            case Paragraph():
                yield plain(block.runs)
            case BulletList():
                for item in block.items:
                    yield from _texts(item.blocks)
            case Choice():
                for option in block.options:
                    yield from _texts(option.blocks)
            case _:
                continue
