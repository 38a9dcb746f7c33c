"""Looking around without a conversation: titles while typing, themes, the town."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query

from api.citizen.access import Provided, limit_reading
from api.citizen.schemas import (
    RefusalOut,
    SubThemeOut,
    SuggestionOut,
    SuggestionsOut,
    ThemeOut,
    ThemesOut,
    TitleOut,
    Typed,
)
from api.services import Services
from procedures.catalogue import Catalogue
from procedures.model import Audience

router = APIRouter(
    prefix="/api/v1",
    tags=["browse"],
    dependencies=[Depends(limit_reading)],
    responses={422: {"model": RefusalOut}, 429: {"model": RefusalOut}},
)


@router.get("/suggestions")
def suggest(provided: Provided, q: Annotated[str, Query(max_length=200)] = "") -> SuggestionsOut:
    """Titles of procedures and dossiers that complete what is being typed."""
    return _completing(q, provided)


@router.post("/suggestions")
def suggest_privately(typed: Typed, provided: Provided) -> SuggestionsOut:
    """The same. What is typed is in the body: addresses end up in the logs of servers and proxies, bodies do not."""
    return _completing(typed.q, provided)


def _completing(typed: str, provided: Services) -> SuggestionsOut:
    found = provided.suggestions.complete(typed)
    return SuggestionsOut(suggestions=[SuggestionOut(id=one.id, title=one.title, kind=one.kind) for one in found])


@router.get("/themes")
def list_themes(provided: Provided, audience: Audience = Audience.INDIVIDUALS) -> ThemesOut:
    themes = provided.knowledge.catalogue.themes(audience)
    return ThemesOut(themes=[TitleOut(id=theme.id, title=theme.title) for theme in themes])


@router.get("/themes/{theme_id}", responses={404: {"model": RefusalOut}})
def show_theme(theme_id: str, provided: Provided) -> ThemeOut:
    """A theme with the dossiers and procedures under it, in the guide's order."""
    theme = provided.knowledge.catalogue.theme(theme_id)
    if theme is None:
        raise HTTPException(404)
    return ThemeOut(
        id=theme.id,
        title=theme.title,
        sub_themes=[
            SubThemeOut(id=sub.id, title=sub.title, dossiers=_titled(provided.knowledge.catalogue, sub.dossier_ids))
            for sub in theme.sub_themes
        ],
        dossiers=_titled(provided.knowledge.catalogue, theme.dossier_ids),
        procedures=_titled(provided.knowledge.catalogue, theme.procedure_ids),
    )


@router.get("/site")
def show_site(provided: Provided) -> dict[str, Any]:
    """The town: name, phones, address, today's hours, notices, and how old the knowledge is."""
    return provided.site.as_json()


def _titled(catalogue: Catalogue, ids: Iterable[str]) -> list[TitleOut]:
    """Those that are published, each once."""
    titles = ((one, catalogue.title(one)) for one in dict.fromkeys(ids))
    return [TitleOut(id=one, title=title) for one, title in titles if title]
