"""Sessions: opened at log-in, found again by a token of which only a hash is kept, ended by time or by will."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from api.security.tokens import hash_token, new_token
from api.staff.account import LoggedIn
from api.staff.repository import StaffRepository
from procedures.store.base import Clock, utc_now

# Being at work is written down at most this often: reading a page must not mean writing to the disk.
SEEN_EVERY = timedelta(minutes=1)


class Sessions:
    """``idle``: a session unused for that long is over; ``lifetime``: so is one that was opened that long ago."""

    def __init__(
        self, repository: StaffRepository, *, idle: timedelta, lifetime: timedelta, clock: Clock = utc_now
    ) -> None:
        self._repository = repository
        self._idle = idle
        self._lifetime = lifetime
        self._clock = clock

    def open(self, staff_id: str, *, id_token: str | None = None) -> str:
        """A fresh token for ``staff_id``: a browser never keeps the one it had before logging in."""
        token = new_token()
        self._repository.open_session(staff_id, hash_token(token), id_token)
        return token

    def find(self, token: str) -> LoggedIn | None:
        """Whoever ``token`` was given to, if the session still holds; it is used from now on."""
        now = self._clock()
        found = self._repository.session_by_token(
            hash_token(token), opened_after=now - self._lifetime, seen_after=now - self._idle
        )
        if found is not None:
            self._repository.touch_session(found.session, unless_after=now - SEEN_EVERY)
        return found

    def holds(self, session_id: str) -> LoggedIn | None:
        """The same by the session's id, without using it."""
        now = self._clock()
        return self._repository.session_by_id(
            session_id, opened_after=now - self._lifetime, seen_after=now - self._idle
        )

    def forget_expired(self) -> None:
        now = self._clock()
        self._repository.forget_expired(opened_before=now - self._lifetime, seen_before=now - self._idle)


def csrf_token(token: str) -> str:
    """What a page of ours sends back to show that it is one. Nobody can tell it who does not know ``token``."""
    return hashlib.sha256(b"csrf:" + token.encode("utf-8", "replace")).hexdigest()
