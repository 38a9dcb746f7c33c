"""What a crash leaves unanswered is answered once, by whoever comes next."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, update

from api.conversations.messages import Kind, Spoken, Turn, Written
from api.conversations.models import ConversationRow
from api.conversations.repository import Repository
from api.database import create_engine
from api.erasure.repository import Erasure
from procedures.dialogue import State
from tests.integration.conftest import Start, Welcome

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LATER = NOW + timedelta(seconds=8)


@pytest.fixture
def engine(stocked: str) -> Iterator[Engine]:
    engine = create_engine(stocked)
    yield engine
    engine.dispose()


@pytest.fixture
def repository(engine: Engine) -> Repository:
    """A repository for which it is always NOW, and an empty conversation "c" in it."""
    repository = Repository(engine, clock=lambda: NOW)
    repository.create("c", "hash", "", spoken("Bonjour"))
    return repository


def spoken(text: str) -> Spoken:
    return Spoken(Kind.TEXT, text, {}, State())


def written(text: str) -> Written:
    return Written(str(uuid.uuid4()), text)


def claimed(repository: Repository, by: str) -> Turn:
    turn = repository.claim_turn("c", by=by, until=LATER)
    assert turn is not None
    return turn


def texts(repository: Repository) -> list[str]:
    return [message.text for message in repository.history("c", 0).messages]


def test_a_message_accepted_before_a_crash_is_answered_at_the_next_start(
    start: Start, welcome: Welcome, engine: Engine
) -> None:
    crashed = welcome(start().url)
    message, _ = Repository(engine).accept(crashed.id, written("cantine"))  # accepted, and the process dies here
    survivor = welcome(start().url)
    survivor.http.headers["Authorization"] = f"Bearer {crashed.token}"
    survivor.path = crashed.path
    reply = survivor.reply_to({"id": message.id, "seq": message.seq})
    assert reply["in_reply_to"] == message.id
    assert len(survivor.messages()) == 3


def test_a_turn_in_another_process_is_left_to_it(repository: Repository) -> None:
    repository.accept("c", written("cantine"))
    claimed(repository, by="one")
    assert repository.claim_turn("c", by="other", until=LATER) is None


def test_a_turn_whose_process_died_is_taken_over(repository: Repository, engine: Engine) -> None:
    repository.accept("c", written("cantine"))
    claimed(repository, by="dead")
    later = Repository(engine, clock=lambda: LATER + timedelta(seconds=1))
    assert claimed(later, by="next").message.text == "cantine"


def test_a_late_reply_of_a_process_given_up_for_dead_is_dropped(repository: Repository, engine: Engine) -> None:
    repository.accept("c", written("cantine"))
    slow = claimed(repository, by="slow")
    later = Repository(engine, clock=lambda: LATER + timedelta(seconds=1))
    quick = claimed(later, by="quick")
    assert later.finish_turn(quick, spoken("à temps"), by="quick") is not None
    assert later.finish_turn(slow, spoken("trop tard"), by="slow") is None
    assert texts(repository) == ["Bonjour", "cantine", "à temps"]


def test_a_reply_is_stored_once_however_often_it_is_made(repository: Repository) -> None:
    repository.accept("c", written("cantine"))
    turn = claimed(repository, by="one")
    assert repository.finish_turn(turn, spoken("une fois"), by="one") is not None
    assert repository.finish_turn(turn, spoken("deux fois"), by="one") is None
    assert repository.claim_turn("c", by="one", until=LATER) is None
    assert repository.awaiting() == []


def test_a_reply_to_a_conversation_erased_meanwhile_is_dropped(repository: Repository, engine: Engine) -> None:
    repository.accept("c", written("cantine"))
    turn = claimed(repository, by="one")
    Erasure(engine, lambda _session, _words: 0, NOW.date).erase("c")
    assert repository.finish_turn(turn, spoken("trop tard"), by="one") is None


def test_messages_are_answered_in_the_order_they_came(repository: Repository) -> None:
    repository.accept("c", written("un"))
    repository.accept("c", written("deux"))
    first = claimed(repository, by="one")
    repository.finish_turn(first, spoken("réponse à un"), by="one")
    second = claimed(repository, by="one")
    assert [first.message.text, second.message.text] == ["un", "deux"]


def test_a_state_that_another_release_wrote_starts_afresh(repository: Repository, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(update(ConversationRow).values(state={"aspect": "of another time"}))
    repository.accept("c", written("cantine"))
    assert claimed(repository, by="one").state == State()
