"""A text and its life, as values. The rules are here; ``repository`` keeps them in the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from api.editor.merging import Merge
from procedures.store.text_tables import TextEvent, TextKind

Content = dict[str, Any]


@dataclass(frozen=True)
class Author:
    """Whoever writes; None for what the program does by itself on the day that somebody chose."""

    id: str | None
    name: str


@dataclass(frozen=True)
class Text:
    """A text as it stands. ``edition`` is 0 for one that nobody has touched here."""

    kind: TextKind
    id: str
    title: str = ""
    edition: int = 0
    draft: Content | None = None
    draft_by: str | None = None
    draft_by_name: str = ""
    draft_at: datetime | None = None
    submitted_by: str | None = None
    live: Content | None = None
    withdrawn: bool = False
    scheduled: Content | None = None
    scheduled_for: date | None = None

    @property
    def content(self) -> Content | None:
        """What an editor goes on from."""
        return self.draft if self.draft is not None else self.live

    @property
    def is_submitted(self) -> bool:
        return self.submitted_by is not None


@dataclass(frozen=True)
class Revision:
    """One line of a history; ``content`` is what the text was from then on."""

    id: int
    edition: int
    event: TextEvent
    author: str
    comment: str
    at: datetime
    content: Content | None


class UnknownTextError(Exception):
    """There is no such text, or none such any more."""


class NothingToDoError(Exception):
    """What is asked makes no sense for the text as it stands; ``sentence`` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class StaleError(Exception):
    """Somebody else changed the text since it was read. ``base``: what it was then, None when that is not known."""

    def __init__(self, current: Text, base: Content | None) -> None:
        super().__init__("stale edition")
        self.current = current
        self.base = base
        self.merge: Merge | None = None


def may_publish(text: Text, author: Author, *, reviewed: bool) -> bool:
    """With review, whoever wrote last does not publish: another person reads it first."""
    return not reviewed or text.draft_by != author.id
