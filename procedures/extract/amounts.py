"""Fees and delays: the sentences that state an amount or a duration, with what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from procedures.extract.certain import certain_options
from procedures.model import Block, BulletList, Choice, Note, Paragraph, Row, Section, Table, children, plain
from procedures.outcome import Delay, Fee
from procedures.words import fold

_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:[,.]\d+)?"
_AMOUNT = re.compile(rf"({_NUMBER})\s*(?:€|euros?\b)")
_FREE = re.compile(r"\b(?<!pas )(?<!non )gratuit(e|s|es|ement)?\b|\baucun (cout|frais)\b|\bsans frais\b")
# A limit ("ne dépasse pas 1 448 €", "un prix inférieur à 40 €") tells to whom or up to where, not what one pays.
_LIMIT = re.compile(
    r"\b(depass\w*|(inferieur|superieur)e?s?( ou egale?s?)? a|excede\w*|plafonn\w* a|moins de|plus de|jusqu'a"
    rf"|au[- ]dela de|a partir de)( \w+){{0,2}} (?:{_NUMBER})\s*(?:€|euros?\b)"
)
# Free only sometimes, or only in part, is not a price of nothing.
_HEDGED = re.compile(
    r"\b(certaine?s?|parfois|sauf|si|s'il|s'ils|lorsque|en cas|peut|peuvent|pouvez|pourr\w+|condition|mais|toutefois"
    r"|cependant|en revanche|sinon|autres frais|selon|notamment|reserves?|uniquement|seulement|beneficiez?)\b"
)
_OF_AN_APPEAL = re.compile(
    r"\brecours\b|\bfaire appel\b|\bappel (de|du|contre) \w|\b(vous|pour) (\w+ ){0,6}contest(er|ez)\b"
    r"|\bsaisir (\w+ ){0,3}(tribunal|juge|cour|conseil|commission)\b"
)
_ABOUT_APPEALS = re.compile(r"recours|contest|litige|appel|prescription|saisi|tribunal|refus")
_COUNT = r"\d+|une?|deux|trois|quatre|cinq|six|sept|huit|dix|quinze|quelques|plusieurs"
_UNIT = r"heures?|jours?|semaines?|mois|trimestres?|ans?|annees?"
_DURATION = re.compile(rf"\b(?:{_COUNT})(?: (?:a|ou|et) (?:{_COUNT}))? (?:{_UNIT})\b(?! feri)|\bsans delai\b")
_AT_ONCE = re.compile(r"\bimmediat")
_NOT_AT_ONCE = re.compile(r"\b(pas|jamais|rarement)\b[^.]*\bimmediat")


@dataclass(frozen=True)
class _Statement:
    """A paragraph or cell of data. ``context``: the titles, labels and lead-ins it stands under, outermost first.

    ``aside``: whether it stands in a note, beside what the chapter says.
    """

    text: str
    context: tuple[str, ...]
    aside: bool = False

    @property
    def label(self) -> str:
        return self.context[-1] if self.context else ""


def fees_in(blocks: Iterable[Block]) -> tuple[Fee, ...]:
    """One entry per sentence or table cell that states an amount in euros, or that it is free.

    ``amount`` is set only when the sentence states exactly one, outside notes, and not as a limit; nor is it for what
    is free only in some cases.
    """
    fees = []
    for statement in _statements(tuple(blocks), ()):
        label, text, said = statement.label, statement.text, fold(statement.text)
        amounts = [_euros(number) for number in _AMOUNT.findall(text)]
        if amounts:
            price = len(amounts) == 1 and not statement.aside and not _LIMIT.search(said)
            fees.append(Fee(label, text, amounts[0] if price else None))
        elif _FREE.search(said):
            surely = not statement.aside and not _HEDGED.search(said)
            fees.append(Fee(label, text, Decimal(0) if surely else None))
    return tuple(dict.fromkeys(fees))


def delays_in(blocks: Iterable[Block]) -> tuple[Delay, ...]:
    """One entry per sentence or table cell that states a duration.

    The time one has to appeal counts only under a title that is about appeals: nobody waits for it.
    """
    stated = (
        Delay(statement.label, statement.text)
        for statement in _statements(tuple(blocks), ())
        if _tells_how_long(fold(statement.text)) and not _of_an_appeal(statement)
    )
    return tuple(dict.fromkeys(stated))


def _tells_how_long(said: str) -> bool:
    return bool(_DURATION.search(said) or (_AT_ONCE.search(said) and not _NOT_AT_ONCE.search(said)))


def _of_an_appeal(statement: _Statement) -> bool:
    return bool(_OF_AN_APPEAL.search(fold(statement.text))) and not any(
        _ABOUT_APPEALS.search(fold(title)) for title in statement.context
    )


def _euros(number: str) -> Decimal:
    """
    >>> _euros("1 250,50")
    Decimal('1250.50')
    """
    return Decimal(re.sub(r"[ \u00a0\u202f]", "", number).replace(",", "."))


def _statements(blocks: tuple[Block, ...], context: tuple[str, ...]) -> Iterator[_Statement]:
    """Each paragraph or table cell that surely holds."""
    lead_in = ""
    for block in blocks:
        match block:
            case Paragraph():
                text = " ".join(plain(block.runs).split()).rstrip(" ,;")
                yield _Statement(text, context)
                lead_in = text.rstrip(" :") if text.endswith(":") else ""
                continue
            case Table():
                yield from _cells(block, context)
            case Choice():
                for option in certain_options(block):
                    yield from _statements(option.blocks, (*context, option.label))
            case Note():
                inner = _statements(block.blocks, (*context, block.title) if block.title else context)
                yield from (replace(statement, aside=True) for statement in inner)
            case Section():
                yield from _statements(block.blocks, (*context, block.title) if block.title else context)
            case BulletList():
                inside = (*context, lead_in) if lead_in else context
                for item in block.items:
                    yield from _statements(item.blocks, inside)
            case _:
                yield from _statements(children(block), context)
        lead_in = ""


def _cells(table: Table, context: tuple[str, ...]) -> Iterator[_Statement]:
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
            yield _Statement(text, (*context, " – ".join(filter(None, heads)) or table.title))


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
