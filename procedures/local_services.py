"""What a town says of its own counters: which requests its town hall takes, and the services that have a place of
their own (school office, library, building permits)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, get_args

import phonenumbers
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

Counter = Literal[
    "actes",
    "naissances",
    "deces",
    "mariages",
    "pacs",
    "reconnaissances",
    "elections",
    "recensement",
    "ecole",
    "urbanisme",
    "logement",
    "papiers-identite",
]
COUNTERS: tuple[Counter, ...] = get_args(Counter)
# Identity papers are taken by equipped town halls alone: a town says so itself.
USUAL_COUNTERS = frozenset(COUNTERS) - {"papiers-identite"}


@dataclass(frozen=True)
class LocalService:
    """A service of the town with a place of its own. ``procedures``: ids of the sheets that it deals with; ``counters``
    the requests that it takes in the town hall's stead."""

    name: str
    phones: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()  # as people read them
    appointment: str = ""  # where one is taken in line
    website: str = ""
    counters: frozenset[str] = frozenset()
    procedures: tuple[str, ...] = ()


def french_number(number: str) -> str:
    """``number`` as it was typed. Raises PydanticCustomError when nobody could call it from France."""
    try:
        parsed = phonenumbers.parse(number, "FR")
    except phonenumbers.NumberParseException:
        parsed = None
    if parsed is None or not phonenumbers.is_possible_number(parsed):
        raise PydanticCustomError("telephone", "numéro de téléphone", {"numero": number})
    return number


PhoneNumber = Annotated[str, AfterValidator(french_number)]
OptionalUrl = Annotated[str, Field(pattern=r"^(https?://\S+)?$")]


class ServiceSheet(BaseModel):
    """A service as a town writes it in its sheet."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    nom: str = Field(min_length=2, max_length=100)
    telephones: list[PhoneNumber] = Field([], max_length=4)
    adresse: list[str] = Field([], max_length=5)
    horaires: list[str] = Field([], max_length=8)
    rendez_vous: OptionalUrl = ""
    site: OptionalUrl = ""
    guichet: list[Counter] = []
    demarches: list[str] = []

    def read(self) -> LocalService:
        return LocalService(
            self.nom,
            tuple(self.telephones),
            tuple(self.adresse),
            tuple(self.horaires),
            self.rendez_vous,
            self.site,
            frozenset(self.guichet),
            tuple(self.demarches),
        )
