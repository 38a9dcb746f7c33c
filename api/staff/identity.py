"""Who is at work, and what they may do: all that the rest of the api needs to know of accounts.

An endpoint asks for it: ``staff: Annotated[Staff, Depends(current_staff(Role.AGENT))]``. A stream asks
``staff_on_stream(websocket, Role.AGENT)``. Both ask the gate that the application was given, ``app.state.staff_gate``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from starlette.requests import HTTPConnection
from starlette.websockets import WebSocket

from api.staff.refusals import StaffRefusedError, forbidden

UNAUTHENTICATED = 4401
FORBIDDEN = 4403


class Role(StrEnum):
    AGENT = "agent"  # answers citizens
    SUPERVISOR = "supervisor"  # an agent who also sees the work of the others
    EDITOR = "editor"  # corrects and adds procedures
    ADMIN = "admin"  # manages accounts, and may do all that the others may


_INCLUDED = {
    Role.SUPERVISOR: frozenset({Role.AGENT}),
    Role.ADMIN: frozenset(Role),
}


@dataclass(frozen=True)
class Staff:
    """Somebody logged in. ``roles`` are all those they may act in; ``session`` names the log-in, not a secret."""

    id: str
    name: str
    roles: frozenset[Role]
    session: str

    def may(self, *roles: Role) -> bool:
        """Whether they may act in one of ``roles``."""
        return not self.roles.isdisjoint(roles)


class Gate(Protocol):
    """Tells who is behind a connection."""

    async def admit(self, connection: HTTPConnection) -> Staff:
        """Whoever is logged in. Raises StaffRefusedError: not logged in (401), or a request that another page may
        have forged (403)."""
        ...

    async def is_still_in(self, staff: Staff) -> bool:
        """Whether their session still holds; a stream asks from time to time, and ends when it does not."""
        ...


def gate(connection: HTTPConnection) -> Gate:
    """The gate of the application that ``connection`` came to."""
    found: Gate = connection.app.state.staff_gate
    return found


def effective(given: frozenset[Role]) -> frozenset[Role]:
    """The roles one may act in who was given ``given``: an administrator is everything."""
    return given.union(*(_INCLUDED.get(role, frozenset()) for role in given))


def current_staff(*roles: Role) -> Callable[[HTTPConnection], Awaitable[Staff]]:
    """A FastAPI dependency: whoever is logged in, if they may act in one of ``roles`` (in any, when none is named).

    Raises StaffRefusedError: 401 when nobody is logged in, 403 when they may not, or when the CSRF token or the origin
    of an unsafe request is not right.
    """

    async def admitted(connection: HTTPConnection) -> Staff:
        staff = await gate(connection).admit(connection)
        if roles and not staff.may(*roles):
            raise forbidden()
        return staff

    return admitted


async def staff_on_stream(websocket: WebSocket, *roles: Role) -> Staff | None:
    """Whoever opens ``websocket``, which is then accepted. None when it was closed: 4401 (log in again) or 4403."""
    try:
        staff = await gate(websocket).admit(websocket)
    except StaffRefusedError as error:
        staff, code = None, UNAUTHENTICATED if error.status == 401 else FORBIDDEN
    else:
        code = FORBIDDEN
    await websocket.accept()
    if staff is None or (roles and not staff.may(*roles)):
        await websocket.close(code)
        return None
    return staff
