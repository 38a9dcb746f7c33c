"""Blocks of the model as the JSON blocks of the contract: paragraph, list, table, note, contact, service, choice.

Conditions are settled before this point, so what stands under one is simply shown. Nothing here is markup: a client
builds its own elements from typed values.
"""

from __future__ import annotations

from typing import Any

from procedures.fee_scale import QUOTIENT, line_of
from procedures.model import (
    Block,
    BulletList,
    Cell,
    Choice,
    Conditional,
    Illustration,
    LegalReference,
    Link,
    LinkKind,
    Mark,
    Marked,
    Note,
    Office,
    Paragraph,
    Run,
    Section,
    Service,
    Table,
    Text,
    plain,
)
from procedures.reply.links import beside, safe_url
from procedures.reply.offices import contact_details

Json = dict[str, Any]

_MARKS = {
    Mark.EMPHASIS: "strong",
    Mark.EXPRESSION: "term",
    Mark.QUOTATION: "quotation",
    Mark.SUPERSCRIPT: "superscript",
    Mark.SUBSCRIPT: "subscript",
    Mark.AMOUNT: "amount",
    Mark.FOREIGN: "foreign",
    Mark.VARIABLE: "text",
}


_ONE = {"columns": 1, "rows": 1}  # what a cell spans


def blocks_as_json(blocks: tuple[Block, ...], page_url: str = "") -> list[Json]:
    """The JSON blocks of ``blocks``, in reading order. ``page_url``: the sheet's own, to address its neighbours."""
    return [written for block in blocks for written in _block(block, page_url)]


def runs_as_json(runs: tuple[Run, ...], page_url: str = "") -> list[Json]:
    """The JSON runs of a paragraph; marks inside marks give the outer kind, links keep their words."""
    return [written for run in runs for written in _run(run, page_url) if written["text"]]


def _run(run: Run, page_url: str) -> list[Json]:
    match run:
        case Text():
            return [{"type": "text", "text": run.text}]
        case Marked():
            return _marked(run, page_url)
        case Link():
            return [_link(run, page_url)]


def _marked(run: Marked, page_url: str) -> list[Json]:
    """A mark around a link must not hide it, so each inner run keeps its own kind when it has one."""
    kind = _MARKS[run.mark]
    written = []
    for inner in runs_as_json(run.runs, page_url):
        marked = {**inner, "type": kind} if inner["type"] == "text" else inner
        if run.language and marked["type"] == "foreign":
            marked["language"] = run.language
        written.append(marked)
    return written


def _link(run: Link, page_url: str) -> Json:
    text = plain(run.runs)
    match run.kind:
        case LinkKind.TERM:
            return {"type": "term", "text": text, "term": run.target}
        case LinkKind.WEB:
            return _linked(text, safe_url(run.target))
        case LinkKind.RESOURCE:
            return _linked(text, beside(page_url, run.target))
        case LinkKind.PROCEDURE:
            return {**_linked(text, beside(page_url, run.target)), "type": "link", "procedure": run.target}


def _linked(text: str, url: str | None) -> Json:
    return {"type": "link", "text": text, "url": url} if url else {"type": "text", "text": text}


def _block(block: Block, page_url: str) -> list[Json]:
    match block:
        case Paragraph():
            runs = runs_as_json(block.runs, page_url)
            return [{"type": "paragraph", "runs": runs}] if runs else []
        case BulletList():
            items = [blocks_as_json(item.blocks, page_url) for item in block.items]
            return [{"type": "list", "ordered": block.ordered, "items": [item for item in items if item]}]
        case Conditional():
            return blocks_as_json(block.blocks, page_url)
        case Section():
            return [*_heading(block), *blocks_as_json(block.blocks, page_url)]
        case _:
            return _rich_block(block, page_url)


def _rich_block(block: Block, page_url: str) -> list[Json]:
    match block:
        case Note():
            inner = blocks_as_json(block.blocks, page_url)
            return [{"type": "note", "kind": block.kind.value, "title": block.title, "blocks": inner}]
        case Table():
            return [*blocks_as_json(block.summary, page_url), _table(block, page_url)]
        case Office():
            inner = blocks_as_json(block.blocks, page_url)
            return [{"type": "contact", **contact_details(block), "blocks": inner}]
        case Service():
            return [service_as_json(block, page_url)]
        case Choice(scale=None):
            return _choice(block, page_url)
        case Choice():
            return [_scale(block, page_url)]
        case Illustration():
            return _illustration(block, page_url)
        case LegalReference():
            return [{"type": "paragraph", "runs": [_linked(block.title, safe_url(block.url))]}]
        case _:
            raise TypeError(f"no rendering for {type(block).__name__}")


def _heading(section: Section) -> list[Json]:
    if not section.title.strip():
        return []
    return [{"type": "paragraph", "runs": [{"type": "strong", "text": section.title.strip()}], "heading": True}]


def _table(table: Table, page_url: str) -> Json:
    rows = [{"header": row.header, "cells": [_cell(cell, page_url) for cell in row.cells]} for row in table.rows]
    return {"type": "table", "title": table.title, "header_columns": table.header_columns, "rows": rows}


def _cell(cell: Cell, page_url: str) -> Json:
    return {"blocks": blocks_as_json(cell.blocks, page_url), "columns": cell.columns, "rows": cell.rows}


def _choice(choice: Choice, page_url: str) -> list[Json]:
    """The options that say something about what was asked: a label with nothing under it reads as a mistake."""
    shown = [(option.label, blocks_as_json(option.blocks, page_url)) for option in choice.options]
    options = [{"label": label, "blocks": blocks} for label, blocks in shown if blocks]
    return [{"type": "choice", "prompt": choice.prompt, "options": options}] if options else []


def _scale(choice: Choice, page_url: str) -> Json:
    """A fee by family quotient, read at a glance: a line for each bracket."""
    head = {"header": True, "cells": [_words(QUOTIENT), _words("Tarif")]}
    rows = [
        {
            "header": False,
            "cells": [_words(line_of(option)), {"blocks": blocks_as_json(option.blocks, page_url), **_ONE}],
        }
        for option in choice.options
    ]
    return {"type": "table", "title": "", "header_columns": 1, "rows": [head, *rows]}


def _words(words: str) -> Json:
    return {"blocks": [{"type": "paragraph", "runs": [{"type": "text", "text": words}]}], **_ONE}


def _illustration(picture: Illustration, page_url: str) -> list[Json]:
    """A widget on a town's page loads nothing from elsewhere: the words of a picture, and a link to it."""
    words = picture.caption or picture.alternative
    url = safe_url(picture.url)
    shown = [{"type": "paragraph", "runs": [_linked(f"Illustration : {words}", url)]}] if words else []
    return [*shown, *blocks_as_json(picture.description, page_url), *blocks_as_json(picture.beside, page_url)]


def service_as_json(service: Service, page_url: str = "") -> Json:
    """An online service, form, letter template or simulator, where it stands in the text."""
    return {
        "type": "service",
        "kind": service.kind.value,
        "title": service.title,
        "url": safe_url(service.url),
        "provider": service.provider,
        "number": service.number,
        "comment": service.comment,
        "blocks": blocks_as_json(service.blocks, page_url),
    }
