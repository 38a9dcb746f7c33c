"""The questions to ask, and what is expected of each when its line says so."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from assistant.cli.console import CommandError

SHAPE = 'chaque ligne doit être un objet JSON avec au moins "id" et "text".'


@dataclass(frozen=True)
class Question:
    """``gold``: ids of the procedures that answer it, any of them; ``intent``: what else it is, without one."""

    id: str
    text: str
    gold: tuple[str, ...] = ()
    aspect: str | None = None
    intent: str | None = None


def read_questions(file: Path) -> tuple[Question, ...]:
    """The questions of a JSON Lines file, in its order; empty lines are skipped.

    Raises:
        CommandError: a line is not what it should be; names the line.
    """
    questions = []
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                questions.append(_question(line, file, number))
    if not questions:
        raise CommandError(f"{file} est vide.", SHAPE)
    return tuple(questions)


def _question(line: str, file: Path, number: int) -> Question:
    try:
        given = json.loads(line)
        return Question(
            id=str(given["id"]),
            text=str(given["text"]),
            gold=tuple(given.get("gold") or ()),
            aspect=given.get("aspect"),
            intent=given.get("intent"),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CommandError(f"{file}, ligne {number} : illisible ({error!r}).", SHAPE) from error
