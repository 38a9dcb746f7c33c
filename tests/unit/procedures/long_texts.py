"""Texts too long to be told at once, and what is told of them."""

from __future__ import annotations

from procedures.model import (
    Paragraph,
    Section,
    descendants,
    plain,
)
from tests.unit.procedures.fakes import text


def words(count: int, about: str) -> Paragraph:
    return text(" ".join(f"{about}{number}" for number in range(count)))


def said(sections: tuple[Section, ...]) -> list[str]:
    return [plain(block.runs) for block in descendants(sections) if isinstance(block, Paragraph)]
