"""Offices, legal references and pages of other sites."""

from __future__ import annotations

from procedures.importer.conditions import read_condition
from procedures.importer.nodes import Node
from procedures.importer.places import Place
from procedures.importer.runs import read_title
from procedures.model import LegalReference, Office, OfficeKind, WebReference

_OFFICES = {
    "National": OfficeKind.NATIONAL,
    "Centre de contact": OfficeKind.CALL_CENTRE,
    "Support": OfficeKind.SUPPORT,
}


def read_office(node: Node, place: Place) -> Office:
    title = read_title(node.first("Titre"))[0]
    text = node.first("Texte")
    link = node.first("RessourceWeb")
    return Office(
        id=node.get("ID"),
        kind=_OFFICES.get(node.get("type"), OfficeKind.LOCAL),
        title=title,
        pivots=tuple(pivot.words() for pivot in node.elements("PivotLocal")),
        complements=tuple(complement.words() for complement in node.elements("Complement")),
        url=link.get("URL") if link else "",
        provider=node.words_of("Source"),
        blocks=place.at("w", node.get("ID") or title).blocks(text.children) if text else (),
        condition=read_condition(node),
    )


def read_legal_reference(node: Node, _: Place | None = None) -> LegalReference:
    return LegalReference(
        id=node.get("ID"),
        title=read_title(node.first("Titre"))[0],
        url=node.get("URL"),
        kind=node.get("type"),
        complements=tuple(complement.words() for complement in node.elements("Complement")),
        provider=node.words_of("Source"),
        condition=read_condition(node),
    )


def read_web_reference(node: Node) -> WebReference:
    """A "Pour en savoir plus"."""
    return WebReference(
        id=node.get("ID"),
        title=read_title(node.first("Titre"))[0],
        url=node.get("URL"),
        provider=node.words_of("Source"),
        kind=node.get("type"),
        audience=node.get("audience"),
        format=node.get("format"),
        size=node.get("poids"),
        language=node.get("langue"),
        condition=read_condition(node),
    )
