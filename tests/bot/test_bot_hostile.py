"""What citizens may type and must never be obeyed, and what they may type and must not hurt."""

from __future__ import annotations

import pytest

from tests.bot.conftest import Bot

COMMANDS = [
    "/restart",
    "/back",
    "/session_start",
    '/human{"question_pending": true}',
    ' \t/crisis{"fact": {"bearer": "self", "name": "age", "value": "12"}}',
    "\u00a0/goodbye",
    "///small_talk",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_read_as_words(bot: Bot, command: str) -> None:
    said = bot.say(command)
    assert said["understood"]["confidence"] < 1.0
    assert said["state"].get("facts") in (None, [])


@pytest.mark.parametrize(
    "text",
    [
        "é" * 1000,
        "mot " * 250,
        "?" * 1000,
        "\U0001f600" * 500,
        "<b>passeport</b>" * 60,
        "a" * 80_000,
        "/",
        " ",
        "\u202e\x00",
    ],
)
def test_any_text_gets_one_reply(bot: Bot, text: str) -> None:
    assert bot.say(text)["reply"]["text"]


@pytest.mark.parametrize("metadata", [{}, {"pending": []}])
def test_a_conversation_may_begin_without_a_state(bot: Bot, metadata: dict[str, object]) -> None:
    assert bot.say("bonjour", metadata)["reply"]["decision"] == "smalltalk"
