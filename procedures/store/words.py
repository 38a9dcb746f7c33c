"""The words of a tree, for search: its headings apart from its body."""

from __future__ import annotations

from collections.abc import Iterator

from procedures.model import (
    Attachment,
    Block,
    BulletList,
    Choice,
    Conditional,
    Dossier,
    Illustration,
    LegalReference,
    Note,
    Office,
    Paragraph,
    Procedure,
    Section,
    Service,
    Table,
    descendants,
    plain,
)


def headings_of(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """Titles of chapters and labels of options, in reading order, each once."""
    found: dict[str, None] = {}
    for block in descendants(blocks):
        if isinstance(block, Section):
            found[block.title] = None
        elif isinstance(block, Choice):
            found |= dict.fromkeys(option.label for option in block.options)
    return tuple(heading for heading in found if heading)


def body_of(item: Procedure | Dossier) -> str:
    """All running words of ``item`` except its headings; one line per paragraph."""
    return "\n".join(filter(None, (words.strip() for words in _item_words(item))))


def _item_words(item: Procedure | Dossier) -> Iterator[str]:
    yield from words_in(item.introduction)
    if isinstance(item, Procedure):
        yield from words_in(item.body)
        if item.questionnaire:
            yield from words_in(item.questionnaire.description)
            yield from words_in(item.questionnaire.questions)
        for warning in item.warnings:
            yield warning.title
            yield from words_in(warning.blocks)
        for definition in item.definitions:
            yield definition.term
            yield from words_in(definition.blocks)
    for service in item.services:
        yield from words_in((service,))
    for office in item.offices:
        yield from words_in((office,))
    for page in item.more:
        yield page.title


def words_in(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The words of each paragraph, item, note… of ``blocks``, depth first; section titles and labels are left out."""
    for block in descendants(blocks):
        yield from _own_words(block)


def _own_words(block: Block) -> Iterator[str]:
    """The words of ``block`` that no block inside it holds."""
    match block:
        case Paragraph():
            yield plain(block.runs)
        case Note() | Office() | LegalReference():
            yield block.title
        case Service():
            yield from (block.title, block.comment, block.number, block.provider)
            yield from _attachment_words(block.attachments)
        case Table():
            yield block.title
            yield from words_in(block.summary)
        case Illustration():
            yield from (block.alternative, block.caption)
            yield from words_in(block.description)
        case Choice():
            yield block.prompt
            yield from words_in(block.help)
            for option in block.options:
                yield from words_in(option.help)
        case Section() | Conditional() | BulletList():
            return


def _attachment_words(attachments: tuple[Attachment, ...]) -> Iterator[str]:
    for attachment in attachments:
        yield from (attachment.title, attachment.number)
        yield from words_in(attachment.blocks)
