"""Dossiers and themes (N…): how the guide groups its fiches."""

from __future__ import annotations

from procedures.identity import PublicIds
from procedures.importer.blocks import read_blocks
from procedures.importer.contacts import read_legal_reference, read_office, read_web_reference
from procedures.importer.forms import read_service
from procedures.importer.header import (
    read_address,
    read_definitions,
    read_references,
    read_see_also,
    read_verified_on,
    read_warnings,
)
from procedures.importer.nodes import Node
from procedures.importer.places import Place
from procedures.importer.runs import read_title
from procedures.model import Audience, Dossier, DossierEntry, Origin, SubDossier, SubTheme, Theme


def read_dossier(node: Node, audience: Audience, ids: PublicIds) -> Dossier:
    """The dossier that a "Publication" of type "Dossier" holds."""
    place = Place(f"{node.get('ID')}@{audience.value}", read_blocks)
    theme = node.first("Theme")
    return Dossier(
        id=ids.of(node.get("ID"), audience),
        source_id=node.get("ID"),
        audience=audience,
        origin=Origin.OFFICIAL,
        title=node.words_of("dc:title"),
        description=node.words_of("dc:description"),
        url=read_address(node, audience),
        verified_on=read_verified_on(node),
        sub_dossiers=tuple(_sub_dossier(group, audience, ids) for group in node.elements("SousDossier")),
        entries=_entries(node, audience, ids),
        introduction=place.blocks(node.elements("Introduction", "Texte")),
        theme_id=ids.linked(theme.get("ID"), audience) if theme else None,
        sub_theme=node.words_of("SousThemePere") or None,
        offices=tuple(read_office(office, place) for office in node.elements("OuSAdresser")),
        services=tuple(read_service(service, place) for service in node.elements("ServiceEnLigne")),
        questions=read_references(node, "QuestionReponse"),
        see_also=read_see_also(node),
        guided_searches=read_references(node, "RechercheGuidee"),
        life_events=read_references(node, "CommentFaireSi"),
        more=tuple(read_web_reference(page) for page in node.elements("PourEnSavoirPlus")),
        warnings=read_warnings(node, place),
        legal=tuple(read_legal_reference(reference) for reference in node.elements("Reference")),
        definitions=read_definitions(node, place),
    )


def read_theme(node: Node, audience: Audience, ids: PublicIds) -> Theme:
    """The theme that a "Publication" of type "Theme" holds."""
    return Theme(
        id=ids.of(node.get("ID"), audience),
        source_id=node.get("ID"),
        audience=audience,
        title=node.words_of("dc:title"),
        sub_themes=tuple(
            SubTheme(group.get("ID"), read_title(group.first("Titre"))[0], _linked(group, "Dossier", audience, ids))
            for group in node.elements("SousTheme")
        ),
        dossier_ids=_linked(node, "Dossier", audience, ids),
        procedure_ids=_linked(node, "Fiche", audience, ids),
        see_also=read_see_also(node),
        life_events=read_references(node, "CommentFaireSi"),
    )


def _sub_dossier(node: Node, audience: Audience, ids: PublicIds) -> SubDossier:
    return SubDossier(node.get("ID"), read_title(node.first("Titre"))[0], _entries(node, audience, ids))


def _entries(node: Node, audience: Audience, ids: PublicIds) -> tuple[DossierEntry, ...]:
    return tuple(DossierEntry(ids.linked(entry.get("ID"), audience), entry.words()) for entry in node.elements("Fiche"))


def _linked(node: Node, name: str, audience: Audience, ids: PublicIds) -> tuple[str, ...]:
    return tuple(ids.linked(child.get("ID"), audience) for child in node.elements(name))
