"""What comes in and goes out on the citizen's side (DESIGN 5.2). What is refused is refused with a French sentence."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, field_serializer, model_validator
from pydantic_core import PydanticCustomError

from api.conversations.messages import Author, Kind, Message
from api.conversations.states import Outcome, Status
from api.handoff.estimate import Place
from procedures.model import Aspect

LONGEST_TEXT = 1000
LONGEST_REASON = 500

# Control characters (all but tab and line feed) and halves of characters: no keyboard writes them, and PostgreSQL
# refuses the first of them.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def refuse(sentence: str) -> PydanticCustomError:
    """An error whose sentence is shown to the citizen as it is."""
    return PydanticCustomError("refused", "{sentence}", {"sentence": sentence})


def clean(text: str) -> str:
    """``text`` as it is kept: composed characters, line feeds, no control characters, no blanks around."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNWRITABLE.sub("", unified)).strip()


def _citizen_text(text: str) -> str:
    cleaned = clean(text)
    if not cleaned:
        raise refuse("Votre message est vide. Écrivez votre question.")
    if len(cleaned) > LONGEST_TEXT:
        raise refuse(
            f"Votre message est trop long : {len(cleaned)} caractères pour {LONGEST_TEXT} au plus. "
            "Raccourcissez-le ou envoyez-le en plusieurs fois."
        )
    return cleaned


def _reason(text: str) -> str:
    cleaned = clean(text)
    if len(cleaned) > LONGEST_REASON:
        raise refuse(f"Votre commentaire est trop long : {LONGEST_REASON} caractères au plus.")
    return cleaned


class NewConversation(BaseModel):
    procedure: Annotated[str, Field(max_length=80)] | None = None
    aspect: Aspect | None = None
    page_url: Annotated[str, Field(max_length=2000)] | None = None


class NewMessage(BaseModel):
    """Either ``text`` or ``choice``. ``client_id`` is the client's own: the same again never makes a second message."""

    client_id: UUID
    text: Annotated[str, AfterValidator(_citizen_text)] | None = None
    choice: str | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.text is None) == (self.choice is None):
            raise refuse("Envoyez soit un texte, soit un choix.")
        return self


class NewFeedback(BaseModel):
    seq: Annotated[int, Field(ge=1, le=2**31 - 1)]
    useful: bool
    reason: Annotated[str, AfterValidator(_reason)] = ""


class MessageOut(BaseModel):
    seq: int
    id: str
    client_id: str | None = None
    author: Author
    kind: Kind
    text: str
    payload: dict[str, Any]
    in_reply_to: str | None = None
    created_at: datetime

    @classmethod
    def of(cls, message: Message) -> Self:
        return cls.model_validate(message, from_attributes=True)

    @field_serializer("created_at")
    def _in_utc(self, moment: datetime) -> str:
        return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class ConversationOut(BaseModel):
    id: str
    token: str
    status: Status
    messages: list[MessageOut]


class MessageAccepted(BaseModel):
    message: MessageOut


class QueueOut(BaseModel):
    """``position``: 1 is next. ``estimated_wait_s``: left out when it cannot be told honestly."""

    position: int
    estimated_wait_s: int | None = None

    @classmethod
    def of(cls, place: Place | None) -> Self | None:
        return cls.model_validate(place, from_attributes=True) if place else None


class HistoryOut(BaseModel):
    status: Status
    handoff_outcome: Outcome | None = None
    messages: list[MessageOut]
    queue: QueueOut | None = None


class FeedbackOut(BaseModel):
    seq: int
    useful: bool


class TitleOut(BaseModel):
    id: str
    title: str


class Typed(BaseModel):
    """The beginning of a question; never logged nor stored."""

    q: Annotated[str, Field(max_length=200)]


class SuggestionOut(TitleOut):
    kind: Literal["procedure", "dossier"]


class SuggestionsOut(BaseModel):
    suggestions: list[SuggestionOut]


class ThemesOut(BaseModel):
    themes: list[TitleOut]


class SubThemeOut(TitleOut):
    dossiers: list[TitleOut]


class ThemeOut(TitleOut):
    sub_themes: list[SubThemeOut]
    dossiers: list[TitleOut]
    procedures: list[TitleOut]


class RefusalOut(BaseModel):
    """Every error: a sentence in French that can be shown as it is."""

    detail: str
