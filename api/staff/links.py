"""One-time links: the way to a first password, and back in when it is lost. No password is ever sent or shown.

The token stands after a ``#``, a part of the address that no server and no proxy gets to see.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from api.security.tokens import hash_token, new_token
from api.staff.account import Account
from api.staff.models import Purpose
from api.staff.refusals import StaffRefusedError
from api.staff.repository import StaffRepository
from procedures.store.base import Clock, utc_now

PAGE = "/connexion/lien"
LIFETIMES = {
    Purpose.FIRST_ADMIN: timedelta(days=1),
    Purpose.INVITATION: timedelta(days=7),
    Purpose.RESET: timedelta(days=1),
}


@dataclass(frozen=True)
class Link:
    """What a link is for. Without an account, it creates the first administrator's."""

    purpose: Purpose
    account: Account | None


class Links:
    def __init__(self, repository: StaffRepository, public_url: str, clock: Clock = utc_now) -> None:
        self._repository = repository
        self._public_url = public_url
        self._clock = clock

    def make(self, purpose: Purpose, staff_id: str | None = None) -> str:
        """The address to hand over; those made before for the same person no longer work."""
        token = new_token()
        self._repository.put_link(hash_token(token), purpose, staff_id, self._clock() + LIFETIMES[purpose])
        return f"{self._public_url}{PAGE}#{token}"

    def read(self, token: str) -> Link:
        """What ``token`` is for. Raises StaffRefusedError when it is good for nothing any more."""
        found = self._repository.link(hash_token(token))
        if found is None or (found[1] is not None and not found[1].is_active):
            raise used_up()
        return Link(*found)

    def use(self, token: str) -> None:
        """From now on the link is void. Raises StaffRefusedError when it was already."""
        if not self._repository.use_link(hash_token(token)):
            raise used_up()


def used_up() -> StaffRefusedError:
    return StaffRefusedError(
        410, "Ce lien a déjà servi ou n’est plus valable. Demandez-en un autre à votre administrateur."
    )
