"""How a conversation changes hands."""

from __future__ import annotations

import pytest

from api.conversations.states import Happening, ImpossibleChangeError, Status, after, assistant_answers


@pytest.mark.parametrize("status", Status)
def test_a_citizen_may_always_write(status: Status) -> None:
    assert after(status, Happening.CITIZEN_WROTE) is (Status.BOT if status is Status.CLOSED else status)


def test_a_conversation_ends_once() -> None:
    assert after(Status.BOT, Happening.ENDED) is Status.CLOSED
    with pytest.raises(ImpossibleChangeError, match="closed"):
        after(Status.CLOSED, Happening.ENDED)


def test_only_the_assistants_own_conversations_are_answered_by_it() -> None:
    assert [status for status in Status if assistant_answers(status)] == [Status.BOT]
