"""One phrase is planted wherever a citizen's words can go. Once they are erased, because they are too old or because
the citizen asks, every column of every table, every file, every log and Redis are read: it is nowhere."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from sqlalchemy import Engine, inspect, text, update
from sqlalchemy.orm import Session

from api.conversations.models import ConversationRow
from api.editor.inbox.models import InboxItemRow
from api.editor.inbox.repository import SETTLED_AFTER, Inbox
from api.staff.identity import Role
from assistant.setup.programs import REDIS
from tests.integration.citizen import Citizen, choices
from tests.integration.conftest import Start, Welcome
from tests.integration.fake_rasa import FakeRasa
from tests.integration.handing_over import act, ask, at_work, reply
from tests.integration.team import Colleague, Team
from tests.redis_server import RedisServer

PHRASE = "zibeline"  # in no sheet, no sentence of ours
MONTH = timedelta(days=31)

# Where it must be found before: what is no longer planted proves nothing any more.
PLANTED = {
    ("callbacks", "comment"),
    ("callbacks", "email"),
    ("callbacks", "message"),
    ("callbacks", "preferred_time"),
    ("conversations", "page_url"),
    ("conversations", "state"),
    ("feedback", "reason"),
    ("handoff_requests", "words"),
    ("inbox_items", "reason"),
    ("inbox_items", "text"),
    ("messages", "text"),
    ("messages", "trace"),
    ("notes", "text"),
    ("ratings", "comment"),
}


@pytest.fixture
def redis() -> Iterator[str]:
    if REDIS.find() is None:
        pytest.skip(f"Redis est absent : {REDIS.cure}")
    with RedisServer.started() as url:
        yield url


@pytest.fixture
def log() -> Iterator[StringIO]:
    """All that this process logs, at its wordiest, but for the client's own side of the talk."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(lambda record: not record.name.startswith(("httpx", "httpcore", "websockets.client")))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


class Ears:
    """Everything that goes through Redis, and everything that stays there."""

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(url)
        self._heard = self._redis.pubsub()
        self._heard.psubscribe("*")

    def all(self) -> str:
        heard = []
        while (one := self._heard.get_message(timeout=0.1)) is not None:
            heard.append(str(one))
        kept = [f"{key} {self._redis.type(key)} {self._redis.dump(key)!r}" for key in self._redis.scan_iter()]
        assert len(heard) > 1, "nothing went through Redis"
        return "\n".join((*heard, *kept))

    def close(self) -> None:
        self._heard.close()
        self._redis.close()


@pytest.fixture
def ears(redis: str) -> Iterator[Ears]:
    listening = Ears(redis)
    yield listening
    listening.close()


@pytest.fixture
def url(start: Start, redis: str, ears: Ears) -> str:
    return start(live_chat="always", redis_url=redis).url


@pytest.fixture
def camille(url: str, database_url: str) -> Iterator[Colleague]:
    with Team(url, database_url) as team:
        team.join(Role.SUPERVISOR).http.put("/admin/themes/N1", json={"approval": True})
        yield at_work(team, "Camille")


@pytest.fixture
def told(url: str, welcome: Welcome, camille: Colleague, engine: Engine, rasa: FakeRasa) -> Citizen:
    """A citizen who has said the phrase wherever one can, and of whom agents have written it wherever they can."""
    inbox = Inbox(engine, clock=lambda: datetime.now(UTC) - timedelta(minutes=5))
    inbox.gather()  # it begins before anybody speaks
    citizen = welcome(url, page_url=f"https://ville.example/{PHRASE}")
    nothing = citizen.say(PHRASE)
    useless = {"seq": nothing["seq"], "useful": False, "reason": f"la {PHRASE}"}
    assert citizen.http.post(f"{citizen.path}/feedback", json=useless).status_code == 200
    question = citizen.say(f"quels papiers pour un passeport {PHRASE}")
    citizen.choose(choices(question)["Passeport valide"])  # answered, and kept for an agent to read first
    ask(citizen, reason=f"la {PHRASE}")
    act(camille, citizen, "claim")
    reply(camille, citizen, f"la {PHRASE} ?")
    citizen.send(text=f"oui, la {PHRASE}")
    act(camille, citizen, "notes", text=f"une {PHRASE}")
    camille.http.get("/agent/conversations", params={"q": PHRASE})
    citizen.http.get("/suggestions", params={"q": PHRASE})
    act(camille, citizen, "close", comment=f"la {PHRASE}")
    contact = {"email": f"{PHRASE}@ville.example", "message": PHRASE, "preferred_time": f"{PHRASE} à midi"}
    assert citizen.http.post(f"{citizen.path}/contact", json=contact).status_code < 300
    left = camille.http.get("/agent/callbacks").json()["callbacks"][0]["id"]
    called = {"reached": True, "comment": f"une {PHRASE}"}
    assert camille.http.post(f"/agent/callbacks/{left}/result", json=called).status_code == 200
    citizen.http.post(f"{citizen.path}/rating", json={"score": 1, "comment": f"la {PHRASE}"})
    rasa.sends = [{"custom": {"reply": f"not what was agreed: {PHRASE}"}}]
    citizen.say(f"encore la {PHRASE}")
    gather_all(engine)
    assert where(engine) == PLANTED
    return citizen


def gather_all(engine: Engine) -> None:
    inbox = Inbox(engine, clock=lambda: datetime.now(UTC) + SETTLED_AFTER + timedelta(seconds=5))
    while inbox.gather():
        pass


def where(engine: Engine) -> set[tuple[str, str]]:
    """Every table and column that holds the phrase, whatever the tables are, those of full-text indexes included."""
    found = set()
    with engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            rows = connection.execute(text(f'SELECT * FROM "{table}"')).mappings()
            found |= {(table, column) for row in rows for column, value in row.items() if _holds(value)}
    return found


def _holds(value: Any) -> bool:
    return PHRASE.encode() in value.lower() if isinstance(value, bytes) else PHRASE in str(value).lower()


def in_files(folder: Path) -> list[str]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return [file.name for file in files if PHRASE.encode() in file.read_bytes().lower()]


def nowhere(engine: Engine, folder: Path, log: StringIO, ears: Ears) -> None:
    assert where(engine) == set()
    assert in_files(folder) == []
    assert PHRASE not in log.getvalue()
    assert PHRASE not in ears.all()


def test_nothing_is_left_once_the_citizen_asks(
    told: Citizen, engine: Engine, tmp_path: Path, log: StringIO, ears: Ears
) -> None:
    assert told.http.delete(told.path).status_code == 204
    nowhere(engine, tmp_path, log, ears)
    gather_all(engine)
    assert where(engine) == set()


def test_nothing_is_left_once_it_is_too_old(
    told: Citizen, start: Start, engine: Engine, tmp_path: Path, log: StringIO, ears: Ears, url: str
) -> None:
    with Session(engine) as session, session.begin():  # a month goes by
        session.execute(update(ConversationRow).values(last_activity_at=datetime.now(UTC) - MONTH))
        session.execute(update(InboxItemRow).values(day=(datetime.now(UTC) - MONTH).date()))
    with Team(url, str(engine.url.render_as_string(hide_password=False))) as team:
        admin = team.join(Role.ADMIN)
        before = admin.http.get("/admin/erasures").json()["days"][0]["runs"]
        start()
        while (report := admin.http.get("/admin/erasures").json()["days"][0])["runs"] == before:
            time.sleep(0.05)
    nowhere(engine, tmp_path, log, ears)
    assert report["failures"] == 0
    erased = report["aged"]
    assert (erased["conversations"], erased["callbacks"], erased["notes"]) == (1, 1, 2)
    assert erased["inbox_items"] >= 4
    assert PHRASE not in str(report)
    assert told.id not in str(report)


def test_others_words_stay_when_one_erases_theirs(told: Citizen, welcome: Welcome, url: str, engine: Engine) -> None:
    other = welcome(url)
    other.send(client_id=str(uuid.uuid4()), text="la cantine d'hermine")
    told.http.delete(told.path)
    assert any("hermine" in message["text"] for message in other.messages())
