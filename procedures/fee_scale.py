"""What a service costs by family quotient, in words: amounts, brackets, and the choice that they are for the walk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from procedures.model import Bracket, Choice, Option, Paragraph, Scale, Text

PROMPT = "Quel est votre quotient familial ?"
QUOTIENT = "Quotient familial"
FREE = "gratuit"
_AMOUNT = re.compile(r"(\d{1,3}(?:[ \u00a0\u202f]?\d{3})*)(?:,(\d{2}))?[ \u00a0\u202f]?€")
_UNKNOWN = "Sans quotient familial connu"
_OF = "Quotient "


def read_amount(words: str) -> Decimal | None:
    """Euros; None for what is no amount. Nothing to pay is said "gratuit".

    >>> read_amount("1 200,50 €")
    Decimal('1200.50')
    """
    if words.strip().lower() == FREE:
        return Decimal(0)
    found = _AMOUNT.fullmatch(words.strip())
    if not found:
        return None
    amount = Decimal(re.sub(r"\D", "", found[1]) + (f".{found[2]}" if found[2] else ""))
    return amount or None


def written_amount(amount: Decimal) -> str:
    """
    >>> written_amount(Decimal("3.20"))
    '3,20 €'
    """
    return f"{amount:,}".replace(",", " ").replace(".", ",") + " €" if amount else FREE


def as_choice(scale_id: str, scale: Scale) -> Choice:
    """The question that picks the line of a scale, each line as the answer."""
    options = tuple(_options(scale_id, scale))
    return Choice(scale_id, options, prompt=PROMPT, scale=scale)


def _options(scale_id: str, scale: Scale) -> Iterator[Option]:
    for bracket in scale.brackets:
        words = f"{_OF}{_range(bracket)}"
        yield Option(f"{scale_id}.de-{bracket.lower}", words, (_price(bracket.amount, scale.unit),))
    if scale.unknown is not None:
        yield Option(f"{scale_id}.inconnu", _UNKNOWN, (_price(scale.unknown, scale.unit),))


def line_of(option: Option) -> str:
    """What the line of a table is called, under the heading ``QUOTIENT``."""
    words = option.label.removeprefix(_OF)
    return words[:1].upper() + words[1:]


def _range(bracket: Bracket) -> str:
    if bracket.upper is None:
        return f"de {_number(bracket.lower)} et plus"
    return f"de {_number(bracket.lower)} à {_number(bracket.upper)}"


def _number(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")


def _price(amount: Decimal, unit: str) -> Paragraph:
    words = written_amount(amount).replace(" ", "\u00a0")
    return Paragraph((Text(" ".join(filter(None, (words, unit)))),))


_BETWEEN = re.compile(r"\bde (\d+) (?:a|et) (\d+)\b")
_ABOVE = re.compile(r"\bde (\d+) et plus\b")
_SPACED = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)")


def bracket_named(label: str) -> tuple[int, int | None] | None:
    """The quotients that a folded label of ours covers, both ends included."""
    words = _SPACED.sub("", label)
    if found := _BETWEEN.search(words):
        return int(found[1]), int(found[2])
    return (int(found[1]), None) if (found := _ABOVE.search(words)) else None
