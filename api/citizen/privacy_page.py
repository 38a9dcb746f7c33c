"""The page that says what is kept of a conversation, by whom, for how long, and what rights one has."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.citizen.access import Provided
from api.citizen.templating import page
from api.privacy.kinds import POSSESSIVES
from api.site import PRIVACY_PATH, kept_until

router = APIRouter(include_in_schema=False)


@router.get(PRIVACY_PATH)
def privacy_page(request: Request, provided: Provided) -> Response:
    """From the town's sheet, and from the settings: what it says is what is done."""
    content = {
        "protection": provided.site.data_protection,
        "kept": kept_until(provided.site.retention_days),
        "masked": [words.removeprefix("votre ") for words in POSSESSIVES.values()],
    }
    return page(request, provided, "confidentialite.html", content)
