"""One sheet published again and again while citizens ask about it: how soon each process answers anew, and whether any
answer was ever wrong or half new.

The sheet bears the number of its publication in two places of one answer. An answer is *half new* when the two differ,
*wrong* when its number is older than the last publication confirmed before it was asked for, or newer than the last one
begun when it came.
"""

from __future__ import annotations

import math
import re
import statistics
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

import httpx

from tests.integration.editor import Editor, a_sheet

_NUMBERS = re.compile(r"numéro (\d+)")
GIVE_UP_S = 20.0
PAUSE_S = 0.02  # between two questions of one citizen
PROGRESS_EVERY = 50


@dataclass
class Verdict:
    """``seconds``: from the click on "Publier" to the new answer, of each publication in each process."""

    publications: int = 0
    answers: int = 0
    half_new: int = 0
    wrong: int = 0
    seconds: list[float] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return self.half_new == self.wrong == 0 and self.answers > 0

    def percentile(self, share: float) -> float:
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    def __str__(self) -> str:
        return (
            f"{self.publications} publications, {self.answers} answers meanwhile: {self.half_new} half new, "
            f"{self.wrong} wrong; new answer after {statistics.median(self.seconds):.3f} s (median), "
            f"{self.percentile(0.95):.3f} s (p95), {max(self.seconds):.3f} s (longest)"
        )


class _Published:
    """What has been begun and what has been confirmed, as the readers compare with."""

    def __init__(self) -> None:
        self.begun = 0
        self.confirmed = 0


def sheet(number: int) -> dict[str, object]:
    content = a_sheet()
    content["rubriques"][0]["contenu"] = [f"Le tarif numéro {number} est voté.", f"Citez le numéro {number}."]
    return content


def publishing(
    urls: Sequence[str], editor: Editor, *, publications: int, citizens: int, limit_s: float = math.inf
) -> Verdict:
    """Publishes ``publications`` times while ``citizens`` ask almost without a pause; fewer when time is up."""
    verdict, published, over = Verdict(), _Published(), threading.Event()
    ends_at = time.perf_counter() + limit_s
    path = editor.start("Louer la salle des fêtes")
    name = path.rpartition("/")[2]
    _publish(editor, path, 0, published)
    readers = [_Reader(urls[place % len(urls)], name, published, over) for place in range(citizens)]
    for reader in readers:
        reader.start()
    with httpx.Client(trust_env=False, timeout=GIVE_UP_S) as http, ThreadPoolExecutor(len(urls)) as at_once:
        for number in range(1, publications + 1):
            begun = _publish(editor, path, number, published)
            new = at_once.map(partial(_until_new, http, name, number), urls)  # each by itself, none after the other
            verdict.seconds += [moment - begun for moment in new]
            verdict.publications += 1
            if number % PROGRESS_EVERY == 0:
                print(f"  {number} publications", flush=True)
            if time.perf_counter() > ends_at:
                break
    over.set()
    for reader in readers:
        reader.join()
        verdict.answers += reader.answers
        verdict.half_new += reader.half_new
        verdict.wrong += reader.wrong
    return verdict


def _publish(editor: Editor, path: str, number: int, published: _Published) -> float:
    editor.draft(path, sheet(number))
    published.begun, begun = number, time.perf_counter()
    editor.act(path, "publish")
    published.confirmed = number
    return begun


def _until_new(http: httpx.Client, name: str, number: int, url: str) -> float:
    """The moment at which the process at ``url`` first answers with that number."""
    while True:
        if asked(http, url, name) == [number, number]:
            return time.perf_counter()


def asked(http: httpx.Client, url: str, name: str) -> list[int]:
    """The numbers in an answer about the price."""
    body = {"procedure": name, "aspect": "cost"}
    response = http.post(f"{url}/api/v1/conversations", json=body)
    response.raise_for_status()
    sections = response.json()["messages"][-1]["payload"]["sections"]
    words = str([section["blocks"] for section in sections if section["title"] == "Prix"])
    return [int(found) for found in _NUMBERS.findall(words)]


class _Reader(threading.Thread):
    """A citizen who asks for the price again and again."""

    def __init__(self, url: str, name: str, published: _Published, over: threading.Event) -> None:
        super().__init__(daemon=True)
        self._url, self._name, self._published, self._over = url, name, published, over
        self.answers = self.half_new = self.wrong = 0

    def run(self) -> None:
        with httpx.Client(trust_env=False, timeout=GIVE_UP_S) as http:
            while not self._over.is_set():
                oldest = self._published.confirmed
                time.sleep(PAUSE_S)
                numbers = asked(http, self._url, self._name)
                newest = self._published.begun
                self.answers += 1
                self.half_new += len(numbers) != 2 or len(set(numbers)) != 1
                self.wrong += not all(oldest <= number <= newest for number in numbers)
