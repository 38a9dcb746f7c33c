"""The widget's files: one script that is always current, and those of each version, which never change."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from api.citizen.access import Provided
from api.widget.releases import Asset

# A browser keeps it but asks whether it is still right: an update of the service is seen at once.
REVALIDATED = "public, no-cache"
# What has its content in its address can be kept for ever.
KEPT = "public, max-age=31536000, immutable"

router = APIRouter(include_in_schema=False)


@router.get("/widget.js")
def widget_script(request: Request, provided: Provided) -> Response:
    """The one script that a town hall puts on its site."""
    etag = f'"{provided.releases.current.digest}"'
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers={"Cache-Control": REVALIDATED, "ETag": etag})
    return sent(request, provided.releases.current.launcher, {"Cache-Control": REVALIDATED, "ETag": etag})


@router.get("/widget/{digest}/{name}")
def widget_file(digest: str, name: str, request: Request, provided: Provided) -> Response:
    """A file of the version ``digest``, which need not be the current one."""
    found = provided.releases.find(digest, name)
    if found is None:
        raise HTTPException(404)
    return sent(request, found, {"Cache-Control": KEPT})


def sent(request: Request, asset: Asset, headers: dict[str, str]) -> Response:
    """``asset``, compressed when the browser takes that."""
    # Compared with its integrity, it is read as another origin's file: any page may, it holds nothing of anybody.
    headers = {**headers, "Vary": "Accept-Encoding", "Access-Control-Allow-Origin": "*"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(asset.content, media_type=asset.media_type, headers=headers)
    return Response(asset.packed, media_type=asset.media_type, headers={**headers, "Content-Encoding": "gzip"})
