"""Sites that put the widget on their pages without having been named: the log says which, and what to do.

To the browser the refusal looks like a network failure, so that nobody on the other side can tell what is missing.
"""

from __future__ import annotations

import logging
import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.security.origins import Origins

_API = "/api/v1/"
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.\-:\[\]]{1,200}")  # nothing else is written in a log
_MOST_NAMED = 100

_log = logging.getLogger(__name__)


class RefusedSites:
    """Each site once, until the service starts again."""

    def __init__(self, app: ASGIApp, *, origins: Origins) -> None:
        self._app = app
        self._origins = origins
        self._named: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and scope["path"].startswith(_API):
            headers = Headers(scope=scope)
            self._look(headers.get("origin"), headers.get("host"))
        await self._app(scope, receive, send)

    def _look(self, origin: str | None, host: str | None) -> None:
        if origin is None or origin in self._named or self._origins.may_connect(origin, host):
            return
        if _ORIGIN.fullmatch(origin) and len(self._named) < _MOST_NAMED:
            self._named.add(origin)
            _log.warning(
                "Le site %s affiche l'assistant sans y être autorisé : ses visiteurs ne peuvent pas l'utiliser. "
                "S'il est à vous, ajoutez %s à GUICHET_SITES, puis redémarrez.",
                origin,
                origin,
            )
