"""Accounts in the database, on both kinds of it: who may be added, changed, closed, and what is kept of them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

from api.security.tokens import hash_token
from api.staff.audit import Action, Audit
from api.staff.identity import Role, Staff, effective
from api.staff.models import Purpose
from api.staff.refusals import StaffRefusedError
from api.staff.repository import StaffRepository
from procedures.store.base import writer

AGENT, ADMIN = frozenset({Role.AGENT}), frozenset({Role.ADMIN})
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PAST = NOW - timedelta(days=1)


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def repository(engine: Engine, clock: Clock) -> StaffRepository:
    return StaffRepository(engine, clock)


def test_an_address_has_one_account(repository: StaffRepository) -> None:
    repository.add("a@ville.example", "A", AGENT)
    with pytest.raises(StaffRefusedError):
        repository.add("a@ville.example", "B", AGENT)


def test_what_is_stored_comes_back(repository: StaffRepository) -> None:
    added = repository.add("a@ville.example", "Éva", frozenset({Role.EDITOR, Role.AGENT}), "kept")
    assert repository.by_email("a@ville.example") == repository.by_id(added.id) == added
    assert added.created_at == NOW
    assert repository.by_email("b@ville.example") is None


def test_the_last_administrator_cannot_go(repository: StaffRepository) -> None:
    last, agent = repository.add("a@x", "A", ADMIN), repository.add("b@x", "B", AGENT)
    for change in ({"roles": AGENT}, {"disabled_at": NOW}):
        with pytest.raises(StaffRefusedError):
            repository.change(last.id, **change)
    assert repository.change(agent.id, disabled_at=NOW).is_active is False
    repository.change(agent.id, disabled_at=None, roles=ADMIN)
    assert repository.change(last.id, disabled_at=NOW).is_active is False


def test_somebody_can_answer_once_an_account_may_act_as_agent(repository: StaffRepository) -> None:
    repository.add("a@x", "A", frozenset({Role.EDITOR}))
    assert not repository.has_agents()
    assert not repository.has_active(Role.ADMIN)
    supervisor = repository.add("b@x", "B", frozenset({Role.SUPERVISOR}))
    assert repository.has_agents()
    repository.change(supervisor.id, disabled_at=NOW)
    assert not repository.has_agents()


def test_a_session_is_seen_at_most_once_a_minute_on_disk(repository: StaffRepository, clock: Clock) -> None:
    account = repository.add("a@x", "A", AGENT)
    repository.open_session(account.id, "hash")
    found = repository.session_by_token("hash", opened_after=PAST, seen_after=PAST)
    assert found is not None
    clock.now = NOW + timedelta(seconds=30)
    repository.touch_session(found.session, unless_after=clock.now - timedelta(minutes=1))
    assert repository.sessions_of(account.id) == [(found.session, NOW, NOW)]
    clock.now = NOW + timedelta(seconds=90)
    repository.touch_session(found.session, unless_after=clock.now - timedelta(minutes=1))
    assert repository.sessions_of(account.id) == [(found.session, NOW, clock.now)]


def test_a_new_password_ends_the_other_sessions_and_voids_links(repository: StaffRepository) -> None:
    account = repository.add("a@x", "A", AGENT)
    for token in ("here", "elsewhere"):
        repository.open_session(account.id, token)
    repository.put_link("link", Purpose.RESET, account.id, NOW + timedelta(days=1))
    here = repository.session_by_token("here", opened_after=PAST, seen_after=PAST)
    assert here is not None
    repository.set_password(account.id, "kept", keep_session=here.session)
    assert [one[0] for one in repository.sessions_of(account.id)] == [here.session]
    assert repository.link("link") is None


def test_a_link_is_used_once_by_one_of_many(repository: StaffRepository) -> None:
    account = repository.add("a@x", "A", AGENT)
    repository.put_link("link", Purpose.INVITATION, account.id, NOW + timedelta(days=1))
    assert _together(lambda: repository.use_link("link")) == 1


def test_a_link_too_old_is_void(repository: StaffRepository, clock: Clock) -> None:
    repository.put_link("link", Purpose.FIRST_ADMIN, None, NOW + timedelta(days=1))
    assert repository.link("link") == (Purpose.FIRST_ADMIN, None)
    clock.now = NOW + timedelta(days=1)
    assert repository.link("link") is None
    assert repository.use_link("link") is False


def test_a_code_serves_once_by_one_of_many(repository: StaffRepository) -> None:
    account = repository.add("a@x", "A", AGENT)
    repository.set_second_factor(account.id, "SECRET", [hash_token("spare")], 7)
    assert not repository.accept_step(account.id, 7)
    assert _together(lambda: repository.accept_step(account.id, 8)) == 1
    assert _together(lambda: repository.use_recovery_code(account.id, hash_token("spare"))) == 1
    assert repository.recovery_codes_left(account.id) == 0


def test_what_nobody_can_use_any_more_is_forgotten(repository: StaffRepository, clock: Clock) -> None:
    account = repository.add("a@x", "A", AGENT)
    repository.open_session(account.id, "hash")
    repository.put_link("link", Purpose.RESET, account.id, NOW + timedelta(hours=1))
    clock.now = NOW + timedelta(hours=2)
    repository.forget_expired(opened_before=PAST, seen_before=NOW)
    assert repository.sessions_of(account.id) == []
    assert not repository.use_link("link")


class TestAudit:
    def test_the_newest_comes_first(self, engine: Engine) -> None:
        audit = Audit(engine)
        for action in (Action.ACCOUNT_ADDED, Action.LOGGED_IN, Action.LOGGED_OUT):
            audit.record(action, actor_id="a", target_id="b")
        newest = audit.entries(before=None, at_most=2)
        assert [entry.action for entry in newest] == [Action.LOGGED_OUT, Action.LOGGED_IN]
        assert [entry.action for entry in audit.entries(before=newest[-1].id, at_most=2)] == [Action.ACCOUNT_ADDED]

    def test_nobody_rewrites_it(self, engine: Engine) -> None:
        Audit(engine).record(Action.LOGIN_FAILED, target_id="b")
        with pytest.raises(DatabaseError, match="only ever added to"), writer(engine).begin() as connection:
            connection.execute(text("UPDATE staff_audit SET target_id = 'c'"))

    def test_it_is_kept_a_time_and_no_longer(self, engine: Engine, clock: Clock) -> None:
        audit = Audit(engine, clock)
        audit.record(Action.LOGGED_IN)
        clock.now = NOW + timedelta(days=1)
        audit.record(Action.LOGGED_OUT)
        audit.forget_older(clock.now)
        assert [entry.action for entry in audit.entries(before=None, at_most=9)] == [Action.LOGGED_OUT]


def test_roles_include_others() -> None:
    assert effective(frozenset({Role.SUPERVISOR})) == {Role.SUPERVISOR, Role.AGENT}
    assert effective(ADMIN) == frozenset(Role)
    assert effective(frozenset({Role.EDITOR})) == {Role.EDITOR}
    assert Staff("1", "A", effective(AGENT), "s").may(Role.EDITOR, Role.AGENT)
    assert not Staff("1", "A", effective(AGENT), "s").may(Role.EDITOR)


def _together(work: Callable[[], bool]) -> int:
    """How many of eight, at the same moment, succeeded."""
    with ThreadPoolExecutor(8) as threads:
        return sum(threads.map(lambda _: work(), range(8)))
