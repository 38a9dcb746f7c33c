"""Someone in danger gets the numbers at once, whoever the conversation belongs to."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from api.conversations.models import ConversationRow
from api.conversations.states import Status
from api.database import create_engine
from tests.integration.citizen import Citizen


def hand_over(stocked: str, citizen: Citizen, status: Status) -> None:
    engine = create_engine(stocked)
    with engine.begin() as connection:
        connection.execute(update(ConversationRow).where(ConversationRow.id == citizen.id).values(status=status))
    engine.dispose()


@pytest.mark.parametrize("status", [Status.QUEUED, Status.AGENT])
def test_the_numbers_are_told_while_a_person_is_waited_for_or_speaks(
    stocked: str, citizen: Citizen, status: Status
) -> None:
    hand_over(stocked, citizen, status)
    citizen.send(text="mon mari me frappe")
    notices = [message for message in citizen.messages(after=2) if message["author"] == "system"]
    assert notices[0]["payload"]["event"] == "danger"
    assert notices[0]["text"].startswith("Appelez le 17")


def test_nothing_is_added_to_other_words(stocked: str, citizen: Citizen) -> None:
    hand_over(stocked, citizen, Status.AGENT)
    citizen.send(text="merci de votre aide")
    assert [message["author"] for message in citizen.messages(after=1)] == ["citizen"]
