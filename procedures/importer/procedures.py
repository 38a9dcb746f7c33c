"""A fiche (F…): information, question and answer, guided search, life event or list of pointers."""

from __future__ import annotations

from dataclasses import dataclass

from procedures.identity import PublicIds
from procedures.importer.blocks import read_blocks
from procedures.importer.choices import read_guided_search, read_questionnaire
from procedures.importer.contacts import read_legal_reference, read_office, read_web_reference
from procedures.importer.forms import read_service
from procedures.importer.header import (
    read_address,
    read_breadcrumb,
    read_definitions,
    read_publisher,
    read_references,
    read_see_also,
    read_verified_on,
    read_warnings,
)
from procedures.importer.nodes import Node
from procedures.importer.places import Place
from procedures.importer.runs import read_runs
from procedures.model import (
    Audience,
    Block,
    BulletList,
    Link,
    LinkKind,
    ListItem,
    Origin,
    Paragraph,
    Procedure,
    ProcedureKind,
    Questionnaire,
    Text,
)

_KINDS = {
    "Fiche Question-réponse": ProcedureKind.QUESTION_ANSWER,
    "Recherche guidée": ProcedureKind.GUIDED_SEARCH,
    "Fiche Comment faire si": ProcedureKind.LIFE_EVENT,
    "Fiche avec liens externes": ProcedureKind.POINTERS,
}

# Read by name elsewhere, or left out on purpose (tests/content/test_guide_nothing_lost.py says why).
_OUTSIDE_THE_BODY = frozenset(
    {
        "SurTitre",
        "Audience",
        "Canal",
        "Cible",
        "FilDAriane",
        "Theme",
        "SousThemePere",
        "DossierPere",
        "SousDossierPere",
        "Introduction",
        "Questionnaire",
        "Problematiques",
        "LienExterneCommente",
        "Avertissement",
        "OuSAdresser",
        "ServiceEnLigne",
        "Reference",
        "Definition",
        "Abreviation",
        "QuestionReponse",
        "VoirAussi",
        "CommentFaireSi",
        "RechercheGuidee",
        "PourEnSavoirPlus",
        "Partenaire",
    }
)


def read_procedure(node: Node, audience: Audience, ids: PublicIds) -> Procedure:
    """The procedure that a "Publication" of a fiche holds."""
    place = Place(f"{node.get('ID')}@{audience.value}", read_blocks)
    around = _surroundings(node, audience, ids)
    return Procedure(
        id=ids.of(node.get("ID"), audience),
        source_id=node.get("ID"),
        audience=audience,
        origin=Origin.OFFICIAL,
        kind=_kind(node.get("type")),
        title=node.words_of("dc:title").lstrip("*"),
        description=node.words_of("dc:description"),
        url=read_address(node, audience),
        publisher=read_publisher(node),
        verified_on=read_verified_on(node),
        introduction=place.blocks(node.elements("Introduction")),
        body=_body(node, place, audience, ids),
        conditioned="conditionnée" in node.get("type"),
        creator=node.words_of("dc:creator"),
        contributor=node.words_of("dc:contributor"),
        coverage=node.words_of("dc:coverage"),
        subjects=tuple(subject.words() for subject in node.elements("dc:subject")),
        legal_sources=_listed(node.words_of("dc:source")),
        targets=tuple(target.words() for target in node.elements("Cible")),
        breadcrumb=read_breadcrumb(node),
        theme_id=around.theme_id,
        sub_theme=node.words_of("SousThemePere") or None,
        dossier_id=around.dossier_id,
        sub_dossier=node.words_of("SousDossierPere") or None,
        label=around.label,
        warnings=read_warnings(node, place),
        questionnaire=_questionnaire(node, place),
        offices=tuple(read_office(office, place) for office in node.elements("OuSAdresser")),
        services=tuple(read_service(service, place) for service in node.elements("ServiceEnLigne")),
        legal=tuple(read_legal_reference(reference) for reference in node.elements("Reference")),
        definitions=read_definitions(node, place),
        questions=read_references(node, "QuestionReponse"),
        see_also=read_see_also(node),
        life_events=read_references(node, "CommentFaireSi"),
        guided_searches=read_references(node, "RechercheGuidee"),
        more=tuple(read_web_reference(page) for page in node.elements("PourEnSavoirPlus")),
    )


def _kind(name: str) -> ProcedureKind:
    return next((kind for prefix, kind in _KINDS.items() if name.startswith(prefix)), ProcedureKind.INFORMATION)


def _listed(words: str) -> tuple[str, ...]:
    return tuple(part for part in words.split(", ") if part)


def _body(node: Node, place: Place, audience: Audience, ids: PublicIds) -> tuple[Block, ...]:
    def public_id(source_id: str, linked: Audience | None) -> str:
        return ids.linked(source_id, linked or audience)

    searches = tuple(read_guided_search(search, place, public_id) for search in node.elements("Problematiques"))
    pointers = _pointers(tuple(node.elements("LienExterneCommente")), place)
    # What a later schema adds to a page ("Conclusion") is content until it is known to be something else.
    content = (child for child in node.elements() if child.name not in _OUTSIDE_THE_BODY and ":" not in child.name)
    return (*place.blocks(content), *searches, *pointers)


def _pointers(nodes: tuple[Node, ...], place: Place) -> tuple[BulletList, ...]:
    """The commented links that make up a sheet of pointers, as a list."""
    if not nodes:
        return ()
    return (BulletList(tuple(ListItem(_pointer(node, place)) for node in nodes)),)


def _pointer(node: Node, place: Place) -> tuple[Block, ...]:
    comment, page = node.first("Commentaire"), node.first("LienExterne") or Node("LienExterne")
    link = Link(LinkKind.WEB, page.get("URL"), read_runs(page.children))
    provider = node.words_of("Source")
    before = place.blocks(comment.children) if comment else ()
    return (*before, Paragraph((link, Text(f" ({provider})")) if provider else (link,)))


def _questionnaire(node: Node, place: Place) -> Questionnaire | None:
    found = node.first("Questionnaire")
    return read_questionnaire(found, place) if found else None


@dataclass(frozen=True)
class _Surroundings:
    """Theme and dossier, and the short name that the dossier gives to this procedure."""

    theme_id: str | None
    dossier_id: str | None
    label: str | None


def _surroundings(node: Node, audience: Audience, ids: PublicIds) -> _Surroundings:
    theme, dossier = node.first("Theme"), node.first("DossierPere")
    label = None
    if dossier:
        groups = (dossier, *dossier.elements("SousDossier"))
        entries = (entry for group in groups for entry in group.elements("Fiche"))
        label = next((entry.words() for entry in entries if entry.get("ID") == node.get("ID")), None)
    return _Surroundings(
        theme_id=ids.linked(theme.get("ID"), audience) if theme else None,
        dossier_id=ids.linked(dossier.get("ID"), audience) if dossier else None,
        label=label,
    )
