"""Headers that tell a browser what the pages of the service may do, and who may frame them."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.security.origins import Origins
from api.settings import Settings

API_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
EMBEDDED_PATHS = ("/widget.js", "/widget/")  # what the page of a town hall loads


def page_policy(origins: Origins, host: str) -> str:
    """Content-Security-Policy of a page: nothing inline, nothing from elsewhere; the sites of the town may frame it.

    ``host`` is named for WebSockets because some browsers do not count them in 'self'.
    """
    return _policy(host, framed_by=" ".join(("'self'", *origins.sites)))


def console_policy(host: str) -> str:
    """The same for a page of the staff, which nobody may frame: a click in it could be stolen."""
    return _policy(host, framed_by="'none'")


def _policy(host: str, *, framed_by: str) -> str:
    sockets = f"ws://{host} wss://{host}" if host else ""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        f"connect-src 'self' {sockets}; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
        f"frame-ancestors {framed_by}"
    )


class SecurityHeaders:
    """Sets the headers of every answer; a page that sets its own Content-Security-Policy keeps it."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self._app = app
        self._https = settings.is_https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._complete(MutableHeaders(scope=message), scope["path"])
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _complete(self, headers: MutableHeaders, path: str) -> None:
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "no-referrer"
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()"
        headers["Cross-Origin-Resource-Policy"] = "cross-origin" if path.startswith(EMBEDDED_PATHS) else "same-origin"
        headers.setdefault("Content-Security-Policy", API_POLICY)
        headers.setdefault("Cache-Control", "no-store")
        if self._https:
            headers["Strict-Transport-Security"] = "max-age=31536000"
