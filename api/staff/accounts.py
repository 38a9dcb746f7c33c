"""What is done to accounts: by an administrator, by the command line, by their owners. Each thing done is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool

from api.staff.account import Account, LoggedIn, checked_email, checked_name
from api.staff.audit import Action, Audit
from api.staff.identity import Role
from api.staff.links import Link, Links
from api.staff.models import Purpose
from api.staff.passwords import Passwords, weakness
from api.staff.refusals import refused, unknown_account
from api.staff.repository import StaffRepository


class Accounts:
    """``by`` is the id of whoever does it; None is the command line."""

    def __init__(self, repository: StaffRepository, passwords: Passwords, links: Links, audit: Audit) -> None:
        self._repository = repository
        self._passwords = passwords
        self._links = links
        self._audit = audit

    # --- By an administrator --------------------------------------------------------------------------------------

    def all(self) -> Sequence[Account]:
        return self._repository.all()

    def find(self, staff_id: str) -> Account:
        """Raises StaffRefusedError when there is none."""
        account = self._repository.by_id(staff_id)
        if account is None:
            raise unknown_account()
        return account

    def find_by_email(self, email: str) -> Account:
        """Raises StaffRefusedError when there is none."""
        account = self._repository.by_email(checked_email(email))
        if account is None:
            raise unknown_account()
        return account

    def add(
        self, email: str, roles: frozenset[Role], *, name: str = "", password: str | None = None, by: str | None = None
    ) -> Account:
        """A new account, without a password unless one is given. Raises StaffRefusedError."""
        email = checked_email(email)
        if not roles:
            raise refused("Choisissez au moins un rôle.")
        kept = None
        if password is not None:
            _check_strength(password, email)
            kept = self._passwords.hash_now(password)
        account = self._repository.add(email, checked_name(name, email), roles, kept)
        self._audit.record(Action.ACCOUNT_ADDED, actor_id=by, target_id=account.id)
        return account

    def change(
        self, staff_id: str, *, name: str | None = None, roles: frozenset[Role] | None = None, by: str | None = None
    ) -> Account:
        """Another name, other roles. Raises StaffRefusedError, also when no administrator would be left."""
        account = self.find(staff_id)
        if name is not None:
            account = self._repository.change(staff_id, name=checked_name(name, account.email))
        if roles is not None and roles != account.roles:
            if not roles:
                raise refused("Choisissez au moins un rôle. Pour fermer un compte, désactivez-le.")
            account = self._repository.change(staff_id, roles=roles)
            self._audit.record(Action.ROLES_CHANGED, actor_id=by, target_id=staff_id)
        return account

    def disable(self, staff_id: str, *, by: str | None = None) -> Account:
        """Closes the account and ends its sessions. Raises StaffRefusedError for the last administrator."""
        account = self._repository.change(staff_id, disabled_at=datetime.now(UTC))
        self._repository.end_sessions(staff_id)
        self._audit.record(Action.ACCOUNT_DISABLED, actor_id=by, target_id=staff_id)
        return account

    def enable(self, staff_id: str, *, by: str | None = None) -> Account:
        account = self._repository.change(staff_id, disabled_at=None)
        self._audit.record(Action.ACCOUNT_ENABLED, actor_id=by, target_id=staff_id)
        return account

    def link_for(self, account: Account, *, by: str | None = None) -> str:
        """A one-time link to a first password, or to another one."""
        if not account.is_active:
            raise refused("Ce compte est désactivé. Réactivez-le d’abord.")
        purpose = Purpose.RESET if account.password_hash else Purpose.INVITATION
        link = self._links.make(purpose, account.id)
        self._audit.record(Action.LINK_MADE, actor_id=by, target_id=account.id)
        return link

    def reset(self, account: Account, *, by: str | None = None) -> str:
        """Puts a lost or stolen account out of use, until its owner has opened the link that this gives.

        Its sessions end; so does its second factor, which may be what was lost.
        """
        link = self.link_for(account, by=by)
        self._repository.end_sessions(account.id)
        self._repository.change(account.id, password_hash=None)
        if account.totp_secret is not None:
            self._repository.set_second_factor(account.id, None, (), None)
            self._audit.record(Action.SECOND_FACTOR_OFF, actor_id=by, target_id=account.id)
        return link

    def set_password_now(self, account: Account, password: str, *, by: str | None = None) -> None:
        """For the command line. Raises StaffRefusedError for a weak password."""
        _check_strength(password, account.email)
        self._repository.set_password(account.id, self._passwords.hash_now(password))
        self._audit.record(Action.PASSWORD_CHANGED, actor_id=by, target_id=account.id)

    def has_active(self, *roles: Role) -> bool:
        """Whether somebody could log in who was given one of ``roles``."""
        return self._repository.has_active(*roles)

    def first_administrator_link(self) -> str | None:
        """A link to create the administrator of a new installation; None once there is one."""
        if self._repository.has_active(Role.ADMIN):
            return None
        return self._links.make(Purpose.FIRST_ADMIN)

    # --- By their owners ------------------------------------------------------------------------------------------

    def read_link(self, token: str) -> Link:
        """What a one-time link is for. Raises StaffRefusedError when it is void."""
        link = self._links.read(token)
        if link.account is None and self._repository.has_active(Role.ADMIN):
            raise refused("Un administrateur existe déjà. Demandez-lui un compte.")
        return link

    async def use_link(self, token: str, password: str, *, email: str, name: str) -> Account:
        """Gives the account of a one-time link its password; the first administrator's comes to be.

        Raises StaffRefusedError: the link is void, the password too weak. A weak one does not use up the link.
        """
        link = await run_in_threadpool(self.read_link, token)
        address = link.account.email if link.account else checked_email(email)
        _check_strength(password, address)
        kept = await self._passwords.hash(password)
        return await run_in_threadpool(self._redeem, link, token, kept, address, name)

    async def change_password(self, who: LoggedIn, current: str, new: str) -> None:
        """The other sessions of the account end. Raises StaffRefusedError."""
        account = who.account
        if account.password_hash and not await self._passwords.verify(current, account.password_hash):
            raise refused("Votre mot de passe actuel n’est pas le bon.")
        _check_strength(new, account.email)
        kept = await self._passwords.hash(new)
        await run_in_threadpool(self._repository.set_password, account.id, kept, keep_session=who.session)
        await run_in_threadpool(self._audit.record, Action.PASSWORD_CHANGED, actor_id=account.id, target_id=account.id)

    async def check_password(self, who: LoggedIn, password: str) -> None:
        """Raises StaffRefusedError when it is not theirs: asked before a protection is taken away."""
        if not await self._passwords.verify(password, who.account.password_hash):
            raise refused("Votre mot de passe n’est pas le bon.")

    def _redeem(self, link: Link, token: str, kept: str, email: str, name: str) -> Account:
        if link.account is None and self._repository.by_email(email) is not None:
            raise refused("Cette adresse a déjà un compte. Prenez-en une autre.")
        self._links.use(token)
        if link.account is None:
            account = self._repository.add(email, checked_name(name, email), frozenset({Role.ADMIN}), kept)
        else:
            account = link.account
            self._repository.set_password(account.id, kept)
        self._audit.record(Action.LINK_USED, actor_id=account.id, target_id=account.id)
        return account


def _check_strength(password: str, email: str) -> None:
    reason = weakness(password, email=email)
    if reason is not None:
        raise refused(reason)
