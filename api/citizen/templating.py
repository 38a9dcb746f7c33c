"""Pages written on the service: what they all show, and what they may load."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi.templating import Jinja2Templates
from starlette.requests import Request
from starlette.responses import Response

from api.citizen.filters import FILTERS
from api.security.headers import page_policy
from api.services import Services
from api.site import NOT_AUDITED

TEMPLATES = Path(__file__).parent / "templates"
_TEMPLATES = Jinja2Templates(directory=TEMPLATES)  # escapes all it writes
_TEMPLATES.env.filters.update(FILTERS)


def page(request: Request, provided: Services, template: str, content: dict[str, Any], status: int = 200) -> Response:
    """``template`` with ``content``, the town, and what is known of its accessibility."""
    statement = provided.site.accessibility
    shown = {
        "site": provided.site.as_json(),
        "accessibility": statement.conformity if statement else NOT_AUDITED,
        **content,
    }
    response = _TEMPLATES.TemplateResponse(request, template, shown, status_code=status)
    response.headers["Cache-Control"] = "no-store" if request.method == "POST" else "no-cache"
    response.headers["Content-Security-Policy"] = page_policy(provided.origins, request.headers.get("host", ""))
    return response
