"""The pages of what a town decides: frames that their scripts fill through the HTTP interface."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.templating import Jinja2Templates
from starlette.responses import Response

from api.security.headers import console_policy
from api.services import Services, services
from api.staff.pages import TEMPLATES as STAFF_TEMPLATES

HERE = Path(__file__).parent
STATIC = HERE / "static"

_TEMPLATES = Jinja2Templates(directory=[HERE / "templates", STAFF_TEMPLATES])  # escapes all it writes

Provided = Annotated[Services, Depends(services)]

router = APIRouter(include_in_schema=False)


@router.get("/admin/mairie")
def town_page(request: Request, provided: Provided) -> Response:
    """Telephones, hours, closed days, and what is said when nobody can answer."""
    return _page(request, provided, "town.html")


@router.get("/admin/equipes")
def teams_page(request: Request, provided: Provided) -> Response:
    """Teams, and what is decided for each theme."""
    return _page(request, provided, "teams.html")


@router.get("/admin/effacements")
def erasures_page(request: Request, provided: Provided) -> Response:
    """What was erased, day by day."""
    return _page(request, provided, "erasures.html")


def _page(request: Request, provided: Services, template: str) -> Response:
    response = _TEMPLATES.TemplateResponse(request, template, {"town": provided.site.name})
    response.headers["Content-Security-Policy"] = console_policy(request.headers.get("host", ""))
    return response
