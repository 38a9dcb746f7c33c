"""Log-ins under way: kept here rather than in the browser, so that any process may end what another one began."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete

from api.database import writing
from api.staff.models import OidcLoginRow
from procedures.store.base import Clock, utc_now


@dataclass(frozen=True)
class Pending:
    nonce: str
    verifier: str
    next_page: str


class OidcLogins:
    def __init__(self, engine: Engine, clock: Clock = utc_now) -> None:
        self._engine = engine
        self._clock = clock

    def begin(self, state_hash: str, pending: Pending, expires_at: datetime) -> None:
        """Keeps ``pending``, and forgets those that nobody came back for."""
        with writing(self._engine) as session:
            session.execute(delete(OidcLoginRow).where(OidcLoginRow.expires_at <= self._clock()))
            session.add(
                OidcLoginRow(
                    state_hash=state_hash,
                    nonce=pending.nonce,
                    verifier=pending.verifier,
                    next_page=pending.next_page,
                    expires_at=expires_at,
                )
            )

    def take(self, state_hash: str) -> Pending | None:
        """What was kept, once: a second return finds nothing."""
        with writing(self._engine) as session:
            row = session.get(OidcLoginRow, state_hash, with_for_update=True)
            if row is None:
                return None
            session.delete(row)
            if row.expires_at <= self._clock():
                return None
            return Pending(row.nonce, row.verifier, row.next_page)
