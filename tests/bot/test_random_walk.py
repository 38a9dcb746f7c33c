"""Whatever a citizen does, the assistant answers, does not loop, and leaves a way on.

150 turns here; ``GUICHET_WALK=2000 pytest tests/bot/test_random_walk.py`` for the long walk of ``make prove``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from assistant.cli.bench.citizen import Citizen, connected
from tests.bot.walker import BadWalkError, Walker

TURNS = int(os.environ.get("GUICHET_WALK", "150"))
SEED = int(os.environ.get("GUICHET_WALK_SEED", "7"))


@pytest.fixture
def citizen(assistant: str) -> Iterator[Citizen]:
    with connected(assistant) as person:
        yield person


def test_a_walk_at_random_neither_fails_nor_loops_nor_ends(citizen: Citizen) -> None:
    walker = Walker(citizen, SEED)
    walker.walk(TURNS)
    print(f"{TURNS} turns: {dict(walker.walked)}, replies {dict(walker.kinds)}")
    assert walker.walked["click"] > TURNS / 10
    assert walker.walked["text"] > TURNS / 10


class Parrot(Citizen):
    """Gives the same reply to everything."""

    def __init__(self, text: str) -> None:
        self.last = {"kind": "text", "text": text, "payload": {}}

    def begin(self, procedure: str | None = None, aspect: str | None = None) -> dict[str, object]:
        return self.last

    def say(self, text: str) -> dict[str, object]:
        return self.last


def test_a_loop_is_noticed() -> None:
    with pytest.raises(BadWalkError, match="3 equal replies"):
        Walker(Parrot("Votre question ?"), SEED).walk(20)


def test_a_dead_end_is_noticed() -> None:
    with pytest.raises(BadWalkError, match="nowhere to go"):
        Walker(Parrot("Non."), SEED).walk(1)
