"""Words that nobody obeys: Rasa takes a leading slash for a command, and a long message for ages."""

from __future__ import annotations

LONGEST = 1000  # characters; the api refuses longer ones, this is the last line
_COMMAND_START = "/ \t\r\n\u00a0\u200b\ufeff"


def plain_words(text: str) -> str:
    """``text`` without what would make it a command, no longer than ``LONGEST``; never empty.

    >>> plain_words(' //restart'), plain_words("/")
    ('restart', '?')
    """
    return text.lstrip(_COMMAND_START)[:LONGEST] or "?"
