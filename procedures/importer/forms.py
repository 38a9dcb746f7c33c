"""Online services, forms, their annexes and notices."""

from __future__ import annotations

from procedures.importer.conditions import read_condition
from procedures.importer.nodes import Node
from procedures.importer.places import Place
from procedures.importer.runs import read_title
from procedures.model import Attachment, LinkedNotice, Service, ServiceKind

_KINDS = {
    "Formulaire": ServiceKind.FORM,
    "Modèle de document": ServiceKind.LETTER_TEMPLATE,
    "Simulateur": ServiceKind.SIMULATOR,
    "Outil de recherche": ServiceKind.SEARCH_TOOL,
}


def service_kind(kind: str) -> ServiceKind:
    """What the guide calls "Téléservice", "Formulaire"…"""
    return _KINDS.get(kind, ServiceKind.ONLINE_SERVICE)


def read_service(node: Node, place: Place) -> Service:
    title = read_title(node.first("Titre"))[0]
    inside = place.at("w", node.get("ID") or title)
    return Service(
        id=node.get("ID"),
        kind=service_kind(node.get("type")),
        title=title,
        url=node.get("URL"),
        provider=node.words_of("Source"),
        number=node.get("numerocerfa"),
        other_number=node.get("autrenumero"),
        comment=node.get("commentaireLien"),
        format=node.get("format"),
        size=node.get("poids"),
        language=node.get("langue"),
        pivots=tuple(pivot.words() for pivot in node.elements("PivotLocal")),
        blocks=inside.blocks(node.elements("Texte", "Introduction")),
        attachments=read_attachments(node, inside),
        notices=read_notices(node),
        condition=read_condition(node),
    )


def read_attachments(node: Node, place: Place) -> tuple[Attachment, ...]:
    return tuple(_attachment(child, place) for child in node.elements("ServiceEnLigneAnnexe"))


def _attachment(node: Node, place: Place) -> Attachment:
    link = node.first("LienWeb")
    return Attachment(
        kind=node.get("type"),
        title=read_title(node.first("Titre"))[0],
        url=link.get("URL") if link else "",
        number=node.get("numerocerfa"),
        blocks=place.blocks(node.elements("Texte")),
        notices=read_notices(node),
    )


def read_notices(node: Node) -> tuple[LinkedNotice, ...]:
    return tuple(
        LinkedNotice(
            id=notice.get("ID"),
            title=notice.words(),
            url=notice.get("URL"),
            number=notice.get("numerocerfa"),
            format=notice.get("format"),
            size=notice.get("poids"),
        )
        for notice in node.elements("NoticeLiee")
    )
