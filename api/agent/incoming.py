"""What comes in on the agents' side. What is refused is refused with a French sentence."""

from __future__ import annotations

from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, model_validator

from api.agent.access import AN_ID
from api.agent.card import NewCard
from api.citizen.schemas import LONGEST_REASON, LONGEST_TEXT, clean, refuse
from api.handoff.desk import ClosingReason
from api.handoff.labels import Label, Quality
from api.handoff.models import PresenceState

LONGEST_REPLY = 4000


def words(most: int, *, required: bool = False) -> AfterValidator:
    """Text of at most ``most`` characters, as it is kept."""

    def checked(text: str) -> str:
        cleaned = clean(text)
        if required and not cleaned:
            raise refuse("Votre texte est vide.")
        if len(cleaned) > most:
            raise refuse(f"Votre texte est trop long : {len(cleaned)} caractères pour {most} au plus.")
        return cleaned

    return AfterValidator(checked)


Comment = Annotated[str, words(LONGEST_TEXT)]


class NewPresence(BaseModel):
    """``back_in_minutes``: told to the citizens one speaks with, when away."""

    state: PresenceState
    back_in_minutes: Annotated[int, Field(ge=1, le=240)] | None = None


class NewReply(BaseModel):
    """Either words, or a card of the base."""

    client_id: UUID
    text: Annotated[str, words(LONGEST_REPLY, required=True)] | None = None
    card: NewCard | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.text is None) == (self.card is None):
            raise refuse("Envoyez soit un texte, soit une fiche.")
        return self


class NewRelease(BaseModel):
    comment: Comment = ""


class NewTransfer(BaseModel):
    """``to``: the id of a colleague who is there; or ``team``: that of a team, somebody of which is."""

    to: Annotated[str, Field(pattern=AN_ID)] | None = None
    team: Annotated[str, Field(pattern=AN_ID)] | None = None
    comment: Comment = ""

    @model_validator(mode="after")
    def _somebody(self) -> Self:
        if (self.to is None) is (self.team is None):
            raise refuse("Choisissez une personne ou une équipe à qui passer la conversation.")
        return self


class NewLabel(BaseModel):
    """``theme``: the id of the one it is filed under. ``quality``: what the assistant's answers were worth.
    ``follow_up``: something is left to do."""

    theme: Annotated[str, Field(pattern=r"^[A-Za-z0-9@-]{1,34}$")] | None = None
    quality: Quality | None = None
    follow_up: bool = False

    def read(self) -> Label:
        return Label(self.theme, self.quality, self.follow_up)


class NewClosing(NewLabel):
    reason: ClosingReason = ClosingReason.ANSWERED
    comment: Comment = ""


class NewNote(BaseModel):
    text: Annotated[str, words(LONGEST_TEXT, required=True)]


class NewCallbackResult(BaseModel):
    reached: bool
    comment: Annotated[str, words(LONGEST_REASON)] = ""


class NewApproval(BaseModel):
    """``hand_back``: the assistant then goes on with the citizen."""

    hand_back: bool = True
