"""``/demarches``: themes, dossiers and sheets to look through without a conversation, on pages that need no script.

Search engines may read them: they name what the town knows, and lead to the same answers as the assistant.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.citizen.access import Provided, limit_reading
from api.citizen.templating import page
from api.site import ANSWER_PATH, THEMES_PATH
from procedures.catalogue import Catalogue
from procedures.model import Audience, Dossier, Theme

LONGEST_ID = 80
_AUDIENCES = {
    Audience.INDIVIDUALS: "Pour les particuliers",
    Audience.PROFESSIONALS: "Pour les professionnels",
    Audience.ASSOCIATIONS: "Pour les associations",
}

Json = dict[str, Any]

router = APIRouter(include_in_schema=False, dependencies=[Depends(limit_reading)])


@router.get(THEMES_PATH)
def themes_page(request: Request, provided: Provided) -> Response:
    """All themes, those of individuals first."""
    catalogue = provided.knowledge.catalogue
    parts = [
        _part(title, ((theme.title, _under(theme.id)) for theme in catalogue.themes(audience)))
        for audience, title in _AUDIENCES.items()
    ]
    content = {"title": "Toutes les démarches", "trail": [], "parts": _filled(parts)}
    return page(request, provided, "browse.html", content)


@router.get(f"{THEMES_PATH}/{{subject}}")
def subject_page(request: Request, provided: Provided, subject: str) -> Response:
    """What is in a theme, or in a dossier, in the guide's order."""
    catalogue = provided.knowledge.catalogue
    known = catalogue.title(subject) if len(subject) <= LONGEST_ID else None
    if known and (theme := catalogue.theme(subject)):
        content = {"title": known, "trail": [], "parts": _filled(_of_theme(catalogue, theme))}
    elif known and (dossier := catalogue.dossier(subject)):
        content = {
            "title": known,
            "trail": _above(catalogue, dossier),
            "parts": _filled(_of_dossier(catalogue, dossier)),
        }
    else:
        return page(
            request, provided, "browse.html", {"title": "Cette page n’existe plus", "trail": [], "parts": []}, 404
        )
    return page(request, provided, "browse.html", content)


def _of_theme(catalogue: Catalogue, theme: Theme) -> list[Json]:
    return [
        *(_part(sub.title, _dossiers(catalogue, sub.dossier_ids)) for sub in theme.sub_themes),
        _part("Dossiers", _dossiers(catalogue, theme.dossier_ids)),
        _part("Fiches", _procedures(catalogue, ((one, "") for one in theme.procedure_ids))),
    ]


def _of_dossier(catalogue: Catalogue, dossier: Dossier) -> list[Json]:
    return [
        _part("Fiches", _procedures(catalogue, ((one.procedure_id, one.label) for one in dossier.entries))),
        *(
            _part(sub.label, _procedures(catalogue, ((one.procedure_id, one.label) for one in sub.entries)))
            for sub in dossier.sub_dossiers
        ),
    ]


def _above(catalogue: Catalogue, dossier: Dossier) -> list[Json]:
    theme = dossier.theme_id
    title = catalogue.title(theme) if theme else None
    return [{"title": title, "address": _under(theme)}] if theme and title else []


def _dossiers(catalogue: Catalogue, ids: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Those that are published, each once, with their addresses."""
    for one in dict.fromkeys(ids):
        if title := catalogue.title(one):
            yield title, _under(one)


def _procedures(catalogue: Catalogue, entries: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """The same for sheets; the dossier's own label for one goes before its title."""
    for one, label in dict(entries).items():
        if title := catalogue.title(one):
            yield label or title, f"{ANSWER_PATH}/{quote(one, safe='@')}"


def _under(subject: str) -> str:
    return f"{THEMES_PATH}/{quote(subject, safe='@')}"


def _part(title: str, entries: Iterable[tuple[str, str]]) -> Json:
    return {"title": title, "entries": [{"title": words, "address": address} for words, address in entries]}


def _filled(parts: Iterable[Json]) -> list[Json]:
    return [part for part in parts if part["entries"]]
