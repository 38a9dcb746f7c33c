"""Passwords and codes: which are taken, what is kept, how much work a flood of them may make."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine

from api.security.sealing import KEY_FILE, Seal
from api.staff.account import Account, checked_email, checked_name
from api.staff.identity import Role
from api.staff.pages import local_path
from api.staff.passwords import AT_ONCE, LONGEST_QUEUE, Passwords, weakness
from api.staff.refusals import StaffRefusedError
from api.staff.repository import StaffRepository
from api.staff.second_factor import PERIOD_S, RECOVERY_CODES, SecondFactor

EMAIL = "camille.dupuis@ville.example"
# As little work as Argon2 lets one ask for: these tests are not about its cost.
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.mark.parametrize(
    "password", ["quatre mots au hasard", "Zé9!kLmp#2xQ", "été pluvieux à Brest", "x9" + "correcthorse" * 3]
)
def test_length_is_enough(password: str) -> None:
    assert weakness(password, email=EMAIL) is None


@pytest.mark.parametrize(
    "password",
    [
        "",
        "court",
        "onze caract",
        "a" * 201,
        "aaaaaaaaaaaaaa",
        "Motdepasse2026!",
        "AZERTYazerty123",
        "1234 5678 9012",
        "Camille.Dupuis1",
        EMAIL,
    ],
)
def test_what_is_guessed_first_is_refused_with_a_reason(password: str) -> None:
    reason = weakness(password, email=EMAIL)
    assert reason is not None
    assert reason.endswith(".")


def test_a_password_is_recognised_and_never_kept() -> None:
    passwords = Passwords(CHEAP)
    kept = passwords.hash_now("quatre mots au hasard")
    assert "quatre" not in kept
    assert kept.startswith("$argon2id$")
    assert kept != passwords.hash_now("quatre mots au hasard")
    assert asyncio.run(passwords.verify("quatre mots au hasard", kept)) is True
    assert asyncio.run(Passwords(CHEAP).verify("quatre mots au hazard", kept)) is False


def test_an_accent_is_the_same_from_every_keyboard() -> None:
    passwords = Passwords(CHEAP)
    assert asyncio.run(passwords.verify("e\u0301te\u0301 pluvieux", passwords.hash_now("\u00e9t\u00e9 pluvieux")))


@pytest.mark.parametrize("kept", [None, "", "not a hash", "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA"])
def test_without_a_hash_nothing_is_right(kept: str | None) -> None:
    assert asyncio.run(Passwords(CHEAP).verify("quatre mots au hasard", kept)) is False


def test_an_unknown_account_takes_the_work_of_a_known_one() -> None:
    """The same parameters, hence the same work, without a measure of time."""
    passwords = Passwords()
    known = passwords.hash_now("quatre mots au hasard")
    assert passwords._nobody.split("$")[:4] == known.split("$")[:4]
    assert [len(part) for part in passwords._nobody.split("$")] == [len(part) for part in known.split("$")]


def test_hashes_made_with_less_care_are_renewed() -> None:
    assert Passwords().is_outdated(CHEAP.hash("quatre mots au hasard"))
    assert not Passwords(CHEAP).is_outdated(CHEAP.hash("quatre mots au hasard"))


def test_a_flood_waits_in_a_short_queue_and_is_then_refused() -> None:
    class Slow(PasswordHasher):
        running = most = 0

        def verify(self, hash: str | bytes, password: str | bytes) -> bool:
            type(self).running += 1
            type(self).most = max(self.most, self.running)
            super().hash("x")
            type(self).running -= 1
            return True

    async def flood() -> list[object]:
        passwords = Passwords(Slow(time_cost=2, memory_cost=1024, parallelism=1))
        tries = [passwords.verify("x", "kept") for _ in range(AT_ONCE + LONGEST_QUEUE + 5)]
        return await asyncio.gather(*tries, return_exceptions=True)

    answers = asyncio.run(flood())
    refused = [one for one in answers if isinstance(one, StaffRefusedError)]
    assert [one.status for one in refused] == [503] * 5
    assert answers.count(True) == AT_ONCE + LONGEST_QUEUE
    assert Slow.most <= AT_ONCE


class TestSecondFactor:
    @pytest.fixture
    def account(self, sqlite_engine: Engine) -> Account:
        return StaffRepository(sqlite_engine).add(EMAIL, "Camille", frozenset({Role.AGENT}), "kept")

    @pytest.fixture
    def factor(self, sqlite_engine: Engine, tmp_path: Path) -> SecondFactor:
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
        seal = Seal(tmp_path / "data")
        return SecondFactor(StaffRepository(sqlite_engine), seal, lambda: "Essai", clock=lambda: self.now)

    def code(self, secret: str, periods: int = 0) -> str:
        return pyotp.TOTP(secret).at(int(self.now.timestamp()) + periods * PERIOD_S)

    def turned_on(self, factor: SecondFactor, account: Account) -> tuple[Account, str, list[str]]:
        secret = factor.propose(account).secret
        codes = factor.turn_on(account, secret, self.code(secret))
        found = factor._repository.by_id(account.id)
        assert found is not None
        return found, secret, codes

    def test_nothing_changes_until_a_code_is_confirmed(self, factor: SecondFactor, account: Account) -> None:
        secret = factor.propose(account).secret
        for wrong in ("", "000000x", "123"):
            with pytest.raises(StaffRefusedError):
                factor.turn_on(account, secret, wrong)
        with pytest.raises(StaffRefusedError):
            factor.turn_on(account, "not base 32 !", "123456")
        assert factor._repository.by_id(account.id) == account

    def test_a_code_serves_once(self, factor: SecondFactor, account: Account) -> None:
        account, secret, _ = self.turned_on(factor, account)
        assert not factor.accepts(account, self.code(secret))  # it has confirmed the telephone
        self.now += timedelta(seconds=PERIOD_S)
        spaced = f"{self.code(secret)[:3]} {self.code(secret)[3:]}"
        assert factor.accepts(account, spaced)
        assert not factor.accepts(account, spaced)

    def test_a_telephone_may_be_a_little_late_and_no_more(self, factor: SecondFactor, account: Account) -> None:
        account, secret, _ = self.turned_on(factor, account)
        self.now += timedelta(minutes=10)
        assert not factor.accepts(account, self.code(secret, -2))
        assert factor.accepts(account, self.code(secret, -1))
        assert factor.accepts(account, self.code(secret, 1))

    def test_recovery_codes_serve_once_each(self, factor: SecondFactor, account: Account) -> None:
        account, _, codes = self.turned_on(factor, account)
        assert len(set(codes)) == RECOVERY_CODES
        assert factor.accepts(account, codes[0].upper().replace("-", " "))
        assert not factor.accepts(account, codes[0])
        assert factor._repository.recovery_codes_left(account.id) == RECOVERY_CODES - 1

    def test_the_database_alone_does_not_give_the_secret(
        self, factor: SecondFactor, account: Account, tmp_path: Path
    ) -> None:
        account, secret, _ = self.turned_on(factor, account)
        assert account.totp_secret is not None
        assert secret not in account.totp_secret
        assert (tmp_path / "data" / KEY_FILE).stat().st_mode & 0o777 == 0o600

    def test_a_secret_of_an_older_release_serves_and_is_sealed(self, factor: SecondFactor, account: Account) -> None:
        secret = pyotp.random_base32()
        factor._repository.set_second_factor(account.id, secret, (), None)
        assert factor.accepts(replace(account, totp_secret=secret), self.code(secret))
        assert (factor.seal_all(), factor.seal_all()) == (1, 0)
        sealed = factor._repository.by_id(account.id)
        assert sealed is not None
        assert sealed.totp_secret != secret
        assert factor.accepts(sealed, self.code(secret, +1))

    def test_without_its_key_a_code_is_refused_and_a_recovery_code_serves(
        self, factor: SecondFactor, account: Account, tmp_path: Path
    ) -> None:
        account, secret, codes = self.turned_on(factor, account)
        (tmp_path / "data" / KEY_FILE).unlink()
        elsewhere = SecondFactor(factor._repository, Seal(tmp_path / "data"), lambda: "Essai", clock=lambda: self.now)
        assert not elsewhere.accepts(account, self.code(secret, +1))
        assert elsewhere.accepts(account, codes[0])

    def test_turned_off_it_asks_for_nothing(self, factor: SecondFactor, account: Account) -> None:
        account, _, codes = self.turned_on(factor, account)
        factor.turn_off(account)
        found = factor._repository.by_id(account.id)
        assert found is not None
        assert found.totp_secret is None
        assert not factor.accepts(found, codes[0])

    def test_the_picture_comes_from_nowhere_else(self, factor: SecondFactor, account: Account) -> None:
        assert factor.propose(account).picture.startswith("data:image/svg+xml")


def test_an_address_is_kept_in_one_form() -> None:
    assert checked_email("  Camille@Ville.Example ") == "camille@ville.example"
    assert checked_email("accueil@mairie") == "accueil@mairie"


def test_without_a_name_the_address_gives_one() -> None:
    assert checked_name("  Camille \n Dupuis ", EMAIL) == "Camille Dupuis"
    assert checked_name("", EMAIL) == "camille.dupuis"
    with pytest.raises(StaffRefusedError):
        checked_name("x" * 101, EMAIL)


@pytest.mark.parametrize(
    ("path", "kept"),
    [("/agent", "/agent"), ("/admin/comptes?a=b", "/admin/comptes?a=b"), ("", ""), ("agent", "")]
    + [(bad, "") for bad in ("//evil", "https://evil", "/\\evil", "/\t/evil", "\\\\evil", "/" + "x" * 600)],
)
def test_only_a_page_of_this_site_is_gone_on_to(path: str, kept: str) -> None:
    assert local_path(path) == kept
