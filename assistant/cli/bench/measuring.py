"""The measures of ``guichet bench``: each takes its citizens as they come and gives figures."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.cli.bench.citizen import Citizen, connected
from assistant.cli.bench.figures import Figures
from assistant.cli.bench.scripts import CONVERSATIONS

QUESTION, FOLLOW_UP = "quels papiers pour une carte d'identité", "c'est combien ?"
LONG_TURNS = 98  # before the turns measured as the hundredth


class Conversation(Protocol):
    """What growth is measured on: ``took`` is the seconds of the last turn."""

    took: float

    def say(self, text: str) -> Any: ...


@dataclass(frozen=True)
class Load:
    """Several citizens at once."""

    figures: Figures
    turns_per_second: float


def texts(citizen: Citizen, turns: int) -> Figures:
    """Typed messages, in conversations of a few turns."""
    figures = Figures()
    while len(figures.seconds) < turns:
        for conversation in CONVERSATIONS:
            citizen.begin()
            for sentence in conversation:
                citizen.say(sentence)
                figures.add(citizen.took)
    del figures.seconds[turns:]
    return figures


def clicks(citizen: Citizen, turns: int, *, seed: int = 7) -> Figures:
    """Clicks on any button shown, starting from a question each time no button is left."""
    chance = random.Random(seed)  # noqa: S311 - to vary clicks, not to keep a secret
    figures = Figures()
    questions = [conversation[1] for conversation in CONVERSATIONS]
    for turn in range(turns):
        if turn % len(CONVERSATIONS) == 0:
            citizen.begin()
        if turn % len(CONVERSATIONS) == 0 or not citizen.buttons():
            citizen.say(chance.choice(questions))
        if shown := citizen.buttons():
            citizen.press(chance.choice(shown).value)
            figures.add(citizen.took)
    return figures


def together(url: str, clients: int, turns: int) -> Load:
    """``clients`` citizens who type at the same time, ``turns`` messages each."""
    measured: list[Figures] = []

    def live() -> None:
        with connected(url) as citizen:
            measured.append(texts(citizen, turns))

    threads = [threading.Thread(target=live) for _ in range(clients)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - begun
    figures = Figures([seconds for each in measured for seconds in each.seconds])
    return Load(figures, len(figures.seconds) / elapsed)


def growth(new: Callable[[], Conversation], samples: int) -> tuple[Figures, Figures]:
    """What the same message costs as the 2nd and as the 100th of a conversation, in alternation."""
    long = new()
    for turn in range(LONG_TURNS):
        long.say(FOLLOW_UP if turn % 2 else QUESTION)
    early, late = Figures(), Figures()
    for _ in range(samples):
        for conversation, figures in ((new(), early), (long, late)):
            conversation.say(QUESTION)
            conversation.say(FOLLOW_UP)
            figures.add(conversation.took)
    return early, late
