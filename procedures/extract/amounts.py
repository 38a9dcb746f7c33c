"""Fees and delays: the sentences that state an amount or a duration, with what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from procedures.extract.certain import certain_options
from procedures.model import Block, BulletList, Choice, Note, Paragraph, Row, Section, Table, children, plain
from procedures.outcome import Delay, Fee
from procedures.words import fold

_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:[,.]\d+)?"
_AMOUNT = re.compile(rf"({_NUMBER})\s*(?:€|euros?\b)")
_FREE = re.compile(r"\b(?<!pas )(?<!non )gratuit(e|s|es|ement)?\b|\baucun (cout|frais)\b|\bsans frais\b")
_COUNT = r"\d+|une?|deux|trois|quatre|cinq|six|sept|huit|dix|quinze|quelques|plusieurs"
_UNIT = r"heures?|jours?|semaines?|mois|trimestres?|ans?|annees?"
_DURATION = re.compile(rf"\b(?:{_COUNT})(?: (?:a|ou|et) (?:{_COUNT}))? (?:{_UNIT})\b|\bimmediat|\bsans delai\b")


def fees_in(blocks: Iterable[Block]) -> tuple[Fee, ...]:
    """One entry per sentence or table cell that states an amount in euros, or that it is free.

    ``amount`` is set only when the sentence states exactly one.
    """
    fees = []
    for label, text in _statements(tuple(blocks), ()):
        amounts = [_euros(number) for number in _AMOUNT.findall(text)]
        if len(amounts) == 1:
            fees.append(Fee(label, text, amounts[0]))
        elif amounts:
            fees.append(Fee(label, text))
        elif _FREE.search(fold(text)):
            fees.append(Fee(label, text, Decimal(0)))
    return tuple(dict.fromkeys(fees))


def delays_in(blocks: Iterable[Block]) -> tuple[Delay, ...]:
    """One entry per sentence or table cell that states a duration."""
    stated = (Delay(label, text) for label, text in _statements(tuple(blocks), ()) if _DURATION.search(fold(text)))
    return tuple(dict.fromkeys(stated))


def _euros(number: str) -> Decimal:
    """
    >>> _euros("1 250,50")
    Decimal('1250.50')
    """
    return Decimal(re.sub(r"[ \u00a0\u202f]", "", number).replace(",", "."))


def _statements(blocks: tuple[Block, ...], context: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each paragraph or table cell that surely holds, with the title, label or lead-in it stands under."""
    lead_in = ""
    for block in blocks:
        match block:
            case Paragraph():
                text = " ".join(plain(block.runs).split()).rstrip(" ,;")
                yield (context[-1] if context else ""), text
                lead_in = text.rstrip(" :") if text.endswith(":") else ""
                continue
            case Table():
                yield from _cells(block)
            case Choice():
                for option in certain_options(block):
                    yield from _statements(option.blocks, (*context, option.label))
            case Section() | Note():
                yield from _statements(block.blocks, (*context, block.title) if block.title else context)
            case BulletList():
                inside = (*context, lead_in) if lead_in else context
                for item in block.items:
                    yield from _statements(item.blocks, inside)
            case _:
                yield from _statements(children(block), context)
        lead_in = ""


def _cells(table: Table) -> Iterator[tuple[str, str]]:
    """Each cell of data with the headers of its row and column."""
    columns: list[str] = []
    for row in table.rows:
        texts = _texts(row)
        if row.header:
            columns = texts
            continue
        first = max(table.header_columns, 1 if len(texts) > 1 else 0)
        for index, text in enumerate(texts[first:], start=first):
            heads = [*texts[:first], columns[index] if index < len(columns) and len(texts) > 2 else ""]
            yield " – ".join(filter(None, heads)) or table.title, text


def _texts(row: Row) -> list[str]:
    """The words of each cell, repeated over the columns that it spans."""
    texts: list[str] = []
    for cell in row.cells:
        words = " ".join(_words(cell.blocks))
        texts += [words] * max(cell.columns, 1)
    return texts


def _words(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield " ".join(plain(block.runs).split())
        else:
            yield from _words(children(block))
