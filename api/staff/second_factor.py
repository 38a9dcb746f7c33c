"""A code from one's telephone after the password (TOTP, RFC 6238), for those who want it; recovery codes with it."""

from __future__ import annotations

import hmac
import logging
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass

import pyotp
import segno

from api.security.sealing import Seal, UnreadableSecretError, is_sealed
from api.security.tokens import hash_token
from api.staff.account import Account
from api.staff.refusals import refused
from api.staff.repository import StaffRepository
from procedures.store.base import Clock, utc_now

PERIOD_S = 30
DRIFT = 1  # periods before and after: telephones are not always on time
RECOVERY_CODES = 10
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else
_log = logging.getLogger(__name__)
_BLANKS = re.compile(r"[\s-]")


@dataclass(frozen=True)
class Enrolment:
    """What an authenticator needs: the secret to type, or the picture that says the same."""

    secret: str
    picture: str  # an SVG, as a data: address


class SecondFactor:
    """``issuer`` gives the name that the authenticator shows. ``seal``: the database never holds a secret as it is."""

    def __init__(
        self, repository: StaffRepository, seal: Seal, issuer: Callable[[], str], clock: Clock = utc_now
    ) -> None:
        self._repository = repository
        self._seal = seal
        self._issuer = issuer
        self._clock = clock

    def propose(self, account: Account) -> Enrolment:
        """A fresh secret; nothing changes until a code made from it is confirmed."""
        secret = pyotp.random_base32()
        address = pyotp.TOTP(secret).provisioning_uri(name=account.email, issuer_name=self._issuer())
        return Enrolment(secret, segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="#fff"))

    def turn_on(self, account: Account, secret: str, code: str) -> list[str]:
        """Recovery codes, shown once. Raises StaffRefusedError when ``code`` does not come from ``secret``."""
        try:
            step = self._step(secret, _plain(code))
        except ValueError:  # not base 32
            step = None
        if step is None:
            raise refused("Ce code n’est pas le bon. Vérifiez l’heure de votre téléphone et tapez le code suivant.")
        codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
        self._repository.set_second_factor(account.id, self._seal.close(secret), [_kept(one) for one in codes], step)
        return codes

    def turn_off(self, account: Account) -> None:
        self._repository.set_second_factor(account.id, None, (), None)

    def accepts(self, account: Account, code: str) -> bool:
        """Whether ``code`` is the telephone's or a recovery code; either serves once."""
        plain = _plain(code)
        if account.totp_secret is None or not plain:
            return False
        step = self._step_of(account.totp_secret, plain)
        if step is not None:
            return self._repository.accept_step(account.id, step)
        return self._repository.use_recovery_code(account.id, _kept(plain))

    def seal_all(self) -> int:
        """Seals the secrets that an older release wrote as they were; how many."""
        bare = [one for one in self._repository.all() if one.totp_secret and not is_sealed(one.totp_secret)]
        for account in bare:
            assert account.totp_secret is not None
            self._repository.reseal(account.id, account.totp_secret, self._seal.close(account.totp_secret))
        return len(bare)

    def _step_of(self, kept: str, code: str) -> int | None:
        try:
            return self._step(self._seal.open(kept), code)
        except UnreadableSecretError as error:
            _log.error("a telephone's codes cannot be checked: %s", error)
            return None

    def _step(self, secret: str, code: str) -> int | None:
        """The period whose code this is, among those that are near."""
        now = int(self._clock().timestamp()) // PERIOD_S
        code_at = pyotp.TOTP(secret).generate_otp
        near = (now + drift for drift in range(-DRIFT, DRIFT + 1))
        return next((step for step in near if hmac.compare_digest(code_at(step).encode(), code.encode())), None)


def _recovery_code() -> str:
    code = "".join(secrets.choice(_ALPHABET) for _ in range(12))
    return "-".join((code[:4], code[4:8], code[8:]))


def _plain(code: str) -> str:
    return _BLANKS.sub("", code).lower()


def _kept(code: str) -> str:
    return hash_token(_plain(code))
