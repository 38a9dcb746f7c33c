"""JSON from outside made safe to keep: bounded, without signs that a database or a screen cannot hold."""

from __future__ import annotations

import re
from typing import Any

from api.staff.refusals import refused

DEEPEST = 24
LARGEST = 200_000  # characters of all its texts; the longest sheet of the guide has 90,000
LONGEST_KEY = 60
_LARGEST_NUMBER = 2**31
# Control characters except tab and line feed, what hides or turns text around, and halves of characters.
_UNSOUND = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


def sound_text(text: str) -> str:
    return _UNSOUND.sub("", text.replace("\r\n", "\n"))


def sound(content: dict[str, Any]) -> dict[str, Any]:
    """``content`` with its texts cleaned. Raises StaffRefusedError when it is too deep, too large or no plain JSON."""
    room = [LARGEST]
    cleaned: dict[str, Any] = _sound(content, 0, room)
    return cleaned


def _sound(value: Any, depth: int, room: list[int]) -> Any:
    if depth > DEEPEST:
        raise refused("Ce texte a trop de niveaux. Sortez une partie de ce qui est dedans.")
    match value:
        case None | bool():
            return value
        case int() if abs(value) < _LARGEST_NUMBER:
            return value
        case str():
            _take(room, len(value))
            return sound_text(value)
        case list():
            _take(room, len(value))
            return [_sound(one, depth + 1, room) for one in value]
        case dict():
            if any(len(key) > LONGEST_KEY for key in value):
                raise refused("Ce texte n’a pas la forme attendue. Rechargez la page et recommencez.")
            _take(room, len(value))
            return {sound_text(key): _sound(one, depth + 1, room) for key, one in value.items()}
        case _:
            raise refused("Ce texte n’a pas la forme attendue. Rechargez la page et recommencez.")


def _take(room: list[int], size: int) -> None:
    room[0] -= size
    if room[0] < 0:
        raise refused("Ce texte est trop long. Faites-en deux.")
