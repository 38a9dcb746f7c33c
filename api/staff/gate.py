"""The gate: a connection, and whoever is logged in behind it."""

from __future__ import annotations

import secrets

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection

from api.staff.account import LoggedIn
from api.staff.identity import Staff
from api.staff.refusals import forged, insecure, not_logged_in
from api.staff.sessions import Sessions, csrf_token
from api.staff.transport import CSRF_HEADER, Transport

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class SessionGate:
    """``api.staff.identity.Gate``, by cookie."""

    def __init__(self, transport: Transport, sessions: Sessions) -> None:
        self._transport = transport
        self._sessions = sessions

    async def admit(self, connection: HTTPConnection) -> Staff:
        """Raises StaffRefusedError: no session (401), no safe connection or a forged request (403)."""
        return as_staff(await self.logged_in(connection))

    async def logged_in(self, connection: HTTPConnection) -> LoggedIn:
        """The same, with the account itself."""
        if self._transport.cookie_name(connection) is None:
            raise insecure()
        token = self._transport.token(connection)
        found = await run_in_threadpool(self._sessions.find, token) if token else None
        if token is None or found is None:
            raise not_logged_in()
        self._check_not_forged(connection, token)
        return found

    async def is_still_in(self, staff: Staff) -> bool:
        """Whether the session of ``staff`` holds, with the same rights."""
        found = await run_in_threadpool(self._sessions.holds, staff.session)
        return found is not None and found.account.may_act_as == staff.roles

    def _check_not_forged(self, connection: HTTPConnection, token: str) -> None:
        """Unsafe methods need the page's token; a WebSocket, which cannot send it, at least a page of ours."""
        is_stream = connection.scope["type"] == "websocket"
        if not is_stream and connection.scope["method"] in SAFE_METHODS:
            return
        if not self._transport.is_own_page(connection):
            raise forged()
        told = connection.headers.get(CSRF_HEADER, "")
        if not is_stream and not secrets.compare_digest(told.encode(), csrf_token(token).encode()):
            raise forged()


def as_staff(found: LoggedIn) -> Staff:
    return Staff(found.account.id, found.account.name, found.account.may_act_as, found.session)
