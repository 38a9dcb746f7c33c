"""The demonstration page, the accessibility statement, and the files that pages load."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from api.citizen import privacy_page
from api.citizen.access import Provided
from api.citizen.templating import page
from api.site import ACCESSIBILITY_PATH, ASSISTANT_PATH, Site

STATIC = Path(__file__).parent / "static"

router = APIRouter(include_in_schema=False)
router.include_router(privacy_page.router)


class RevalidatedFiles(StaticFiles):
    """Files whose names do not change with their content: kept by browsers, asked for again by their ETag."""

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = "public, no-cache"
        return response


@router.get("/")
def demonstration_page(request: Request, provided: Provided) -> Response:
    """A page of the town (of a fictional one, until a real one has its sheet) that carries the widget."""
    return page(request, provided, "demonstration.html", {})


@dataclass(frozen=True)
class _Statement:
    """What the page says, as far as the town has said it."""

    body: str
    audited_on: str = ""
    auditor: str = ""
    rate: int = 0
    version: str = ""
    written_on: str = ""
    email: str = ""
    failings: tuple[str, ...] = ()

    @classmethod
    def of(cls, site: Site) -> _Statement:
        body = f"La mairie de {site.name}"
        if (known := site.accessibility) is None:
            return cls(body)
        return cls(
            body,
            _iso(known.audited_on),
            known.auditor,
            known.rate,
            known.version,
            _iso(known.written_on),
            known.email,
            known.failings,
        )


def _iso(day: date) -> str:
    return day.isoformat()


@router.get(ACCESSIBILITY_PATH)
def accessibility_page(request: Request, provided: Provided) -> Response:
    """The statement that the law asks of a town; until one has audited it, it says that nobody has."""
    content = {
        "statement": _Statement.of(provided.site),
        "assistant_url": f"{provided.site.public_url}{ASSISTANT_PATH}",
    }
    return page(request, provided, "accessibilite.html", content)
