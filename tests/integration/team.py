"""People with accounts, logged in as a browser is: a cookie, and the token of the page."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from typing import Self

import httpx
from sqlalchemy import Engine

from api.database import create_engine
from api.settings import Settings
from api.staff.audit import Audit
from api.staff.identity import Role
from api.staff.oidc import OidcLogins
from api.staff.provided import StaffServices, assemble
from api.staff.repository import StaffRepository
from api.staff.sessions import csrf_token
from api.staff.transport import CSRF_HEADER, LOCAL_NAME

PASSWORD = "quatre mots pris au hasard"


def staff_of(engine: Engine, **settings: object) -> StaffServices:
    """What the application makes of the accounts in the database of ``engine``."""
    values = Settings(_env_file=None, **settings)  # type: ignore[arg-type]
    return assemble(values, StaffRepository(engine), Audit(engine), OidcLogins(engine), town=lambda: "Essai")


class Colleague:
    """One person, at ``http``."""

    def __init__(self, url: str, staff_id: str, token: str) -> None:
        self.id = staff_id
        self.token = token
        self.http = httpx.Client(
            base_url=f"{url}/api/v1",
            cookies={LOCAL_NAME: token},
            headers={CSRF_HEADER: csrf_token(token)},
            timeout=30,
            trust_env=False,
        )

    @property
    def cookie(self) -> str:
        """As a WebSocket of this person sends it."""
        return f"{LOCAL_NAME}={self.token}"


class Team:
    """Adds people to the accounts of the service at ``url``, whose database is at ``database_url``."""

    def __init__(self, url: str, database_url: str) -> None:
        self._url = url
        self.engine = create_engine(database_url)
        self._opened = ExitStack()
        self.staff = staff_of(self.engine)
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()
        self.engine.dispose()

    def join(self, *roles: Role, name: str = "") -> Colleague:
        """Somebody with these roles, logged in; without a password, which few tests need and which takes its time."""
        self._count += 1
        account = self.staff.accounts.add(f"{'-'.join(roles)}{self._count}@ville.example", frozenset(roles), name=name)
        return self.log_in(account.id)

    def join_with_password(self, email: str, *roles: Role) -> str:
        """The id of somebody who is not logged in yet; their password is ``PASSWORD``."""
        return self.staff.accounts.add(email, frozenset(roles), password=PASSWORD).id

    def log_in(self, staff_id: str) -> Colleague:
        """Another browser of theirs."""
        colleague = Colleague(self._url, staff_id, self.staff.sessions.open(staff_id))
        self._opened.callback(colleague.http.close)
        return colleague

    def one_of_each(self) -> dict[Role, Colleague]:
        return {role: self.join(role) for role in Role}


def may(roles: Iterable[Role]) -> frozenset[Role]:
    """Those who may where one of ``roles`` is asked for: administrators may everything, supervisors are agents."""
    asked = set(roles)
    included = {Role.SUPERVISOR} if Role.AGENT in asked else set()
    return frozenset(asked | included | {Role.ADMIN})
