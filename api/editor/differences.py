"""What changed between two texts, in words that their editors read. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

Sign = Literal["same", "gone", "new"]
# Names by which the program tells parts apart; nobody reads them.
_UNREAD = frozenset({"id", "nature", "genre", "forme", "public", "sujets", "theme", "voie"})
_WORD = re.compile(r"\s+|[^\s\w]|\w+")


@dataclass(frozen=True)
class Piece:
    """Words that stayed, went or came."""

    sign: Sign
    words: str


@dataclass(frozen=True)
class Difference:
    """One line that changed, and the titles that lead to it."""

    where: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Line:
    where: str
    words: str


def lines(content: Any) -> list[Line]:
    """The texts of ``content`` in reading order, each under the titles above it."""
    return list(_lines(content, ()))


def differences(before: Sequence[Line], after: Sequence[Line]) -> tuple[Difference, ...]:
    """The lines that went, came or changed, in order."""
    matcher = SequenceMatcher(a=[line.words for line in before], b=[line.words for line in after], autojunk=False)
    found: list[Difference] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        old, new = before[start:end], after[new_start:new_end]
        for place in range(max(len(old), len(new))):
            gone = old[place] if place < len(old) else None
            came = new[place] if place < len(new) else None
            found.append(_difference(gone, came))
    return tuple(found)


def _difference(gone: Line | None, came: Line | None) -> Difference:
    if gone is None or came is None:
        line = gone or came
        assert line is not None
        return Difference(line.where, (Piece("gone" if gone else "new", line.words),))
    return Difference(came.where, tuple(_words_changed(gone.words, came.words)))


def _words_changed(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    for tag, start, end, new_start, new_end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(old[start:end]))
            continue
        if end > start:
            yield Piece("gone", "".join(old[start:end]))
        if new_end > new_start:
            yield Piece("new", "".join(new[new_start:new_end]))


def _lines(content: Any, above: tuple[str, ...]) -> Iterator[Line]:
    match content:
        case str() if content.strip():
            yield Line(" › ".join(above), content.strip())
        case dict():
            title = next((content[key] for key in ("titre", "libelle", "question") if content.get(key)), None)
            inside = (*above, title) if isinstance(title, str) else above
            for key, value in content.items():
                if key not in _UNREAD:
                    yield from _lines(value, above if key in ("titre", "libelle", "question") else inside)
        case list():
            for one in content:
                yield from _lines(one, above)
        case bool() | int() if content:
            yield Line(" › ".join(above), "oui" if content is True else str(content))
