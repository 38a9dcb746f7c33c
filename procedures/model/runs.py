"""Runs: the words of a paragraph, with their marks and links."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from procedures.model.about import Audience


class Mark(StrEnum):
    EMPHASIS = "emphasis"
    EXPRESSION = "expression"
    QUOTATION = "quotation"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    AMOUNT = "amount"
    FOREIGN = "foreign"
    VARIABLE = "variable"


class LinkKind(StrEnum):
    PROCEDURE = "procedure"  # target: id of a procedure or dossier, as the source writes it (F1341, N358)
    RESOURCE = "resource"  # target: id of a form or online service (R1580)
    TERM = "term"  # target: id of a definition or abbreviation of the same procedure
    WEB = "web"  # target: URL


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Marked:
    mark: Mark
    runs: tuple[Run, ...]
    language: str | None = None


@dataclass(frozen=True)
class Link:
    kind: LinkKind
    target: str
    runs: tuple[Run, ...]
    audience: Audience | None = None


Run = Text | Marked | Link


def plain(runs: tuple[Run, ...]) -> str:
    """The words of ``runs`` without marks or links, white space as in the source."""
    return "".join(run.text if isinstance(run, Text) else plain(run.runs) for run in runs)
