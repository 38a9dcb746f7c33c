"""``python -m tests.judge_runs FILE.jsonl``: the prints of every run of eight words of the judge's questions.

They let any clone check that no text of the project was copied from the questions that judge it, without holding them:
a print tells whether a run is the same, and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from procedures.words import fold

RUN = 8  # words: fewer are said by chance
PRINTS = Path(__file__).parent / "content" / "judge_runs.txt"
_SALT = b"guichet judge"
_WORD = re.compile(r"[^\W_]+")


def folded_words(text: str) -> list[str]:
    """The words of ``text`` without case, accents nor punctuation."""
    return _WORD.findall(fold(text))


def runs(text: str) -> Iterator[str]:
    """The print of each run of eight words of ``text``; none when it has fewer."""
    words = folded_words(text)
    for start in range(len(words) - RUN + 1):
        yield print_of(" ".join(words[start : start + RUN]))


def print_of(run: str) -> str:
    return hashlib.blake2b(run.encode(), digest_size=8, salt=_SALT).hexdigest()


def prints_of(questions: Iterable[str]) -> list[str]:
    """The prints of ``questions`` (JSON lines with a ``text``), each once, in order."""
    texts = (json.loads(line)["text"] for line in questions if line.strip())
    return sorted({run for text in texts for run in runs(text)})


if __name__ == "__main__":
    with Path(sys.argv[1]).open(encoding="utf-8") as judged:
        print("\n".join(prints_of(judged)))
