"""What comes in and goes out about accounts."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, Field

from api.staff.account import Account
from api.staff.identity import Role
from api.staff.models import Purpose

Email = Annotated[str, Field(max_length=300)]
Password = Annotated[str, Field(max_length=1000)]  # longer ones are refused before any work is done on them
Code = Annotated[str, Field(max_length=40)]
Token = Annotated[str, Field(max_length=200)]
Name = Annotated[str, Field(max_length=200)]


class Credentials(BaseModel):
    """``code``: from the telephone, for accounts with two-step verification."""

    email: Email
    password: Password
    code: Code = ""


class UserOut(BaseModel):
    """``roles`` are those given; ``may_act_as`` also those that follow from them."""

    id: str
    email: str
    name: str
    roles: list[Role]
    may_act_as: list[Role]

    @classmethod
    def of(cls, account: Account) -> Self:
        return cls(
            id=account.id,
            email=account.email,
            name=account.name,
            roles=_in_order(account.roles),
            may_act_as=_in_order(account.may_act_as),
        )


class SessionOut(BaseModel):
    """``csrf_token`` goes back in ``X-CSRF-Token`` with every request that changes something."""

    user: UserOut
    csrf_token: str


class LoggedOutOut(BaseModel):
    """``logout_url``: where to end the session of the OpenID Connect provider too."""

    logout_url: str | None = None


class LinkToken(BaseModel):
    token: Token


class LinkOut(BaseModel):
    """``email`` is None for the first administrator, who chooses one."""

    purpose: Purpose
    email: str | None
    name: str | None


class LinkUse(BaseModel):
    token: Token
    password: Password
    email: Email = ""
    name: Name = ""


class AccountOut(UserOut):
    """One's own account."""

    has_password: bool
    two_step: bool
    recovery_codes_left: int


class PasswordChange(BaseModel):
    current: Password = ""
    new: Password


class OwnSessionOut(BaseModel):
    opened_at: datetime
    seen_at: datetime
    is_this_one: bool


class OwnSessionsOut(BaseModel):
    sessions: list[OwnSessionOut]


class EnrolmentOut(BaseModel):
    secret: str
    picture: str


class SecondFactorOn(BaseModel):
    secret: Annotated[str, Field(max_length=64)]
    code: Code


class RecoveryCodesOut(BaseModel):
    recovery_codes: list[str]


class PasswordProof(BaseModel):
    password: Password


class ManagedUserOut(UserOut):
    """An account as an administrator sees it."""

    is_active: bool
    has_password: bool
    two_step: bool
    created_at: datetime
    last_login_at: datetime | None

    @classmethod
    def of(cls, account: Account) -> Self:
        return cls(
            **UserOut.of(account).model_dump(),
            is_active=account.is_active,
            has_password=account.password_hash is not None,
            two_step=account.totp_secret is not None,
            created_at=account.created_at,
            last_login_at=account.last_login_at,
        )


class ManagedUsersOut(BaseModel):
    users: list[ManagedUserOut]


class NewUser(BaseModel):
    email: Email
    name: Name = ""
    roles: Annotated[list[Role], Field(max_length=4)]


class UserChange(BaseModel):
    name: Name | None = None
    roles: Annotated[list[Role], Field(max_length=4)] | None = None
    is_active: bool | None = None


class InvitedUserOut(BaseModel):
    """``link`` is shown once: it is to be handed to its owner."""

    user: ManagedUserOut
    link: str


class AuditEntryOut(BaseModel):
    id: int
    at: datetime
    actor_id: str | None
    action: str
    label: str
    target_id: str | None


class AuditOut(BaseModel):
    entries: list[AuditEntryOut]


def _in_order(roles: frozenset[Role]) -> list[Role]:
    return [role for role in Role if role in roles]
