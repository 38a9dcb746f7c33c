"""What an editor fills in for each kind of text but a whole procedure, and what each field may hold."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from api.handoff.canned import VARIABLES, UnknownVariableError, checked
from procedures.store.text_tables import TextKind
from procedures.yaml_files.scalars import Slug, Strict
from procedures.yaml_files.schema import Block, ContentFile, Source

About = Literal["tarif", "delai", "lieu", "horaires", "pieces", "precision"]
SubjectId = Annotated[str, Field(pattern=r"^[A-Za-z0-9@-]{1,80}$")]


def _in_order(start: date | None, end: date | None) -> None:
    if start and end and end < start:
        raise PydanticCustomError("periode", "la fin est avant le début")


class AdditionBody(Strict):
    """Ce que la commune ajoute à une fiche officielle, ou met à la place d'une de ses parties."""

    id: Slug
    about: About = Field(alias="genre")
    place: str = Field("", alias="rubrique", max_length=200)
    replaces: bool = Field(False, alias="remplace")
    title: str = Field("", alias="titre", max_length=140)
    content: list[Block] = Field(alias="contenu", min_length=1)
    source: Source
    starts_on: date | None = Field(None, alias="a_partir_du")
    ends_on: date | None = Field(None, alias="jusqu_au")

    @model_validator(mode="after")
    def _dates_in_order(self) -> AdditionBody:
        _in_order(self.starts_on, self.ends_on)
        return self


class OverlayContent(Strict):
    additions: list[AdditionBody] = Field([], alias="ajouts", max_length=30)


class NoticeContent(Strict):
    """Un message daté. Sans démarche, il vaut pour la mairie."""

    text: Annotated[str, Field(min_length=3, max_length=300)] = Field(alias="texte")
    starts_on: date = Field(alias="du")
    ends_on: date = Field(alias="au")
    procedures: list[SubjectId] = Field([], alias="demarches", max_length=20)

    @model_validator(mode="after")
    def _dates_in_order(self) -> NoticeContent:
        _in_order(self.starts_on, self.ends_on)
        return self


def _plain(words: str) -> str:
    return " ".join(words.split())


class PhrasingsContent(Strict):
    """Les mots par lesquels les habitants demandent une démarche."""

    phrases: list[Annotated[str, Field(min_length=2, max_length=300), AfterValidator(_plain)]] = Field(
        min_length=1, max_length=200
    )


def _fillable(text: str) -> str:
    try:
        return checked(text)
    except UnknownVariableError as error:
        known = ", ".join(f"{{{one}}}" for one in VARIABLES)
        raise PydanticCustomError("variable", "mot inconnu", {"nom": error.name, "connus": known}) from error


class CannedReplyContent(Strict):
    """Ce que les agents disent souvent ; les mots entre accolades se remplissent tout seuls."""

    title: Annotated[str, Field(min_length=2, max_length=60)] = Field(alias="titre")
    text: Annotated[str, Field(min_length=2, max_length=2000), AfterValidator(_fillable)] = Field(alias="texte")


FORMS: dict[TextKind, type[Strict]] = {
    TextKind.PROCEDURE: ContentFile,
    TextKind.OVERLAY: OverlayContent,
    TextKind.NOTICE: NoticeContent,
    TextKind.PHRASINGS: PhrasingsContent,
    TextKind.CANNED_REPLY: CannedReplyContent,
}
