"""Answers to read and judge: what the service says to questions on eligibility, how, cost and delay.

Sheets are drawn at random from the official files, with the seed printed. No program can tell whether the right
chapter is shown: this one asks, clicks the first choice of each question, and prints the answer for a person to read.

    python -m tests.prove.read_aloud --snapshot FOLDER --url http://127.0.0.1:8000 --seed 7 --count 30
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
from pathlib import Path
from typing import Any

from tests.prove.official_leaves import Citizen, descend, title

ASPECTS = ("eligibility", "how", "cost", "delay")


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


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--snapshot", type=Path, required=True)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--count", type=int, default=30)
    options = parser.parse_args()
    files = sorted(options.snapshot.glob("particuliers/F*.json"))
    sheets = [(file.stem, json.loads(file.read_bytes())) for file in random.Random(options.seed).sample(files, 400)]
    drawn = [(name, sheet) for name, sheet in sheets if len(chapters_of(sheet)) >= 3][: options.count]
    print(f"{len(drawn)} sheets of at least three chapters, seed {options.seed}")
    for (name, sheet), aspect in zip(drawn, itertools.cycle(ASPECTS), strict=False):
        clicked, message = ask(options.url, name, aspect)
        print(f"\n=== {name} {aspect} | clicked: {' > '.join(clicked) or 'nothing'}")
        print("    chapters in the file:", " / ".join(chapters_of(sheet)))
        print(message["text"][:1500])


if __name__ == "__main__":
    main()
