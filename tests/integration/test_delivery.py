"""News reach those who wait, by long poll and by WebSocket: nothing lost, nothing twice."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from tests.integration.citizen import Citizen
from tests.integration.conftest import Start, Welcome
from tests.integration.live_server import LiveServer


class TestLongPoll:
    def test_what_is_there_comes_at_once(self, citizen: Citizen) -> None:
        assert [message["seq"] for message in citizen.messages(after=0, wait=25)] == [1]

    def test_nothing_new_is_an_empty_list(self, citizen: Citizen) -> None:
        assert citizen.messages(after=1) == []

    def test_a_waiting_poll_is_woken_by_what_comes(self, citizen: Citizen) -> None:
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(citizen.messages, after=1, wait=25)
            citizen.send(text="cantine")
            assert waiting.result()[0]["text"] == "cantine"

    def test_what_another_process_wrote_is_noticed(self, start: Start, citizen: Citizen) -> None:
        other = start()
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(citizen.messages, after=1, wait=25)
            elsewhere = citizen.http.post(
                f"{other.url}/api/v1{citizen.path}/messages",
                json={"client_id": "00000000-0000-4000-8000-000000000001", "text": "cantine"},
            )
            assert elsewhere.status_code == 201
            assert waiting.result()[0]["text"] == "cantine"

    @pytest.mark.parametrize("params", [{"after": -1}, {"after": "x"}, {"wait": "x"}, {"wait": -1}, {"after": 10**12}])
    def test_what_is_no_number_is_refused(self, citizen: Citizen, params: dict[str, object]) -> None:
        response = citizen.http.get(f"{citizen.path}/messages", params=params)
        assert response.status_code == 422
        assert response.json()["detail"].endswith(".")


class TestStream:
    def test_it_brings_status_messages_and_the_sign_that_a_reply_is_made(self, citizen: Citizen) -> None:
        with citizen.stream() as stream:
            assert stream.frame() == {"type": "status", "status": "bot"}
            assert stream.frame()["message"]["seq"] == 1
            citizen.send(text="cantine")
            assert stream.message()["text"] == "cantine"
            assert stream.message()["author"] == "assistant"

    def test_it_shows_messages_as_the_poll_does(self, citizen: Citizen) -> None:
        citizen.say("quels papiers pour un passeport")
        with citizen.stream() as stream:
            assert [stream.message() for _ in range(3)] == citizen.messages()

    def test_it_resumes_after_the_last_message_received(self, citizen: Citizen) -> None:
        with citizen.stream() as stream:
            first = stream.message()
        citizen.say("cantine")
        with citizen.stream(after=first["seq"]) as stream:
            assert [stream.message()["seq"] for _ in range(2)] == [2, 3]

    def test_nothing_is_lost_or_doubled_over_many_interruptions(self, citizen: Citizen) -> None:
        total = 12
        received: list[int] = []

        def listen() -> None:
            while len(received) < 1 + 2 * total:
                with citizen.stream(after=received[-1] if received else 0) as stream:
                    received.append(stream.message()["seq"])

        listener = threading.Thread(target=listen)
        listener.start()
        for number in range(total):
            citizen.send(text=f"cantine {number}")
        listener.join()
        assert received == list(range(1, 2 + 2 * total))

    def test_it_answers_a_ping(self, citizen: Citizen) -> None:
        with citizen.stream(after=1) as stream:
            stream.frame()
            stream.socket.send(json.dumps({"type": "ping"}))
            assert stream.frame() == {"type": "pong"}

    def test_frames_that_mean_nothing_are_passed_over(self, citizen: Citizen) -> None:
        with citizen.stream(after=1) as stream:
            stream.frame()
            for nonsense in ("{", "[1]", "null", '{"type": 3}', "[" * 4000):
                stream.socket.send(nonsense)
            stream.socket.send(json.dumps({"type": "ping"}))
            assert stream.frame() == {"type": "pong"}

    def test_a_frame_over_eight_kilobytes_ends_it(self, citizen: Citizen) -> None:
        with citizen.stream(after=1) as stream:
            stream.frame()
            stream.socket.send("x" * 9000)
            with pytest.raises(ConnectionClosed) as closed:
                stream.frame()
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1009

    @pytest.mark.parametrize(
        "first",
        [
            "{}",
            "x",
            '{"type": "auth"}',
            '{"type": "hello", "token": "x"}',
            '{"type": "auth", "token": "x", "after": -1}',
        ],
    )
    def test_a_first_frame_that_tells_no_token_ends_it(self, citizen: Citizen, first: str) -> None:
        assert self._close_code(citizen, first) == 4401

    def test_another_token_and_an_unknown_conversation_end_it_alike(self, citizen: Citizen, welcome: Welcome) -> None:
        auth = json.dumps({"type": "auth", "token": "x" * 43})
        known = self._close_code(citizen, auth)
        citizen.path = "/conversations/00000000-0000-4000-8000-000000000000"
        assert known == self._close_code(citizen, auth) == 4404

    def test_erasing_the_conversation_ends_it(self, citizen: Citizen) -> None:
        with citizen.stream(after=1) as stream:
            stream.frame()
            citizen.http.delete(citizen.path)
            with pytest.raises(ConnectionClosed) as closed:
                stream.frame()
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 4404

    def test_a_page_of_an_unknown_site_may_not_open_it(self, citizen: Citizen) -> None:
        with pytest.raises(InvalidStatus), citizen.stream(origin="https://evil.example"):
            pass

    def test_a_page_of_a_known_site_may(self, start: Start, welcome: Welcome) -> None:
        citizen = welcome(start(sites="https://ville.example").url)
        with citizen.stream(origin="https://ville.example") as stream:
            assert stream.frame()["type"] == "status"

    def test_a_page_of_the_service_itself_may(self, service: LiveServer, citizen: Citizen) -> None:
        with citizen.stream(origin=service.url) as stream:
            assert stream.frame()["type"] == "status"

    @staticmethod
    def _close_code(citizen: Citizen, first: str) -> int:
        address = str(citizen.http.base_url).replace("http", "ws", 1).rstrip("/") + f"{citizen.path}/stream"
        with connect(address, proxy=None) as socket:
            socket.send(first)
            with pytest.raises(ConnectionClosed) as closed:
                socket.recv(timeout=20)
        assert closed.value.rcvd is not None
        return closed.value.rcvd.code
