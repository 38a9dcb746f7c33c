"""Whether the short address of an answer leads to the same answer: walks drawn at random through the whole base.

python -m tests.prove.answer_addresses --data-dir .guichet --count 300 --seed 7
"""

from __future__ import annotations

import argparse
import random
from datetime import date
from pathlib import Path
from typing import Any

from api.answer_address import answer_at, marks_in, path_of
from api.database import create_engine
from api.knowledge import Knowledge
from procedures.catalogue import Catalogue
from procedures.dialogue import Chose, Opened, Reply, State
from procedures.model import Aspect, ProcedureKind
from procedures.outcome import Answer, Question, Step
from procedures.reply import to_wire
from procedures.search import Search
from procedures.store import StoredCatalogue
from procedures.turn import advance

TODAY = date(2026, 11, 30)
_MOST_QUESTIONS = 12


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data-dir", type=Path, default=Path(".guichet"))
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    engine = create_engine(f"sqlite:///{options.data_dir.absolute() / 'guichet.sqlite3'}")
    catalogue = StoredCatalogue(engine, "official")
    search = Knowledge(catalogue, lambda: None)
    chance = random.Random(options.seed)
    ids = [
        entry.id
        for entry in catalogue.search_entries()
        if entry.kind == "procedure" and entry.procedure_kind is not ProcedureKind.GUIDED_SEARCH
    ]
    counts = {"same answer": 0, "stops at a question": 0, "another answer": 0}
    longest = 0
    while sum(counts.values()) < options.count:
        procedure, aspect = chance.choice(ids), chance.choice([None, *Aspect])
        reply = walk(procedure, aspect, chance, catalogue, search)
        if not isinstance(reply.content, Answer):
            continue
        first = payload(reply)
        path = path_of(first)
        longest = max(longest, len(path))
        again = reread(path, catalogue, search)
        verdict = compare(first, again)
        counts[verdict] += 1
        if verdict != "same answer":
            print(f"{verdict}: /r/{path}")
    print(f"{counts}; longest address {longest} characters after /r/")


def walk(procedure: str, aspect: Aspect | None, chance: random.Random, catalogue: Catalogue, search: Search) -> Reply:
    """Any way through the questions."""
    state, reply = advance(State(), Opened(Step(procedure, aspect)), catalogue=catalogue, search=search)
    for _ in range(_MOST_QUESTIONS):
        if not isinstance(reply.content, Question) or not reply.content.choices:
            break
        state, reply = advance(state, Chose(chance.choice(reply.content.choices)), catalogue=catalogue, search=search)
    return reply


def reread(path: str, catalogue: Catalogue, search: Search) -> Reply:
    procedure, aspect, *marks = path.split("/")
    asked = None if aspect == "tout" else Aspect(aspect)
    return answer_at(procedure, asked, marks_in("".join(marks)), catalogue=catalogue, search=search)


def payload(reply: Reply) -> dict[str, Any]:
    found: dict[str, Any] = to_wire(reply, today=TODAY)["payload"]
    return found


def compare(first: dict[str, Any], again: Reply) -> str:
    if not isinstance(again.content, Answer):
        return "stops at a question"
    second = payload(again)
    told = ("procedure", "documents", "fees", "delays", "sections")
    return "same answer" if all(first[key] == second[key] for key in told) else "another answer"


if __name__ == "__main__":
    main()
