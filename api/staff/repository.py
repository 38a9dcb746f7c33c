"""All queries about accounts, their sessions and their links. Each method is one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.database import reading, writing
from api.staff.account import Account, LoggedIn
from api.staff.identity import Role
from api.staff.models import LinkRow, Purpose, RecoveryCodeRow, SessionRow, StaffRow
from api.staff.refusals import refused, unknown_account
from procedures.store.base import Clock, utc_now


class StaffRepository:
    def __init__(self, engine: Engine, clock: Clock = utc_now) -> None:
        self._engine = engine
        self._clock = clock

    # --- Accounts -------------------------------------------------------------------------------------------------

    def add(self, email: str, name: str, roles: frozenset[Role], password_hash: str | None = None) -> Account:
        """A new account. Raises StaffRefusedError when the address has one already."""
        row = StaffRow(
            id=str(uuid.uuid4()),
            email=email,
            name=name,
            roles=_stored(roles),
            password_hash=password_hash,
            created_at=self._clock(),
        )
        try:
            with writing(self._engine) as session:
                session.add(row)
                session.flush()
                return _account(row)
        except IntegrityError as error:
            raise refused("Cette adresse a déjà un compte.") from error

    def all(self) -> Sequence[Account]:
        """Every account, in the order of addresses."""
        with reading(self._engine) as session:
            return [_account(row) for row in session.scalars(select(StaffRow).order_by(StaffRow.email))]

    def by_id(self, staff_id: str) -> Account | None:
        with reading(self._engine) as session:
            row = session.get(StaffRow, staff_id)
            return _account(row) if row else None

    def by_email(self, email: str) -> Account | None:
        return self._one(StaffRow.email == email)

    def by_oidc_subject(self, subject: str) -> Account | None:
        return self._one(StaffRow.oidc_subject == subject)

    def has_active(self, *roles: Role) -> bool:
        """Whether an account that is not disabled was given one of ``roles`` (any, when none is named)."""
        return any(one.is_active and (not roles or one.roles & set(roles)) for one in self.all())

    def has_agents(self) -> bool:
        """Whether it is somebody's work to answer citizens. An administrator may, but is not there for that."""
        return any(one.is_active and {Role.AGENT, Role.SUPERVISOR} & one.roles for one in self.all())

    def change(self, staff_id: str, **values: Any) -> Account:
        """Sets columns of one account. Raises StaffRefusedError when there is none, or when nobody would be left to
        manage the accounts."""
        if "roles" in values:
            values["roles"] = _stored(values["roles"])
        with writing(self._engine) as session:
            row = _found(session, staff_id)
            was_administrator = _administers(row)
            for name, value in values.items():
                setattr(row, name, value)
            session.flush()
            if was_administrator and not _administers(row):
                _check_an_administrator_is_left(session)
            return _account(row)

    def set_password(self, staff_id: str, password_hash: str, *, keep_session: str | None = None) -> None:
        """Ends all sessions but ``keep_session``, and forgets links: whoever knew the old password is out."""
        with writing(self._engine) as session:
            _found(session, staff_id).password_hash = password_hash
            session.execute(delete(LinkRow).where(LinkRow.staff_id == staff_id))
            session.execute(
                delete(SessionRow).where(SessionRow.staff_id == staff_id, SessionRow.id != (keep_session or ""))
            )

    # --- Sessions -------------------------------------------------------------------------------------------------

    def open_session(self, staff_id: str, token_hash: str, id_token: str | None = None) -> None:
        now = self._clock()
        with writing(self._engine) as session:
            row = _found(session, staff_id)
            row.last_login_at = now
            session.add(
                SessionRow(
                    id=str(uuid.uuid4()),
                    token_hash=token_hash,
                    staff_id=staff_id,
                    id_token=id_token,
                    created_at=now,
                    last_seen_at=now,
                )
            )

    def session_by_token(self, token_hash: str, *, opened_after: datetime, seen_after: datetime) -> LoggedIn | None:
        """Whoever the session of this token belongs to, if both are still good."""
        return self._session(SessionRow.token_hash == token_hash, opened_after, seen_after)

    def session_by_id(self, session_id: str, *, opened_after: datetime, seen_after: datetime) -> LoggedIn | None:
        return self._session(SessionRow.id == session_id, opened_after, seen_after)

    def _session(self, condition: Any, opened_after: datetime, seen_after: datetime) -> LoggedIn | None:
        with reading(self._engine) as session:
            found = session.execute(
                select(SessionRow, StaffRow)
                .join(StaffRow, StaffRow.id == SessionRow.staff_id)
                .where(
                    condition,
                    SessionRow.created_at > opened_after,
                    SessionRow.last_seen_at > seen_after,
                    StaffRow.disabled_at.is_(None),
                )
            ).first()
            return LoggedIn(_account(found[1]), found[0].id) if found else None

    def touch_session(self, session_id: str, *, unless_after: datetime) -> None:
        """Somebody is at work there: written at most as often as ``unless_after`` lets it."""
        with reading(self._engine) as session:
            seen = session.scalar(select(SessionRow.last_seen_at).where(SessionRow.id == session_id))
        if seen is not None and seen <= unless_after:
            with writing(self._engine) as session:
                session.execute(
                    update(SessionRow).where(SessionRow.id == session_id).values(last_seen_at=self._clock())
                )

    def sessions_of(self, staff_id: str) -> Sequence[tuple[str, datetime, datetime]]:
        """Id, opening and last use of each session, the newest first."""
        with reading(self._engine) as session:
            rows = session.scalars(
                select(SessionRow).where(SessionRow.staff_id == staff_id).order_by(SessionRow.last_seen_at.desc())
            )
            return [(row.id, row.created_at, row.last_seen_at) for row in rows]

    def end_session(self, session_id: str) -> str | None:
        """Ends one session; what the OpenID Connect provider wants to see of it, if it came from there."""
        with writing(self._engine) as session:
            row = session.get(SessionRow, session_id)
            if row is None:
                return None
            session.delete(row)
            return row.id_token

    def end_sessions(self, staff_id: str, *, but: str | None = None) -> None:
        with writing(self._engine) as session:
            session.execute(delete(SessionRow).where(SessionRow.staff_id == staff_id, SessionRow.id != (but or "")))

    # --- One-time links -------------------------------------------------------------------------------------------

    def put_link(self, token_hash: str, purpose: Purpose, staff_id: str | None, expires_at: datetime) -> None:
        """A new link; those made before for the same account, or for the first administrator, are void."""
        with writing(self._engine) as session:
            session.execute(delete(LinkRow).where(LinkRow.staff_id == staff_id))
            session.add(LinkRow(token_hash=token_hash, purpose=purpose, staff_id=staff_id, expires_at=expires_at))

    def link(self, token_hash: str) -> tuple[Purpose, Account | None] | None:
        """What a link that is still good is for."""
        with reading(self._engine) as session:
            row = session.get(LinkRow, token_hash)
            if row is None or row.expires_at <= self._clock():
                return None
            owner = session.get(StaffRow, row.staff_id) if row.staff_id else None
            return row.purpose, _account(owner) if owner else None

    def use_link(self, token_hash: str) -> bool:
        """Whether it was still there to be used: of two uses at the same moment, one wins."""
        with writing(self._engine) as session:
            statement = delete(LinkRow).where(LinkRow.token_hash == token_hash, LinkRow.expires_at > self._clock())
            return bool(session.execute(statement).rowcount)  # type: ignore[attr-defined]

    # --- Second factor --------------------------------------------------------------------------------------------

    def set_second_factor(
        self, staff_id: str, secret: str | None, code_hashes: Sequence[str], step: int | None
    ) -> None:
        """In place of the one before; no second factor any more when ``secret`` is None."""
        with writing(self._engine) as session:
            row = _found(session, staff_id)
            row.totp_secret, row.totp_step = secret, step
            session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.staff_id == staff_id))
            session.add_all(RecoveryCodeRow(staff_id=staff_id, code_hash=one) for one in code_hashes)

    def reseal(self, staff_id: str, before: str, after: str) -> None:
        """The same secret written otherwise, unless it was changed meanwhile."""
        with writing(self._engine) as session:
            row = _found(session, staff_id)
            if row.totp_secret == before:
                row.totp_secret = after

    def accept_step(self, staff_id: str, step: int) -> bool:
        """Whether no code of ``step`` or later was accepted before; from now on one was."""
        with writing(self._engine) as session:
            row = session.get(StaffRow, staff_id, with_for_update=True)
            if row is None or (row.totp_step is not None and row.totp_step >= step):
                return False
            row.totp_step = step
            return True

    def use_recovery_code(self, staff_id: str, code_hash: str) -> bool:
        with writing(self._engine) as session:
            statement = delete(RecoveryCodeRow).where(
                RecoveryCodeRow.staff_id == staff_id, RecoveryCodeRow.code_hash == code_hash
            )
            return bool(session.execute(statement).rowcount)  # type: ignore[attr-defined]

    def recovery_codes_left(self, staff_id: str) -> int:
        with reading(self._engine) as session:
            return len(session.scalars(select(RecoveryCodeRow).where(RecoveryCodeRow.staff_id == staff_id)).all())

    # --- Forgetting -----------------------------------------------------------------------------------------------

    def forget_expired(self, *, opened_before: datetime, seen_before: datetime) -> None:
        """Sessions and links that nobody can use any more."""
        with writing(self._engine) as session:
            session.execute(
                delete(SessionRow).where(
                    (SessionRow.created_at <= opened_before) | (SessionRow.last_seen_at <= seen_before)
                )
            )
            session.execute(delete(LinkRow).where(LinkRow.expires_at <= self._clock()))

    def _one(self, condition: Any) -> Account | None:
        with reading(self._engine) as session:
            row = session.scalar(select(StaffRow).where(condition))
            return _account(row) if row else None


def _found(session: Session, staff_id: str) -> StaffRow:
    row = session.get(StaffRow, staff_id, with_for_update=True)
    if row is None:
        raise unknown_account()
    return row


def _check_an_administrator_is_left(session: Session) -> None:
    if not any(_administers(row) for row in session.scalars(select(StaffRow).with_for_update())):
        raise refused("C’est le dernier administrateur. Nommez-en un autre d’abord.")


def _administers(row: StaffRow) -> bool:
    return row.disabled_at is None and Role.ADMIN in row.roles


def _stored(roles: frozenset[Role]) -> list[str]:
    return [role.value for role in Role if role in roles]


def _account(row: StaffRow) -> Account:
    return Account(
        id=row.id,
        email=row.email,
        name=row.name,
        roles=frozenset(Role(role) for role in row.roles),
        password_hash=row.password_hash,
        totp_secret=row.totp_secret,
        oidc_subject=row.oidc_subject,
        disabled_at=row.disabled_at,
        created_at=row.created_at,
        last_login_at=row.last_login_at,
    )
