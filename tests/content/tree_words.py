"""All the words of a stored tree, in reading order: what the proof that nothing is lost compares with the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import singledispatch

from procedures.model import (
    Attachment,
    Block,
    BulletList,
    Choice,
    Conditional,
    DatedWarning,
    Definition,
    Illustration,
    LegalReference,
    Note,
    Office,
    Option,
    Paragraph,
    Questionnaire,
    Reference,
    Section,
    Service,
    Table,
    WebReference,
    plain,
)

_WORD = re.compile(r"\w+")


def words_in(texts: Iterable[str]) -> list[str]:
    """The words of ``texts``; white space and punctuation do not count, nor where a mark cuts a word."""
    return [word for text in texts for word in _WORD.findall(text)]


def block_texts(blocks: Iterable[Block]) -> Iterator[str]:
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Choice):
            # The paragraph just before a choice stays in the text, and is its prompt as well.
            if not (isinstance(before, Paragraph) and plain(before.runs).strip() == block.prompt):
                yield block.prompt
            for option in block.options:
                yield from texts_of(option)
        else:
            yield from texts_of(block)
        before = block


@singledispatch
def texts_of(value: object) -> Iterator[str]:
    """The texts of one value of the model, in the order in which the guide writes them."""
    raise TypeError(f"{type(value).__name__} holds words that this proof does not know")


@texts_of.register
def _(value: Paragraph) -> Iterator[str]:
    yield plain(value.runs)


@texts_of.register
def _(value: BulletList) -> Iterator[str]:
    for item in value.items:
        yield from block_texts(item.blocks)


@texts_of.register
def _(value: Table) -> Iterator[str]:
    yield value.title
    yield from block_texts(value.summary)
    for row in value.rows:
        for cell in row.cells:
            yield from block_texts(cell.blocks)


@texts_of.register(Note | DatedWarning)
def _(value: Note | DatedWarning) -> Iterator[str]:
    yield value.title
    yield from block_texts(value.blocks)


@texts_of.register
def _(value: Illustration) -> Iterator[str]:
    yield from block_texts(value.beside)
    yield from (value.caption, value.credits, value.alternative)
    yield from block_texts(value.description)


@texts_of.register
def _(value: Office) -> Iterator[str]:
    yield from (value.title, *value.complements, *value.pivots, value.provider)
    yield from block_texts(value.blocks)


@texts_of.register
def _(value: Service) -> Iterator[str]:
    yield from (value.title, value.provider, *value.pivots)
    yield from block_texts(value.blocks)
    yield from (notice.title for notice in value.notices)
    for attachment in value.attachments:
        yield from texts_of(attachment)


@texts_of.register
def _(value: Attachment) -> Iterator[str]:
    yield value.title
    yield from block_texts(value.blocks)
    yield from (notice.title for notice in value.notices)


@texts_of.register
def _(value: LegalReference) -> Iterator[str]:
    yield from (value.title, value.provider, *value.complements)


@texts_of.register
def _(value: Option) -> Iterator[str]:
    yield value.label
    yield from block_texts(value.help)
    yield from block_texts(value.blocks)


@texts_of.register
def _(value: Conditional) -> Iterator[str]:
    yield from block_texts(value.blocks)


@texts_of.register
def _(value: Section) -> Iterator[str]:
    yield from (value.title, value.alternative_title)
    yield from block_texts(value.blocks)


@texts_of.register
def _(value: Questionnaire) -> Iterator[str]:
    yield from block_texts(value.description)
    for question in value.questions:
        yield question.prompt
        yield from block_texts(question.help)
        for option in question.options:
            yield from texts_of(option)


@texts_of.register
def _(value: Definition) -> Iterator[str]:
    yield value.term
    yield from block_texts(value.blocks)
    for reference in value.references:
        yield from texts_of(reference)


@texts_of.register
def _(value: Reference) -> Iterator[str]:
    yield from (value.title, value.theme)


@texts_of.register
def _(value: WebReference) -> Iterator[str]:
    yield from (value.title, value.provider)
    yield from block_texts(value.comment)
