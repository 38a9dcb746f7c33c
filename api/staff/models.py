"""Tables of the accounts. No password and no token is in them: only what proves one."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from procedures.store.base import Base


class Purpose(StrEnum):
    """What a one-time link is for."""

    FIRST_ADMIN = "first_admin"  # creates the administrator of a new installation
    INVITATION = "invitation"  # sets the first password of an account
    RESET = "reset"  # sets another one


class StaffRow(Base):
    """An account. ``email`` is in lower case. ``oidc_subject``: who it is at the OpenID Connect provider.

    ``totp_secret`` is sealed (``api.security.sealing``). ``totp_step`` is the last period of thirty seconds whose code
    was accepted: a code serves once.
    """

    __tablename__ = "staff"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    roles: Mapped[list[str]]
    password_hash: Mapped[str | None] = mapped_column(String(200))
    totp_secret: Mapped[str | None] = mapped_column(String(255))
    totp_step: Mapped[int | None]
    oidc_subject: Mapped[str | None] = mapped_column(String(500), unique=True)
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    last_login_at: Mapped[datetime | None]


class RecoveryCodeRow(Base):
    """A code that stands in for the telephone, once."""

    __tablename__ = "staff_recovery_codes"

    staff_id: Mapped[str] = mapped_column(ForeignKey(StaffRow.id, ondelete="CASCADE"), primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)


class SessionRow(Base):
    """A browser that is logged in. ``id_token``: what the OpenID Connect provider wants to see at log-out."""

    __tablename__ = "staff_sessions"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey(StaffRow.id, ondelete="CASCADE"), index=True)
    id_token: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]


class LinkRow(Base):
    """A one-time link that nobody has used yet. Without ``staff_id``, the account comes to be when it is used."""

    __tablename__ = "staff_links"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    purpose: Mapped[Purpose]
    staff_id: Mapped[str | None] = mapped_column(ForeignKey(StaffRow.id, ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime]


class OidcLoginRow(Base):
    """Somebody who was sent to the OpenID Connect provider and has not come back yet."""

    __tablename__ = "staff_oidc_logins"

    state_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64))
    verifier: Mapped[str] = mapped_column(String(128))
    next_page: Mapped[str] = mapped_column(String(500))
    expires_at: Mapped[datetime]


class AuditRow(Base):
    """Who did what to whom, in ids alone. A trigger refuses that a row be changed."""

    __tablename__ = "staff_audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_id: Mapped[str | None] = mapped_column(String(36))
    action: Mapped[str] = mapped_column(String(40))
    target_id: Mapped[str | None] = mapped_column(String(36))
