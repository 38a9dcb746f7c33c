"""Resources (R…): forms, online services, letter templates and simulators with a page of their own."""

from __future__ import annotations

from procedures.identity import PublicIds
from procedures.importer.blocks import read_blocks
from procedures.importer.forms import read_attachments, read_notices, service_kind
from procedures.importer.header import read_definitions, read_references, read_verified_on
from procedures.importer.nodes import Node
from procedures.importer.places import Place
from procedures.model import Audience, Resource


def read_resource(node: Node, audience: Audience, ids: PublicIds) -> Resource:
    """The resource that a "ServiceComplementaire" holds. ``url`` is the service's or form's own address."""
    place = Place(f"{node.get('ID')}@{audience.value}", read_blocks)
    link = node.first("LienWeb") or Node("LienWeb")
    return Resource(
        id=ids.of(node.get("ID"), audience),
        audience=audience,
        kind=service_kind(node.get("type")),
        title=_without_kind(node.words_of("dc:title"), node.get("type")),
        url=link.get("URL"),
        description=node.words_of("dc:description"),
        provider=link.words_of("Source"),
        number=node.words_of("NumeroCerfa"),
        other_number=node.words_of("AutreNumero"),
        format=link.get("format"),
        size=link.get("poids"),
        verified_on=read_verified_on(node),
        blocks=place.blocks(node.elements("Introduction", "Texte", "OuSAdresser", "OuSAdresserSupport")),
        attachments=read_attachments(node, place),
        notices=read_notices(node),
        procedures=read_references(node, "FicheLiee"),
        dossiers=read_references(node, "Dossier"),
        alternatives=read_references(node, "ServiceEnLigneAlternatif"),
        definitions=read_definitions(node, place),
    )


def _without_kind(title: str, kind: str) -> str:
    """The title without the kind that the guide writes before it ("Téléservice : Suivez votre demande")."""
    return title.removeprefix(f"{kind} : ")
