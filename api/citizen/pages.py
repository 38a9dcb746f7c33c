"""The demonstration page, and the files that pages load."""

from __future__ import annotations

import os
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.templating import Jinja2Templates
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from api.citizen import privacy_page
from api.citizen.access import Provided
from api.security.headers import page_policy

STATIC = Path(__file__).parent / "static"
_TEMPLATES = Jinja2Templates(directory=Path(__file__).parent / "templates")  # escapes all it writes

# A browser keeps these but asks whether they are still right: an update of the service is seen at once.
_REVALIDATED = "public, no-cache"

router = APIRouter(include_in_schema=False)
router.include_router(privacy_page.router)


class RevalidatedFiles(StaticFiles):
    """Files whose names do not change with their content: kept by browsers, asked for again by their ETag."""

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = _REVALIDATED
        return response


@router.get("/")
def demonstration_page(request: Request, provided: Provided) -> Response:
    """A page of the town (of a fictional one, until a real one has its sheet) that carries the widget."""
    site = provided.site.as_json()
    response = _TEMPLATES.TemplateResponse(request, "demonstration.html", {"site": site})
    response.headers["Cache-Control"] = "no-cache"
    host = request.headers.get("host", "")
    response.headers["Content-Security-Policy"] = page_policy(provided.origins, host)
    return response
