"""What comes in and goes out about a person (DESIGN 5.2)."""

from __future__ import annotations

from typing import Annotated, Any, Self

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BaseModel, Field, model_validator

from api.citizen.schemas import LONGEST_REASON, LONGEST_TEXT, QueueOut, clean, refuse
from api.conversations.states import Outcome, Status
from api.handoff.availability import Cause


def _short(most: int) -> AfterValidator:
    def checked(text: str) -> str:
        cleaned = clean(text)
        if len(cleaned) > most:
            raise refuse(f"Votre texte est trop long : {most} caractères au plus.")
        return cleaned

    return AfterValidator(checked)


def _email(address: str) -> str | None:
    cleaned = clean(address)
    if not cleaned:
        return None
    try:
        return validate_email(cleaned, check_deliverability=False).normalized
    except EmailNotValidError:
        raise refuse("Cette adresse électronique n’est pas complète. Écrivez-la comme prenom.nom@exemple.fr.") from None


def _phone(number: str) -> str | None:
    cleaned = clean(number)
    if not cleaned:
        return None
    try:
        parsed = phonenumbers.parse(cleaned, "FR")
    except phonenumbers.NumberParseException:
        parsed = None
    if parsed is None or not phonenumbers.is_valid_number(parsed):
        raise refuse("Ce numéro de téléphone n’est pas complet. Écrivez-le comme 01 23 45 67 89, ou +33 1 23 45 67 89.")
    french = phonenumbers.region_code_for_number(parsed) == "FR"
    written = phonenumbers.PhoneNumberFormat.NATIONAL if french else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, written)


class NewHandoff(BaseModel):
    consent: bool
    reason: Annotated[str, _short(LONGEST_REASON)] = ""

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if not self.consent:
            raise refuse("Pour parler à une personne, acceptez qu’elle lise cette conversation.")
        return self


class NewContact(BaseModel):
    email: Annotated[str, Field(max_length=254), AfterValidator(_email)] | None = None
    phone: Annotated[str, Field(max_length=40), AfterValidator(_phone)] | None = None
    message: Annotated[str, _short(LONGEST_TEXT)] = ""
    preferred_time: Annotated[str, _short(200)] = ""

    @model_validator(mode="after")
    def _can_be_called(self) -> Self:
        if not (self.email or self.phone):
            raise refuse("Indiquez un numéro de téléphone ou une adresse électronique.")
        return self


class NewRating(BaseModel):
    score: Annotated[int, Field(ge=1, le=5)]
    comment: Annotated[str, _short(LONGEST_REASON)] = ""


class ProposalOut(BaseModel):
    """``text`` says all. ``consent``: what they would agree to; ``cause``: why nobody can answer."""

    available: bool
    text: str
    consent: str | None = None
    queue: QueueOut | None = None
    cause: Cause | None = None
    contact: bool
    reach: dict[str, Any]


class HandoffOut(BaseModel):
    """``cause``, ``text``, ``contact`` (whether one may be left) and ``reach`` when nobody can answer."""

    status: Status
    queue: QueueOut | None = None
    cause: Cause | None = None
    text: str | None = None
    contact: bool | None = None
    reach: dict[str, Any] | None = None


class ContactOut(BaseModel):
    status: Status
    handoff_outcome: Outcome | None


class RatingOut(BaseModel):
    score: int
