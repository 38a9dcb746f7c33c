"""Personal data never reaches the disk or the logs, and what a citizen erases is gone."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine, func, select

from api.conversations.messages import Written
from api.conversations.models import TABLES
from api.conversations.repository import Repository
from api.database import create_engine
from api.erasure.repository import Erasure
from api.erasure.retention import Forget, Retention
from api.handoff.models import TABLES as HANDOFF_TABLES
from api.staff.identity import Role
from procedures.store.base import Base
from tests.integration.citizen import Citizen, choices
from tests.integration.conftest import Start, Welcome
from tests.integration.fake_rasa import FakeRasa
from tests.integration.live_server import LiveServer
from tests.integration.team import Team

SECRETS = {
    "06 12 34 56 78": "[numéro de téléphone masqué]",
    "camille.martin@exemple.fr": "[adresse électronique masquée]",
    "2 95 10 99 126 111 93": "[numéro de sécurité sociale masqué]",
    "FR76 3000 6000 0112 3456 7890 189": "[IBAN masqué]",
    "4970 1000 0000 0154": "[numéro de carte bancaire masqué]",
    "30 23 217 600 053": "[numéro fiscal masqué]",
    "7503123456": "[numéro étranger masqué]",
    "AB-456-CD": "[plaque d’immatriculation masquée]",
}


@pytest.fixture
def engine(stocked: str) -> Iterator[Engine]:
    engine = create_engine(stocked)
    yield engine
    engine.dispose()


def rows(engine: Engine) -> dict[str, int]:
    """How many rows each table of the conversations holds."""
    with engine.connect() as connection:
        return {
            table.__tablename__: connection.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES
        }


@pytest.mark.parametrize("secret", SECRETS)
def test_what_is_stored_answered_and_told_to_rasa_is_masked(citizen: Citizen, rasa: FakeRasa, secret: str) -> None:
    citizen.say(f"mon numéro est {secret}, combien coûte un passeport")
    assert citizen.messages()[1]["text"] == f"mon numéro est {SECRETS[secret]}, combien coûte un passeport"
    assert rasa.received[-1]["message"].lstrip(", ") == "combien coûte un passeport"
    assert secret not in citizen.http.get(f"{citizen.path}/transcript").text


def test_a_name_with_a_birth_date_is_masked_and_the_age_goes_on_to_rasa(citizen: Citizen, rasa: FakeRasa) -> None:
    citizen.say("Camille Martin, née le 12/03/2001, veut un passeport")
    stored = citizen.messages()[1]["text"]
    assert stored.startswith("[nom masqué], née le [date de naissance masquée] (")
    assert stored.endswith(" ans), veut un passeport")
    assert " ans)" in rasa.received[-1]["message"]
    assert "Martin" not in rasa.received[-1]["message"]


def test_what_was_masked_is_told_once(citizen: Citizen) -> None:
    first = citizen.say("plaque AB-456-CD, combien coûte un passeport")
    again = citizen.say("plaque AB-789-CD, et la cantine ?")
    assert "j’ai masqué votre plaque d’immatriculation" in first["text"]
    assert "masqué" not in again["text"]


def test_a_phone_given_to_be_called_back_opens_the_contact_form_without_being_kept(
    citizen: Citizen, team: Team
) -> None:
    team.join(Role.AGENT)
    reply = citizen.say("rappelez-moi au 06 12 34 56 78")
    assert reply["payload"]["contact"] == {"fields": ["phone"]}
    assert "formulaire" in reply["text"]
    assert "06 12" not in reply["text"]


def test_where_nobody_can_call_back_the_phone_is_only_masked(citizen: Citizen) -> None:
    reply = citizen.say("rappelez-moi au 06 12 34 56 78")
    assert "contact" not in reply["payload"]
    assert "j’ai masqué votre numéro de téléphone" in reply["text"]


def test_no_byte_of_it_reaches_the_disk(start: Start, welcome: Welcome, tmp_path: Path) -> None:
    citizen = welcome(start().url, page_url="https://ville.example/page?mail=camille.martin@exemple.fr#0612345678")
    citizen.say("passeport " + ", ".join(SECRETS))
    citizen.http.post(
        f"{citizen.path}/feedback", json={"seq": 3, "useful": False, "reason": "rappelez-moi au 06 12 34 56 78"}
    )
    written = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    for secret in SECRETS:
        assert secret.encode() not in written
        assert secret.replace(" ", "").encode() not in written
    assert citizen.token.encode() not in written


def test_logs_never_tell_what_was_said(
    start: Start, welcome: Welcome, rasa: FakeRasa, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    rasa.sends = [{"custom": {"reply": "a secret of the dialogue"}}]
    url = start().url
    citizen = welcome(url, page_url="https://ville.example/marmotte")
    citizen.say("la marmotte 06 12 34 56 78")
    httpx.get(f"{url}/api/v1/suggestions", params={"q": "marmotte"})
    citizen.send(text="marmotte " * 500)
    told = "\n".join(
        record.getMessage() + str(record.exc_info or "")
        for record in caplog.records
        if record.name.startswith(("api", "uvicorn.error", "procedures", "sqlalchemy"))
    )
    assert "Rasa is unavailable" in told
    assert "marmotte" not in told
    assert "secret" not in told
    assert "06 12" not in told
    assert citizen.token not in told


def test_every_table_that_belongs_to_a_conversation_is_listed() -> None:
    belonging = {
        table.name
        for table in Base.metadata.tables.values()
        if any(key.column.table.name == "conversations" for key in table.foreign_keys)
    }
    assert belonging | {"conversations"} == {table.__tablename__ for table in (*TABLES, *HANDOFF_TABLES)}


def test_erasing_a_conversation_leaves_nothing_of_it(citizen: Citizen, engine: Engine) -> None:
    citizen.choose(choices(citizen.say("quels papiers pour un passeport"))["Passeport perdu"])
    citizen.http.post(f"{citizen.path}/feedback", json={"seq": 5, "useful": True})
    assert all(rows(engine).values())
    assert citizen.http.delete(citizen.path).status_code == 204
    assert not any(rows(engine).values())
    assert citizen.http.get(f"{citizen.path}/messages").status_code == 404


def test_erasing_one_conversation_leaves_the_others(service: LiveServer, citizen: Citizen, welcome: Welcome) -> None:
    other = welcome(service.url)
    citizen.http.delete(citizen.path)
    assert len(other.messages()) == 1


def test_no_byte_of_what_was_erased_stays_in_the_file(
    sqlite_url: str, service: LiveServer, citizen: Citizen, tmp_path: Path, stocked: str
) -> None:
    if not stocked.startswith("sqlite"):
        pytest.skip("PostgreSQL overwrites dead rows at its own time (VACUUM)")
    citizen.say("la marmotte du guichet")
    citizen.http.delete(citizen.path)
    written = b"".join(file.read_bytes() for file in tmp_path.rglob("guichet.sqlite3*"))
    assert b"marmotte" not in written


def retention(engine: Engine, now: datetime, **others: Forget) -> Retention:
    """Of thirty days, as it is run at ``now``."""
    erasure = Erasure(engine, lambda _session, _words: 0, now.date)
    return Retention(erasure, timedelta(days=30), others, clock=lambda: now)


class TestRetention:
    def test_conversations_unused_for_that_long_are_erased(self, citizen: Citizen, engine: Engine) -> None:
        citizen.say("cantine")
        assert retention(engine, datetime.now(UTC) + timedelta(days=31)).run().failures == ()
        assert not any(rows(engine).values())

    def test_those_in_use_stay(self, citizen: Citizen, engine: Engine) -> None:
        retention(engine, datetime.now(UTC) + timedelta(days=29)).run()
        assert len(citizen.messages()) == 1

    def test_what_was_done_is_told_in_counts_by_the_day(self, citizen: Citizen, engine: Engine) -> None:
        citizen.say("cantine")
        then = datetime.now(UTC) + timedelta(days=31)
        for _ in range(2):
            retention(engine, then, staff_audit=lambda _now: 3).run()
        day = Erasure(engine, lambda _session, _words: 0, then.date).days(at_most=1)[0]
        assert (day.day, day.runs, day.failures, day.last_run_at) == (then.date(), 2, 0, then)
        assert day.aged == {"conversations": 1, "messages": 3, "offers": day.aged["offers"], "staff_audit": 6}
        assert day.asked == {}

    def test_what_a_citizen_erases_is_counted_apart(self, citizen: Citizen, engine: Engine) -> None:
        citizen.http.delete(citizen.path)
        day = Erasure(engine, lambda _session, _words: 0, datetime.now(UTC).date).days(at_most=1)[0]
        assert (day.asked["conversations"], day.aged.get("conversations", 0)) == (1, 0)

    def test_what_fails_is_told_and_keeps_nothing_else_from_being_erased(
        self, citizen: Citizen, engine: Engine
    ) -> None:
        def fails(_now: datetime) -> int:
            raise ZeroDivisionError

        then = datetime.now(UTC) + timedelta(days=31)
        run = retention(engine, then, inbox_items=fails, staff_audit=lambda _now: 1).run()
        assert run.failures == ("ZeroDivisionError",)
        assert not any(rows(engine).values())
        day = Erasure(engine, lambda _session, _words: 0, then.date).days(at_most=1)[0]
        assert (day.failures, day.last_failure, day.aged["staff_audit"]) == (1, "ZeroDivisionError", 1)

    def test_it_happens_at_the_start_by_itself(self, start: Start, welcome: Welcome, engine: Engine) -> None:
        citizen = welcome(start().url)
        forty_days_ago = Repository(engine, clock=lambda: datetime.now(UTC) - timedelta(days=40))
        forty_days_ago.accept(citizen.id, Written("00000000-0000-4000-8000-000000000001", "cantine"))
        start()
        while citizen.http.get(f"{citizen.path}/messages").status_code != 404:
            time.sleep(0.05)
