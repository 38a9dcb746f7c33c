"""Questions with the procedures that answer them, one JSON object a line: ``text``, ``gold`` (ids), ``aspect``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

OWN = Path(__file__).parent / "questions.jsonl"


@dataclass(frozen=True)
class Labelled:
    """``gold``: ids of the procedures any of which is right."""

    text: str
    gold: tuple[str, ...]


def read(file: Path) -> list[Labelled]:
    """The questions of ``file`` that a procedure answers. Raises ``ValueError`` naming the line that is no question."""
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            written = json.loads(line)
            question = Labelled(str(written["text"]), tuple(written["gold"]))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{file.name}, line {number}: expected text and gold ({error})") from error
        if question.gold:
            found.append(question)
    return found
