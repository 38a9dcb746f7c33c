"""What is measured of a running assistant, checked on figures made by hand."""

from __future__ import annotations

import os
import socket
from typing import Any

import httpx
import pytest

from assistant.cli.bench.citizen import Button, Citizen, NoReplyError
from assistant.cli.bench.figures import Figures
from assistant.cli.bench.measuring import LONG_TURNS, growth
from assistant.cli.bench.memory import _listening_on, held_by_assistant, resident_mb


def test_half_of_the_turns_take_no_longer_than_the_median() -> None:
    figures = Figures([0.010, 0.020, 0.900])
    assert (figures.p50, figures.p95) == (0.020, 0.900)
    assert figures.line("Un clic") == "Un clic : p50 20 ms, p95 900 ms (3 tours)"


def test_nineteen_turns_in_twenty_take_no_longer_than_p95() -> None:
    assert Figures([number / 1000 for number in range(1, 101)]).p95 == 0.095


def test_no_figure_is_said_so() -> None:
    assert Figures().line("Un clic") == "Un clic : aucune mesure"


class Forgetful:
    """A conversation whose nth message takes n milliseconds: it grows."""

    def __init__(self) -> None:
        self.said = 0
        self.took = 0.0

    def say(self, text: str) -> None:
        self.said += 1
        self.took = self.said / 1000


def test_growth_compares_the_second_message_with_the_hundredth() -> None:
    early, late = growth(Forgetful, samples=3)
    assert early.seconds == [0.002] * 3
    assert late.seconds == [(LONG_TURNS + 2 * sample) / 1000 for sample in (1, 2, 3)]


def test_this_process_is_found_by_the_port_it_listens_on() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        assert os.getpid() in set(_listening_on(listening.getsockname()[1]))


def test_memory_is_told_in_megabytes() -> None:
    assert 10 < resident_mb(os.getpid()) < 5_000


def test_no_process_is_held_where_nobody_listens() -> None:
    with socket.socket() as bound:  # bound and not listening: nobody else can take the port meanwhile
        bound.bind(("127.0.0.1", 0))
        assert held_by_assistant(bound.getsockname()[1]) == ()


def service(request: httpx.Request) -> httpx.Response:
    """A service that answers each message with a question, and refuses the empty ones."""
    if request.url.path.endswith("/conversations"):
        return httpx.Response(201, json={"id": "c", "token": "t", "messages": [message(1)]})
    assert request.headers["Authorization"] == "Bearer t"
    if request.method == "POST":
        if b'"text":""' in request.content:
            return httpx.Response(422, text="Votre message est vide.")
        return httpx.Response(201, json={"message": message(2)})
    return httpx.Response(200, json={"messages": [{**message(3), "in_reply_to": "m2"}]})


def message(seq: int) -> dict[str, Any]:
    payload = {
        "choices": [{"label": "Oui", "value": "c1"}],
        "facts": [{"label": "Âge", "value": "40 ans", "change": {"label": "Modifier : Âge", "value": "c2"}}],
        "back": {"label": "Revenir", "value": "c3"},
        "related": [{"id": "F1", "title": "Passeport"}],
    }
    return {"id": f"m{seq}", "seq": seq, "text": "Bonjour", "kind": "question", "payload": payload}


@pytest.fixture
def citizen() -> Citizen:
    return Citizen(httpx.Client(base_url="http://service/api/v1/", transport=httpx.MockTransport(service)))


def test_a_citizen_reads_the_reply_and_sees_its_buttons(citizen: Citizen) -> None:
    citizen.begin()
    assert citizen.say("passeport")["id"] == "m3"
    assert citizen.took > 0
    assert citizen.buttons() == (
        Button("Oui", "c1"),
        Button("Modifier : Âge", "c2"),
        Button("Revenir", "c3"),
        Button("Passeport", "F1"),
    )


def test_a_refusal_is_told_in_the_words_of_the_service(citizen: Citizen) -> None:
    citizen.begin()
    with pytest.raises(NoReplyError, match="422 Votre message est vide"):
        citizen.say("")
