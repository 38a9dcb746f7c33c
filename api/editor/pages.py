"""The page of those who write: a frame that its scripts fill through the HTTP interface."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.templating import Jinja2Templates
from starlette.responses import Response

from api.security.headers import console_policy
from api.staff.pages import TEMPLATES as STAFF_TEMPLATES
from api.staff.provided import Provided

STATIC = Path(__file__).parent / "static"

_TEMPLATES = Jinja2Templates(directory=[Path(__file__).parent / "templates", STAFF_TEMPLATES])  # escapes all it writes

router = APIRouter(include_in_schema=False)


@router.get("/redaction")
def console(request: Request, provided: Provided) -> Response:
    """Where editors write. What it shows comes from routes that ask who they are."""
    response = _TEMPLATES.TemplateResponse(request, "redaction.html", {"town": provided.town()})
    response.headers["Content-Security-Policy"] = console_policy(request.headers.get("host", ""))
    return response
