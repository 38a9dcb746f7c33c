"""What a text of each kind holds: read from outside, judged in French, and made into what the base serves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from api.editor.forms import FORMS, About, AdditionBody, OverlayContent
from api.handoff.canned import CannedReply
from procedures.checks import check_procedure
from procedures.model import Aspect, Origin, Procedure, Section
from procedures.model import Source as SourceOf
from procedures.overlay import Addition, Overlay
from procedures.problems import problems_in
from procedures.store.text_tables import TextKind
from procedures.yaml_files.from_model import from_procedure
from procedures.yaml_files.schema import ContentFile
from procedures.yaml_files.to_model import to_blocks, to_procedure
from procedures.yaml_text import Document

Content = dict[str, Any]

_ABOUT: dict[About, tuple[str, tuple[Aspect, ...]]] = {
    "tarif": ("Tarif dans votre commune", (Aspect.COST,)),
    "delai": ("Délai dans votre commune", (Aspect.DELAY,)),
    "lieu": ("Où aller dans votre commune", (Aspect.WHERE,)),
    "horaires": ("Horaires dans votre commune", (Aspect.WHERE, Aspect.CONTACT)),
    "pieces": ("À apporter dans votre commune", (Aspect.DOCUMENTS,)),
    "precision": ("Dans votre commune", ()),
}
_TITLES = {TextKind.PROCEDURE: "titre", TextKind.NOTICE: "texte", TextKind.CANNED_REPLY: "titre"}
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
    "Il en faut au moins 1.": "Ajoutez-en au moins un.",
}


@dataclass(frozen=True)
class Fault:
    """What keeps a text from being published. ``field`` leads to it: ``rubriques[2].source.verifie_le``."""

    field: str
    reason: str
    cure: str


def faults(kind: TextKind, text_id: str, content: Content, *, today: date) -> tuple[Fault, ...]:
    """What has to be mended before ``content`` can be published; none when it can be."""
    try:
        FORMS[kind].model_validate(content)
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
    key = _TITLES.get(kind)
    title = content.get(key) if key else None
    return title.strip()[:200] if isinstance(title, str) else ""


def procedure(procedure_id: str, content: Content, origin: Origin = Origin.OWN) -> Procedure:
    """Raises ValidationError."""
    return to_procedure(ContentFile.model_validate(content), procedure_id, origin)


def written(procedure: Procedure) -> Content:
    """``procedure`` as its editors write it. Raises ValueError for what only the official guide uses."""
    found: Content = json.loads(json.dumps(from_procedure(procedure), default=str))  # days as AAAA-MM-JJ
    return found


def written_reply(reply: CannedReply) -> Content:
    """``reply`` as those who change it write it."""
    return {"titre": reply.title, "texte": reply.text}


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
