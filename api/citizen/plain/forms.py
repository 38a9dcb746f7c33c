"""What a form of the page sends: who speaks is in it, so that no cookie is needed and no other page can forge it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qsl

from pydantic import BaseModel, Field, ValidationError
from starlette.requests import Request

from procedures.model import Aspect


class Deed(StrEnum):
    """Which button was pressed."""

    SAY = "dire"
    CHOOSE = "choisir"
    LOOK = "actualiser"
    JUDGE = "avis"
    PERSON = "personne"
    AGREE = "accepter"
    LEAVE_QUEUE = "ne-plus-attendre"
    CONTACT = "contact"
    RATE = "note"
    TRANSCRIPT = "telecharger"
    ERASE = "effacer"


class UnreadableFormError(ValueError):
    """The form is not one of ours."""


class Fields(BaseModel):
    """``nonce`` is new in each page: with what is sent it makes the message's own id, so that sending the same page
    twice never makes a second message."""

    do: Deed = Deed.SAY
    conversation: str = Field(default="", max_length=36)
    token: str = Field(default="", max_length=200)
    nonce: uuid.UUID = Field(default_factory=uuid.uuid4)
    procedure: str = Field(default="", max_length=80)
    aspect: Aspect | None = None
    text: str = Field(default="", max_length=20_000)
    choice: str = Field(default="", max_length=200)
    seq: int = Field(default=0, ge=0, le=2**31 - 1)
    useful: bool = False
    phone: str = Field(default="", max_length=40)
    email: str = Field(default="", max_length=254)
    preferred_time: str = Field(default="", max_length=2000)
    score: int = Field(default=0, ge=0, le=5)
    comment: str = Field(default="", max_length=20_000)
    rated: bool = False  # the two questions have been answered

    @property
    def client_id(self) -> str:
        return str(uuid.uuid5(self.nonce, f"{self.choice}\n{self.text}"))


@dataclass(frozen=True)
class Identity:
    """A conversation and the token that opens it."""

    id: str
    token: str


async def fields_of(request: Request) -> Fields:
    """The form that ``request`` carries. Raises UnreadableFormError."""
    try:
        sent = dict(parse_qsl((await request.body()).decode(), keep_blank_values=False, max_num_fields=30))
        # A button carries what it does, and sometimes a value: « choisir:VALUE », « avis:7 ».
        button, _, value = sent.pop("button", "").partition(":")
        return Fields.model_validate({**sent, **_pressed(button, value)})
    except (UnicodeDecodeError, ValueError, ValidationError) as error:
        raise UnreadableFormError from error


def _pressed(button: str, value: str) -> dict[str, object]:
    match button:
        case "":
            return {}
        case Deed.CHOOSE:
            return {"do": Deed.CHOOSE, "choice": value}
        case "utile" | "pas-utile":
            return {"do": Deed.JUDGE, "useful": button == "utile", "seq": value}
        case _:
            return {"do": button}
