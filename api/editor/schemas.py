"""What comes in and goes out on the editors' side."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, Field

from api.editor.differences import Difference
from api.editor.finding import Found
from api.editor.intake import sound_text
from api.editor.service import Editing, Opened
from api.editor.texts import Author, Content, Revision, Text
from procedures.model import Section
from procedures.reply.links import safe_url
from procedures.store.text_tables import TextEvent, TextKind
from procedures.store.words import words_in

_LONGEST_PASSAGE = 1200  # characters of an official part: enough to know what one adds to


def _clean(value: Any) -> Any:
    return sound_text(value).strip() if isinstance(value, str) else value


Comment = Annotated[str, BeforeValidator(_clean), Field(max_length=500)]
NewTitle = Annotated[str, BeforeValidator(_clean), Field(min_length=2, max_length=140)]
AskedQuestion = Annotated[str, BeforeValidator(_clean), Field(min_length=2, max_length=300)]


class NewProcedure(BaseModel):
    title: NewTitle


class NewDraft(BaseModel):
    content: dict[str, Any]
    comment: Comment = ""


class Deed(BaseModel):
    comment: Comment = ""


class Publication(Deed):
    """``starts_on``: a day to come, on which it is published by itself."""

    starts_on: date | None = None


class Return(Deed):
    revision: Annotated[int, Field(ge=1, le=2**31 - 1)]


class Verification(BaseModel):
    """``section``: which part was checked; all of them when none is named."""

    section: Annotated[str, Field(max_length=200)] | None = None


class Walked(BaseModel):
    """``content``: as it is on the screen, saved or not. ``state`` and ``step``: from the reply before."""

    content: dict[str, Any] | None = None
    state: dict[str, Any] | None = None
    step: dict[str, Any] | None = None


class Asked(BaseModel):
    question: AskedQuestion
    content: dict[str, Any] | None = None


class Written(BaseModel):
    text: Annotated[str, BeforeValidator(_clean), Field(max_length=2000)]


class HintOut(BaseModel):
    words: str
    advice: str


class AdviceOut(BaseModel):
    """``ease``: how easy it is to read, in a word."""

    ease: str
    hints: list[HintOut]


class LineOut(BaseModel):
    id: str
    title: str
    origin: str
    verified_on: date | None
    state: str
    has_draft: bool
    in_review: bool
    scheduled_for: date | None
    adapted: bool

    @classmethod
    def of(cls, found: Found) -> Self:
        text = found.text
        withdrawn = text is not None and text.live is None and text.withdrawn
        new = text is not None and text.live is None and not withdrawn and found.verified_on is None
        is_draft_only = new and found.origin != "official"
        return cls(
            id=found.id,
            title=found.title or found.id,
            origin=found.origin.value,
            verified_on=found.verified_on,
            state="withdrawn" if withdrawn else "new" if is_draft_only else "published",
            has_draft=bool(text and text.draft is not None),
            in_review=bool(text and text.is_submitted),
            scheduled_for=text.scheduled_for if text else None,
            adapted=bool(found.origin == "official" and text and text.live and text.live.get("ajouts")),
        )


class LinesOut(BaseModel):
    """``total``: how many there are, of which the first are told."""

    procedures: list[LineOut]
    total: int


class UnfinishedLineOut(BaseModel):
    """A text with a draft."""

    kind: TextKind
    id: str
    title: str
    draft_by: str
    in_review: bool
    scheduled_for: date | None

    @classmethod
    def of(cls, text: Text) -> Self:
        return cls(
            kind=text.kind,
            id=text.id,
            title=text.title or text.id,
            draft_by=text.draft_by_name,
            in_review=text.is_submitted,
            scheduled_for=text.scheduled_for,
        )


class UnfinishedOut(BaseModel):
    texts: list[UnfinishedLineOut]


class FaultOut(BaseModel):
    field: str
    reason: str
    cure: str


class PlaceOut(BaseModel):
    """A part of an official sheet. ``text``: how it begins."""

    id: str
    title: str
    text: str

    @classmethod
    def of(cls, section: Section) -> Self:
        text = " ".join(words.strip() for words in words_in(section.blocks) if words.strip())
        return cls(id=section.id, title=section.title, text=text[:_LONGEST_PASSAGE])


class OfficialOut(BaseModel):
    title: str
    url: str | None
    verified_on: date | None
    places: list[PlaceOut]
    lost: list[str]


class TextOut(BaseModel):
    """A text as an editor opens it. ``edition`` goes back in ``If-Match`` with whatever changes it."""

    id: str
    kind: str
    title: str
    edition: int
    state: str
    content: Content
    live: Content | None
    has_draft: bool
    draft_by: str
    draft_at: datetime | None
    in_review: bool
    review_needed: bool
    may_publish: bool
    scheduled_for: date | None
    scheduled: Content | None
    faults: list[FaultOut]
    official: OfficialOut | None

    @classmethod
    def of(cls, opened: Opened, editing: Editing, author: Author) -> Self:
        text, stored = opened.text, opened.stored
        live = opened.live
        official = None
        if opened.is_official and stored is not None:
            official = OfficialOut(
                title=stored.title,
                url=safe_url(stored.url),
                verified_on=stored.verified_on,
                places=[PlaceOut.of(place) for place in editing.places(opened)],
                lost=list(editing.places_lost(opened)),
            )
        return cls(
            id=text.id,
            kind=text.kind.value,
            title=text.title or (stored.title if stored else text.id),
            edition=text.edition,
            state="withdrawn" if text.withdrawn else "published" if live is not None else "new",
            content=opened.content,
            live=live,
            has_draft=text.draft is not None,
            draft_by=text.draft_by_name,
            draft_at=text.draft_at,
            in_review=text.is_submitted,
            review_needed=editing.review_is_needed(),
            may_publish=editing.may_publish(text, author),
            scheduled_for=text.scheduled_for,
            scheduled=text.scheduled,
            faults=[FaultOut(**vars(one)) for one in editing.faults(text.kind, text.id, opened.content)],
            official=official,
        )


class RevisionOut(BaseModel):
    id: int
    edition: int
    event: TextEvent
    author: str
    comment: str
    at: datetime
    can_return: bool

    @classmethod
    def of(cls, revision: Revision) -> Self:
        return cls(
            id=revision.id,
            edition=revision.edition,
            event=revision.event,
            author=revision.author,
            comment=revision.comment,
            at=revision.at,
            can_return=revision.content is not None,
        )


class RevisionsOut(BaseModel):
    revisions: list[RevisionOut]


class PieceOut(BaseModel):
    sign: str
    words: str


class DifferenceOut(BaseModel):
    where: str
    pieces: list[PieceOut]

    @classmethod
    def of(cls, difference: Difference) -> Self:
        pieces = [PieceOut(sign=piece.sign, words=piece.words) for piece in difference.pieces]
        return cls(where=difference.where, pieces=pieces)


class RevisionDetailOut(BaseModel):
    """``differences``: what this revision changed of the one before."""

    revision: RevisionOut
    content: Content | None
    differences: list[DifferenceOut]


class ShownOut(BaseModel):
    reply: dict[str, Any]
    state: dict[str, Any]


class HitOut(BaseModel):
    id: str
    title: str
    likelihood: float
    is_this_one: bool


class TriedOut(ShownOut):
    found: list[HitOut]
    rank: int | None
