"""An account as the code passes it around."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from api.staff.identity import Role, effective
from api.staff.refusals import refused

LONGEST_EMAIL = 254
LONGEST_NAME = 100


@dataclass(frozen=True)
class Account:
    """``roles`` are those that were given; ``may_act_as`` those that follow."""

    id: str
    email: str
    name: str
    roles: frozenset[Role]
    password_hash: str | None
    totp_secret: str | None
    oidc_subject: str | None
    disabled_at: datetime | None
    created_at: datetime
    last_login_at: datetime | None

    @property
    def is_active(self) -> bool:
        return self.disabled_at is None

    @property
    def may_act_as(self) -> frozenset[Role]:
        return effective(self.roles)


@dataclass(frozen=True)
class LoggedIn:
    """An account and the session that it is seen through."""

    account: Account
    session: str


def checked_email(email: str) -> str:
    """``email`` as it is kept: in lower case. An internal address without a dot is one too.

    Raises StaffRefusedError when it is no address.
    """
    kept = unicodedata.normalize("NFC", email).strip().lower()
    user, at, host = kept.partition("@")
    if not (user and at and host) or "@" in host or len(kept) > LONGEST_EMAIL or not kept.isprintable() or " " in kept:
        raise refused("Cette adresse électronique n’est pas valable. Exemple : prenom.nom@ma-ville.fr")
    return kept


def checked_name(name: str, email: str) -> str:
    """``name`` without blanks around; the first half of ``email`` when there is none. Raises StaffRefusedError."""
    kept = " ".join(name.split()) or email.partition("@")[0]
    if len(kept) > LONGEST_NAME or not kept.isprintable():
        raise refused(f"Le nom est trop long ou n’est pas lisible : {LONGEST_NAME} caractères au plus.")
    return kept
