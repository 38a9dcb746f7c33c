"""How long a turn takes at the HTTP contract, from a citizen's message to the reply on disk and delivered.

Each client holds conversations of a few messages in words, so that every turn passes through the dialogue model.

    python -m tests.prove.turns --url http://127.0.0.1:8000 --clients 1 8 --turns 60
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import threading
import time
import uuid

import httpx

MESSAGES = (
    "Bonjour",
    "quels papiers pour refaire ma carte d'identité",
    "c'est combien ?",
    "il faut combien de temps pour l'avoir",
    "je veux inscrire ma fille à l'école",
    "où est ce que je dois aller",
)
TURNS_PER_CONVERSATION = len(MESSAGES)


class Client:
    """One citizen after another, each in a conversation of its own."""

    def __init__(self, url: str, turns: int) -> None:
        self.http = httpx.Client(base_url=f"{url}/api/v1", timeout=60)
        self.turns = turns
        self.seconds: list[float] = []

    def run(self) -> None:
        texts = itertools.cycle(MESSAGES)
        for turn in range(self.turns):
            if turn % TURNS_PER_CONVERSATION == 0:
                self._open()
            began = time.perf_counter()
            self._say(next(texts))
            self.seconds.append(time.perf_counter() - began)

    def _open(self) -> None:
        opened = self.http.post("/conversations", json={}).raise_for_status().json()
        self.messages = f"/conversations/{opened['id']}/messages"
        self.http.headers["Authorization"] = f"Bearer {opened['token']}"

    def _say(self, text: str) -> None:
        body = {"client_id": str(uuid.uuid4()), "text": text}
        sent = self.http.post(self.messages, json=body)
        if sent.status_code == httpx.codes.TOO_MANY_REQUESTS:
            raise SystemExit("The service limits this client's rate; raise the limits for the measurement.")
        seq = sent.raise_for_status().json()["message"]["seq"]
        while True:
            polled = self.http.get(self.messages, params={"after": seq, "wait": 20}).raise_for_status().json()
            if any(message.get("in_reply_to") for message in polled["messages"]):
                return


def measure(url: str, clients: int, turns: int) -> str:
    """One line of figures for ``clients`` at once, ``turns`` each."""
    people = [Client(url, turns) for _ in range(clients)]
    threads = [threading.Thread(target=person.run) for person in people]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - began
    seconds = [second for person in people for second in person.seconds]
    cuts = statistics.quantiles(seconds, n=20)
    return (
        f"{clients} client(s): {len(seconds)} turns, p50 {1000 * statistics.median(seconds):.0f} ms, "
        f"p95 {1000 * cuts[18]:.0f} ms, {len(seconds) / elapsed:.1f} turns/s"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8])
    parser.add_argument("--turns", type=int, default=60)
    options = parser.parse_args()
    for clients in options.clients:
        print(measure(options.url, clients, options.turns))


if __name__ == "__main__":
    main()
