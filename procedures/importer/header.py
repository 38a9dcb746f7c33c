"""What every page of the guide says of itself: title, date, publisher, address, place among the others."""

from __future__ import annotations

import re
from datetime import date

from procedures.importer.contacts import read_legal_reference
from procedures.importer.nodes import Node
from procedures.importer.places import Place
from procedures.importer.runs import audience_named, read_title
from procedures.model import Audience, DatedWarning, Definition, Reference

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SECTIONS = {
    Audience.INDIVIDUALS: "https://www.service-public.gouv.fr/particuliers/vosdroits",
    Audience.PROFESSIONALS: "https://entreprendre.service-public.gouv.fr/vosdroits",
    Audience.ASSOCIATIONS: "https://www.service-public.gouv.fr/associations/vosdroits",
}


def read_address(node: Node, audience: Audience) -> str:
    """The page's own address, or the one it has by rule (files of schema 3.0 do not write it)."""
    return node.get("spUrl") or f"{_SECTIONS[audience]}/{node.get('ID')}"


def read_verified_on(node: Node) -> date | None:
    """The page's own date ("modified 2019-08-28"), never that of the import."""
    return read_day(node.words_of("dc:date"))


def read_day(words: str) -> date | None:
    found = _DAY.search(words)
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def read_publisher(node: Node) -> str:
    return node.words_of("dc:publisher") or node.words_of("dc:creator")


def read_breadcrumb(node: Node) -> tuple[Reference, ...]:
    trail = node.first("FilDAriane")
    return tuple(Reference(step.get("ID"), step.words()) for step in trail.elements("Niveau")) if trail else ()


def read_references(node: Node, *names: str) -> tuple[Reference, ...]:
    """Pointers to other pages: those child elements so named, or those inside a "VoirAussi"."""
    return tuple(_reference(child) for child in node.elements(*names) if child.get("ID"))


def read_see_also(node: Node) -> tuple[Reference, ...]:
    """What the guide suggests to read too, its important ones first."""
    lists = sorted(node.elements("VoirAussi"), key=lambda seen: seen.get("important") != "oui")
    return tuple(reference for seen in lists for reference in read_references(seen))


def _reference(node: Node) -> Reference:
    title = node.first("Titre")
    theme = node.first("Theme")
    return Reference(
        id=node.get("ID"),
        # Guided searches are titled "**Carte d'identité" for the guide's own editors.
        title=(read_title(title)[0] if title else node.words()).lstrip("*"),
        audience=audience_named(node.get("audience")),
        theme=read_title(theme.first("Titre"))[0] if theme else "",
    )


def read_warnings(node: Node, place: Place) -> tuple[DatedWarning, ...]:
    return tuple(
        DatedWarning(
            id=warning.get("ID"),
            title=read_title(warning.first("Titre"))[0],
            day=read_day(warning.get("date")),
            blocks=place.at("a", warning.get("ID")).blocks(warning.children),
        )
        for warning in node.elements("Avertissement")
    )


def read_definitions(node: Node, place: Place) -> tuple[Definition, ...]:
    return tuple(
        Definition(
            id=term.get("ID"),
            term=read_title(term.first("Titre"))[0],
            blocks=place.at("t", term.get("ID")).blocks(term.elements("Texte")),
            abbreviation=term.name == "Abreviation",
            references=tuple(read_legal_reference(reference) for reference in term.elements("Reference")),
        )
        for term in node.elements("Definition", "Abreviation")
    )
