"""From the button to the account: out to the provider, back, and whose account it is.

An account is made by an administrator, never by the provider. At the first log-in it is found by its address, and from
then on by the provider's own name for the person: an address may be given to somebody else one day.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from starlette.concurrency import run_in_threadpool

from api.security.tokens import hash_token
from api.staff.account import Account
from api.staff.audit import Action, Audit
from api.staff.oidc.provider import Identity, OidcError, Provider
from api.staff.oidc.repository import OidcLogins, Pending
from api.staff.refusals import StaffRefusedError
from api.staff.repository import StaffRepository
from procedures.store.base import Clock, utc_now

LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class Departure:
    """``state`` stays with the browser: only the one that left may come back."""

    url: str
    state: str


@dataclass(frozen=True)
class Arrival:
    account: Account
    id_token: str
    next_page: str


class OidcLogin:
    """``label``: what the button says after « Se connecter avec »."""

    def __init__(
        self,
        provider: Provider,
        logins: OidcLogins,
        repository: StaffRepository,
        audit: Audit,
        *,
        label: str,
        clock: Clock = utc_now,
    ) -> None:
        self.label = label
        self._provider = provider
        self._logins = logins
        self._repository = repository
        self._audit = audit
        self._clock = clock

    async def leave(self, next_page: str) -> Departure:
        """Raises OidcError when the provider cannot be reached."""
        state, nonce, verifier = (secrets.token_urlsafe(size) for size in (32, 32, 48))
        url = await self._provider.authorization_url(state=state, nonce=nonce, verifier=verifier)
        pending = Pending(nonce, verifier, next_page)
        await run_in_threadpool(self._logins.begin, hash_token(state), pending, self._clock() + LASTS)
        return Departure(url, state)

    async def arrive(self, *, state: str, code: str) -> Arrival:
        """Raises OidcError: nothing to believe; StaffRefusedError: believed, and without an account here."""
        pending = await run_in_threadpool(self._logins.take, hash_token(state))
        if pending is None:
            raise OidcError("this log-in was not begun here, or too long ago")
        identity = await self._provider.identify(code=code, nonce=pending.nonce, verifier=pending.verifier)
        account = await run_in_threadpool(self._account_of, identity)
        return Arrival(account, identity.id_token, pending.next_page)

    async def logout_url(self, id_token: str) -> str | None:
        return await self._provider.logout_url(id_token, secrets.token_urlsafe(32))

    async def close(self) -> None:
        await self._provider.close()

    def _account_of(self, identity: Identity) -> Account:
        account = self._repository.by_oidc_subject(identity.subject)
        if account is None:
            account = self._bound(identity)
        if account is None or not account.is_active:
            raise no_account()
        return account

    def _bound(self, identity: Identity) -> Account | None:
        """The account of this address, theirs from now on; an address that the provider doubts proves nothing."""
        account = None if identity.email_is_doubted else self._repository.by_email(identity.email.strip().lower())
        if account is None or not account.is_active or account.oidc_subject is not None:
            return None
        self._audit.record(Action.OIDC_BOUND, actor_id=account.id, target_id=account.id)
        return self._repository.change(account.id, oidc_subject=identity.subject)


def no_account() -> StaffRefusedError:
    return StaffRefusedError(403, "Votre identité est confirmée, mais vous n’avez pas de compte ici.")
