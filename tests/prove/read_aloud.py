"""Answers to read and judge: what the service says to questions on eligibility, how, cost and delay.

Sheets are drawn at random among the official files that have a chapter titled for the question. No program can tell
whether the right chapter is shown: this one asks, clicks the first choice of each question, and prints the answer for
a person to read.

    python -m tests.prove.read_aloud --snapshot FOLDER --url http://127.0.0.1:8000 --seed 7 --count 30
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import re
from pathlib import Path
from typing import Any

from tests.prove.official_leaves import Citizen, descend, title

# The commonest words of the guide's own chapter titles for each question.
CHAPTERS = {
    "eligibility": re.compile(r"^(qui est concerné|qui peut|conditions?|bénéficiaires)\b", re.IGNORECASE),
    "how": re.compile(r"^(démarches?|procédure|comment|demande)\b", re.IGNORECASE),
    "cost": re.compile(r"^(coûts?|tarifs?|prix|frais)\b", re.IGNORECASE),
    "delay": re.compile(r"^(délais?|quand|dans quel délai)\b", re.IGNORECASE),
}


def chapters_of(sheet: dict[str, Any]) -> list[str]:
    """The titles of all chapters and sub-chapters in the official file, in order."""
    names = ("Chapitre", "SousChapitre")
    return list(dict.fromkeys(title(node) for name in names for node in descend(sheet, name)))


def ask(url: str, sheet: str, aspect: str) -> tuple[list[str], dict[str, Any]]:
    """The labels clicked, always the first offered, and the answer at the end."""
    citizen = Citizen(url)
    message = citizen.open(sheet, aspect)
    clicked: list[str] = []
    while message["kind"] == "question":
        first = message["payload"]["choices"][0]
        clicked.append(first["label"])
        message = citizen.click(first["value"])
    return clicked, message


def draw(folder: Path, seed: int, count: int) -> list[tuple[str, str, list[str]]]:
    """Sheets, aspects asked in turn, and the titles of the official chapters that plainly are about them."""
    files = sorted(folder.glob("particuliers/F*.json"))
    random.Random(seed).shuffle(files)
    aspects = itertools.cycle(CHAPTERS)
    aspect, drawn = next(aspects), []
    for file in files:
        titles = [found for found in chapters_of(json.loads(file.read_bytes())) if CHAPTERS[aspect].search(found)]
        if titles and len(drawn) < count:
            drawn.append((file.stem, aspect, titles))
            aspect = next(aspects)
    return drawn


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--snapshot", type=Path, required=True)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--count", type=int, default=30)
    options = parser.parse_args()
    drawn = draw(options.snapshot, options.seed, options.count)
    print(f"{len(drawn)} questions, seed {options.seed}")
    for sheet, aspect, titles in drawn:
        clicked, message = ask(options.url, sheet, aspect)
        shown = [section["title"] for section in message["payload"]["sections"]]
        print(f"\n=== {sheet} {aspect} | clicked: {' > '.join(clicked) or 'nothing'}")
        print("    in the file:", " / ".join(titles), "| shown:", " / ".join(shown))
        print(message["text"][:1200])


if __name__ == "__main__":
    main()
