"""The page that says what is kept of a conversation, by whom, for how long, and what rights one has."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.templating import Jinja2Templates
from starlette.responses import Response

from api.citizen.access import Provided
from api.privacy.kinds import POSSESSIVES
from api.security.headers import page_policy
from api.site import PRIVACY_PATH, kept_until

_TEMPLATES = Jinja2Templates(directory=Path(__file__).parent / "templates")  # escapes all it writes

router = APIRouter(include_in_schema=False)


@router.get(PRIVACY_PATH)
def privacy_page(request: Request, provided: Provided) -> Response:
    """From the town's sheet, and from the settings: what it says is what is done."""
    site = provided.site
    content = {
        "site": site.as_json(),
        "protection": site.data_protection,
        "kept": kept_until(site.retention_days),
        "masked": [words.removeprefix("votre ") for words in POSSESSIVES.values()],
    }
    response = _TEMPLATES.TemplateResponse(request, "confidentialite.html", content)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Content-Security-Policy"] = page_policy(provided.origins, request.headers.get("host", ""))
    return response
