"""What is answered when a text cannot be changed as asked; nothing that was written is ever lost by it."""

from __future__ import annotations

from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from api.editor.texts import NothingToDoError, StaleError, UnknownTextError


async def answer_unknown(_request: Request, _error: Exception) -> Response:
    return JSONResponse({"detail": "Ce texte n’existe pas ou n’existe plus."}, 404)


async def answer_nothing_to_do(_request: Request, error: Exception) -> Response:
    assert isinstance(error, NothingToDoError)
    return JSONResponse({"detail": error.sentence}, 409)


async def answer_stale(_request: Request, error: Exception) -> Response:
    """Both versions, and the two as one: what an editor needs to go on without losing anything."""
    assert isinstance(error, StaleError)
    current, merged = error.current, error.merge
    who = f" par {current.draft_by_name}" if current.draft_by_name else ""
    content: dict[str, Any] = {
        "detail": f"Ce texte a été modifié{who} pendant que vous écriviez. Rien n’est perdu : réunissez les deux.",
        "edition": current.edition,
        "current": current.content or {},
    }
    if merged is not None:
        content["merged"] = merged.content
        content["conflicts"] = [{**vars(one), "path": list(one.path)} for one in merged.conflicts]
    return JSONResponse(content, 412, {"ETag": f'"{current.edition}"'})


REFUSALS = {UnknownTextError: answer_unknown, NothingToDoError: answer_nothing_to_do, StaleError: answer_stale}
