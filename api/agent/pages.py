"""The page of those who answer citizens: a frame that its scripts fill through the HTTP interface."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.templating import Jinja2Templates
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.agent.access import Provided
from api.security.headers import console_policy
from api.services import Services

STATIC = Path(__file__).parent / "static"

_TEMPLATES = Jinja2Templates(directory=Path(__file__).parent / "templates")  # escapes all it writes

router = APIRouter(include_in_schema=False)


@router.get("/agent")
async def console(request: Request, provided: Provided) -> Response:
    """Where agents answer citizens."""
    return await run_in_threadpool(_page, request, provided, "console.html")


def _page(request: Request, provided: Services, template: str) -> Response:
    response = _TEMPLATES.TemplateResponse(request, template, {"town": provided.site.name})
    response.headers["Content-Security-Policy"] = console_policy(request.headers.get("host", ""))
    return response
