"""What a text of each kind holds: read from outside, judged in French, and made into what the base serves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from procedures.checks import check_procedure
from procedures.model import Aspect, Origin, Procedure, Section
from procedures.model import Source as SourceOf
from procedures.overlay import Addition, Overlay
from procedures.problems import problems_in
from procedures.store.text_tables import TextKind
from procedures.yaml_files.from_model import from_procedure
from procedures.yaml_files.schema import Block, ContentFile, Slug, Source, Strict
from procedures.yaml_files.to_model import to_blocks, to_procedure
from procedures.yaml_text import Document

Content = dict[str, Any]
About = Literal["tarif", "delai", "lieu", "horaires", "pieces", "precision"]

_ABOUT: dict[About, tuple[str, tuple[Aspect, ...]]] = {
    "tarif": ("Tarif dans votre commune", (Aspect.COST,)),
    "delai": ("Délai dans votre commune", (Aspect.DELAY,)),
    "lieu": ("Où aller dans votre commune", (Aspect.WHERE,)),
    "horaires": ("Horaires dans votre commune", (Aspect.WHERE, Aspect.CONTACT)),
    "pieces": ("À apporter dans votre commune", (Aspect.DOCUMENTS,)),
    "precision": ("Dans votre commune", ()),
}
_NO_FILE = Path("texte")
# Cures that speak of files, as they are said to those who fill in forms.
_CURES = {
    "Ajoutez-le.": "Remplissez-le.",
    "Ajoutez source, avec url et verifie_le.": "Dites qui le dit, à quelle adresse, et le jour où vous l’avez vérifié.",
    "Dites à quoi elles répondent : sujets: [cout], par exemple.": "Cochez à quelles questions chaque partie répond.",
    "Ajoutez question, avec un point d'interrogation.": "Écrivez la question, avec un point d’interrogation.",
    "Écrivez-la ainsi : 2026-11-21.": "Choisissez un jour.",
    "Commencez par https://, mailto:, tel:, fiche: ou ressource:.": "Commencez par https://, mailto: ou tel:.",
    "Écrivez un élément par ligne, précédé d'un tiret.": "Ajoutez un élément.",
}


@dataclass(frozen=True)
class Fault:
    """What keeps a text from being published. ``field`` leads to it: ``rubriques[2].source.verifie_le``."""

    field: str
    reason: str
    cure: str


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
    text: Annotated[str, Field(min_length=3, max_length=300)] = Field(alias="texte")
    starts_on: date = Field(alias="du")
    ends_on: date = Field(alias="au")

    @model_validator(mode="after")
    def _dates_in_order(self) -> NoticeContent:
        _in_order(self.starts_on, self.ends_on)
        return self


def _plain(words: str) -> str:
    return " ".join(words.split())


class PhrasingsContent(Strict):
    phrases: list[Annotated[str, Field(min_length=2, max_length=300), AfterValidator(_plain)]] = Field(max_length=200)


_FORMS: dict[TextKind, type[Strict]] = {
    TextKind.PROCEDURE: ContentFile,
    TextKind.OVERLAY: OverlayContent,
    TextKind.NOTICE: NoticeContent,
    TextKind.PHRASINGS: PhrasingsContent,
}


def faults(kind: TextKind, text_id: str, content: Content, *, today: date) -> tuple[Fault, ...]:
    """What has to be mended before ``content`` can be published; none when it can be."""
    try:
        _FORMS[kind].model_validate(content)
    except ValidationError as error:
        found = problems_in(error, _NO_FILE, Document(content, None))
        return tuple(_fault(one.field, one.reason, one.cure) for one in found)
    return tuple(_rules(kind, text_id, content, today))


def _fault(field: str, reason: str, cure: str) -> Fault:
    return Fault(field, reason, _CURES.get(cure, cure))


def _rules(kind: TextKind, text_id: str, content: Content, today: date) -> Iterator[Fault]:
    if kind is TextKind.PROCEDURE:
        seen = [_fault(*found) for found in check_procedure(procedure(text_id, content), today=today)]
        # Its name was chosen when it was made, and can no longer be changed by the one who reads this.
        yield from (fault for fault in seen if fault.field)
    if kind is TextKind.OVERLAY:
        for place, addition in enumerate(OverlayContent.model_validate(content).additions, start=1):
            if addition.source.verified_on > today:
                field = f"ajouts[{place}].source.verifie_le"
                yield Fault(field, "cette date est dans l'avenir", "Écrivez le jour de la vérification.")


def title_of(kind: TextKind, content: Content) -> str:
    """What a list calls the text; empty when it has no name of its own."""
    key = {TextKind.PROCEDURE: "titre", TextKind.NOTICE: "texte"}.get(kind)
    title = content.get(key) if key else None
    return title.strip()[:200] if isinstance(title, str) else ""


def procedure(procedure_id: str, content: Content, origin: Origin = Origin.OWN) -> Procedure:
    """Raises ValidationError."""
    return to_procedure(ContentFile.model_validate(content), procedure_id, origin)


def written(procedure: Procedure) -> Content:
    """``procedure`` as its editors write it. Raises ValueError for what only the official guide uses."""
    found: Content = json.loads(json.dumps(from_procedure(procedure), default=str))  # days as AAAA-MM-JJ
    return found


def overlay(content: Content) -> Overlay:
    """Raises ValidationError."""
    return Overlay(tuple(_addition(body) for body in OverlayContent.model_validate(content).additions))


def _addition(body: AdditionBody) -> Addition:
    title, aspects = _ABOUT[body.about]
    section = Section(
        id=f"ici.{body.id}",
        title=body.title or title,
        blocks=to_blocks(body.content),
        aspects=aspects,
        source=SourceOf(body.source.name, body.source.url, body.source.verified_on),
    )
    return Addition(section, body.place, body.replaces, body.starts_on, body.ends_on)
