"""What the endpoints of accounts work with, put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from api.security.counters import Counters
from api.security.sealing import Seal
from api.settings import Settings
from api.staff.account import LoggedIn
from api.staff.accounts import Accounts
from api.staff.audit import Audit
from api.staff.gate import SessionGate
from api.staff.identity import Role
from api.staff.links import Links
from api.staff.log_in import LogIn
from api.staff.oidc import OidcLogin, OidcLogins, Provider, Registration
from api.staff.passwords import Passwords
from api.staff.refusals import forbidden
from api.staff.repository import StaffRepository
from api.staff.second_factor import SecondFactor
from api.staff.sessions import Sessions
from api.staff.throttle import LoginThrottle
from api.staff.transport import Transport

SSO_RETURN = "/connexion/sso/retour"


@dataclass(frozen=True)
class StaffServices:
    settings: Settings
    accounts: Accounts
    repository: StaffRepository
    log_in: LogIn
    second_factor: SecondFactor
    sessions: Sessions
    transport: Transport
    throttle: LoginThrottle
    gate: SessionGate
    audit: Audit
    oidc: OidcLogin | None
    town: Callable[[], str]

    async def close(self) -> None:
        if self.oidc is not None:
            await self.oidc.close()


def assemble(
    settings: Settings, repository: StaffRepository, audit: Audit, logins: OidcLogins, *, town: Callable[[], str]
) -> StaffServices:
    """Everything about accounts; ``town`` is the name that pages show."""
    sessions = Sessions(
        repository,
        idle=timedelta(minutes=settings.session_idle_minutes),
        lifetime=timedelta(hours=settings.session_hours),
    )
    passwords, transport = Passwords(), Transport(settings)
    throttle = LoginThrottle(settings.rate_login, Counters(settings.redis_url))
    second_factor = SecondFactor(repository, Seal(settings.data_dir), lambda: f"Guichet {town()}")
    return StaffServices(
        settings=settings,
        accounts=Accounts(repository, passwords, Links(repository, settings.public_url), audit),
        repository=repository,
        log_in=LogIn(
            repository,
            passwords=passwords,
            second_factor=second_factor,
            sessions=sessions,
            throttle=throttle,
            audit=audit,
        ),
        second_factor=second_factor,
        sessions=sessions,
        transport=transport,
        throttle=throttle,
        gate=SessionGate(transport, sessions),
        audit=audit,
        oidc=_oidc(settings, repository, audit, logins),
        town=town,
    )


def _oidc(settings: Settings, repository: StaffRepository, audit: Audit, logins: OidcLogins) -> OidcLogin | None:
    if not settings.oidc_issuer:
        return None
    registration = Registration(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        scopes=settings.oidc_scopes,
        redirect_url=settings.public_url + SSO_RETURN,
        after_logout_url=f"{settings.public_url}/connexion",
    )
    return OidcLogin(Provider(registration), logins, repository, audit, label=settings.oidc_label)


def staff_services(connection: HTTPConnection) -> StaffServices:
    """Those of the application that ``connection`` came to; a FastAPI dependency."""
    found: StaffServices = connection.app.state.staff
    return found


async def logged_in(connection: HTTPConnection) -> LoggedIn:
    """Whoever is logged in, with their account. Raises StaffRefusedError."""
    return await staff_services(connection).gate.logged_in(connection)


async def administrator(connection: HTTPConnection) -> LoggedIn:
    """The same, for administrators. Raises StaffRefusedError."""
    who = await logged_in(connection)
    if Role.ADMIN not in who.account.may_act_as:
        raise forbidden()
    return who


Provided = Annotated[StaffServices, Depends(staff_services)]
Who = Annotated[LoggedIn, Depends(logged_in)]
Administrator = Annotated[LoggedIn, Depends(administrator)]
