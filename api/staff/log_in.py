"""Logging in with a password, and with the telephone's code where the account wants one."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection

from api.staff.account import Account, LoggedIn
from api.staff.audit import Action, Audit
from api.staff.passwords import Passwords
from api.staff.refusals import code_wanted, wrong_code, wrong_credentials
from api.staff.repository import StaffRepository
from api.staff.second_factor import SecondFactor
from api.staff.sessions import Sessions
from api.staff.throttle import LoginThrottle


class LogIn:
    def __init__(
        self,
        repository: StaffRepository,
        *,
        passwords: Passwords,
        second_factor: SecondFactor,
        sessions: Sessions,
        throttle: LoginThrottle,
        audit: Audit,
    ) -> None:
        self._repository = repository
        self._passwords = passwords
        self._second_factor = second_factor
        self._sessions = sessions
        self._throttle = throttle
        self._audit = audit

    async def with_password(
        self, connection: HTTPConnection, *, email: str, password: str, code: str
    ) -> tuple[Account, str]:
        """The account and the token of its new session.

        Raises StaffRefusedError, in the same words after the same time whether the account is unknown, closed, without
        a password yet, or the password another one.
        """
        address = email.strip().lower()
        await run_in_threadpool(self._throttle.count, address, connection)
        account = await run_in_threadpool(self._repository.by_email, address)
        kept = account.password_hash if account is not None and account.is_active else None
        if not await self._passwords.verify(password, kept) or account is None or kept is None:
            await run_in_threadpool(self._audit.record, Action.LOGIN_FAILED, target_id=account.id if account else None)
            raise wrong_credentials()
        await self._check_second_factor(account, code)
        await run_in_threadpool(self._throttle.forgive, address, connection)
        if self._passwords.is_outdated(kept):
            renewed = await self._passwords.hash(password)
            await run_in_threadpool(self._repository.change, account.id, password_hash=renewed)
        return account, await run_in_threadpool(self.open, account)

    async def at_once(self, account: Account) -> str:
        """The token of a new session for somebody who has just proven who they are."""
        return await run_in_threadpool(self.open, account)

    def open(self, account: Account, *, id_token: str | None = None) -> str:
        token = self._sessions.open(account.id, id_token=id_token)
        self._audit.record(Action.LOGGED_IN, actor_id=account.id, target_id=account.id)
        return token

    def out(self, who: LoggedIn) -> str | None:
        """Ends the session; what the OpenID Connect provider wants to see of it."""
        id_token = self._repository.end_session(who.session)
        self._audit.record(Action.LOGGED_OUT, actor_id=who.account.id, target_id=who.account.id)
        return id_token

    async def _check_second_factor(self, account: Account, code: str) -> None:
        if account.totp_secret is None:
            return
        if not code:
            raise code_wanted()
        if not await run_in_threadpool(self._second_factor.accepts, account, code):
            await run_in_threadpool(self._audit.record, Action.LOGIN_FAILED, target_id=account.id)
            raise wrong_code()
