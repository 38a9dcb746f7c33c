"""For those who run the service: is it alive, can it serve, how does it do."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.citizen.access import Provided
from api.conversations.refusals import StorageUnavailableError
from api.metrics import CONTENT_TYPE
from api.security.rate_limits import is_local
from api.services import Services

router = APIRouter(tags=["operation"])


@router.get("/healthz")
async def alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "alive"}


@router.get("/readyz")
async def ready(provided: Provided) -> JSONResponse:
    """200 once conversations can be held: database and knowledge are there. Without Rasa they are held, less well."""
    database = await run_in_threadpool(_database_answers, provided)
    report = {
        "database": "ok" if database else "unavailable",
        "knowledge": "ok" if provided.knowledge.is_loaded else "loading",
        "rasa": "ok" if await provided.rasa.is_ready() else "unavailable",
    }
    is_ready = report["database"] == report["knowledge"] == "ok"
    return JSONResponse({"status": "ready" if is_ready else "not ready", **report}, 200 if is_ready else 503)


@router.get("/metrics")
async def metrics(request: Request, provided: Provided) -> Response:
    """For a Prometheus on the same machine; nobody else is told."""
    if not is_local(request):
        raise HTTPException(404)
    return Response(provided.metrics.as_text(), media_type=CONTENT_TYPE)


def _database_answers(provided: Services) -> bool:
    try:
        provided.repository.ping()
    except StorageUnavailableError:
        return False
    return True
