"""What a citizen can count on: each message stored before it is acknowledged, each answered once, in order."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.integration.citizen import Citizen, choices
from tests.integration.conftest import Start, Welcome
from tests.integration.fake_rasa import ASKS_FOR_A_PERSON, FakeRasa
from tests.integration.live_server import LiveServer, closed_port


def test_an_opening_says_who_speaks(service: LiveServer, welcome: Welcome) -> None:
    opened = welcome(service.url).opened
    assert opened["status"] == "bot"
    (message,) = opened["messages"]
    assert message["seq"] == 1
    assert message["author"] == "assistant"
    assert "automatique" in message["text"]


def test_an_opening_on_a_procedure_asks_what_matters_there(service: LiveServer, welcome: Welcome) -> None:
    (message,) = welcome(service.url, procedure="F10", aspect="documents").opened["messages"]
    assert message["kind"] == "question"
    assert list(choices(message))[:2] == ["Passeport valide", "Passeport perdu"]


def test_an_opening_on_a_dossier_is_about_it(service: LiveServer, welcome: Welcome) -> None:
    (message,) = welcome(service.url, procedure="N2").opened["messages"]
    assert "asseport" in message["text"]


def test_a_question_in_words_then_a_click_lead_to_the_documents(citizen: Citizen) -> None:
    question = citizen.say("quels papiers pour un passeport")
    assert question["kind"] == "question"
    answer = citizen.choose(choices(question)["Passeport perdu"])
    assert answer["kind"] == "answer"
    assert [one["label"] for one in answer["payload"]["documents"]] == ["Déclaration de perte", "Photo d'identité"]
    assert "Déclaration de perte" in answer["text"]
    clicked = citizen.messages()[-2]
    assert clicked["text"] == "Passeport perdu"


def test_each_message_gets_one_reply_and_seq_has_no_gap(citizen: Citizen) -> None:
    for text in ("passeport", "combien ça coûte", "cantine"):
        citizen.say(text)
    messages = citizen.messages()
    assert [message["seq"] for message in messages] == list(range(1, 8))
    asked = [message["id"] for message in messages if message["author"] == "citizen"]
    answered = [message["in_reply_to"] for message in messages if message.get("in_reply_to")]
    assert answered == asked


def test_messages_sent_without_waiting_are_all_answered_in_their_order(citizen: Citizen) -> None:
    sent = [citizen.send(text=f"cantine {number}").json()["message"] for number in range(8)]
    citizen.reply_to(sent[-1])
    messages = citizen.messages()
    answered = [message["in_reply_to"] for message in messages if message.get("in_reply_to")]
    assert answered == [message["id"] for message in sent]
    assert [message["seq"] for message in messages] == list(range(1, 18))


def test_the_same_client_id_again_gives_the_same_message(citizen: Citizen) -> None:
    client_id = str(uuid.uuid4())
    first, again = (citizen.send(client_id=client_id, text="cantine") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    citizen.reply_to(first.json()["message"])
    assert len(citizen.messages()) == 3


def test_the_same_client_id_at_the_same_time_makes_one_message(citizen: Citizen) -> None:
    client_id = str(uuid.uuid4())
    gate = threading.Barrier(8)

    def send(_: int) -> httpx.Response:
        gate.wait()
        return citizen.send(client_id=client_id, text="cantine")

    with ThreadPoolExecutor(8) as pool:
        responses = list(pool.map(send, range(8)))
    assert sorted(response.status_code for response in responses) == [200] * 7 + [201]
    assert len({response.json()["message"]["id"] for response in responses}) == 1
    citizen.reply_to(responses[0].json()["message"])
    assert [message["author"] for message in citizen.messages()] == ["assistant", "citizen", "assistant"]


def test_a_choice_once_offered_stays_valid(citizen: Citizen) -> None:
    question = citizen.say("quels papiers pour un passeport")
    citizen.choose(choices(question)["Passeport perdu"])
    citizen.say("cantine")
    answer = citizen.choose(choices(question)["Passeport valide"])
    assert answer["payload"]["documents"][0]["label"] == "Passeport actuel"


def test_a_choice_of_another_conversation_is_refused(service: LiveServer, citizen: Citizen, welcome: Welcome) -> None:
    value = choices(citizen.say("quels papiers pour un passeport"))["Passeport perdu"]
    response = welcome(service.url).send(choice=value)
    assert response.status_code == 422
    assert "choix" in response.json()["detail"]


@pytest.mark.parametrize(("length", "status"), [(1000, 201), (1001, 422), (80_000, 422)])
def test_a_text_has_a_thousand_characters_at_most(citizen: Citizen, length: int, status: int) -> None:
    response = citizen.send(text="é" * length)
    assert response.status_code == status
    if status == 422:
        assert "1000" in response.json()["detail"]
        assert len(citizen.messages()) == 1


def test_characters_outside_the_basic_plane_count_once(citizen: Citizen) -> None:
    assert citizen.send(text="😀" * 1000).status_code == 201


@pytest.mark.parametrize(
    "body",
    [
        {"text": ""},
        {"text": " \n\t\u0000"},
        {"text": "bonjour", "choice": "c1"},
        {},
        {"choice": "/restart"},
        {"choice": "c" * 5000},
        {"text": 12},
        {"text": "bonjour", "client_id": "not-a-uuid"},
    ],
)
def test_what_is_no_message_is_refused_with_a_sentence(citizen: Citizen, body: dict[str, object]) -> None:
    response = citizen.send(**body)
    assert response.status_code == 422
    detail = response.json()["detail"]
    assert detail[0].isupper()
    assert detail.endswith(".")
    assert len(citizen.messages()) == 1


@pytest.mark.parametrize("opening", [{"procedure": "F999999"}, {"aspect": "nothing"}, {"procedure": "x" * 500}])
def test_an_unknown_procedure_or_aspect_is_refused(service: LiveServer, opening: dict[str, str]) -> None:
    response = httpx.post(f"{service.url}/api/v1/conversations", json=opening)
    assert response.status_code == 422
    assert response.json()["detail"].endswith(".")


@pytest.mark.parametrize("text", ["/restart", '/ask_cost{"x": "y"}', "  //back", "/"])
def test_a_command_is_data_and_never_reaches_rasa_as_one(citizen: Citizen, rasa: FakeRasa, text: str) -> None:
    citizen.say(text)
    assert citizen.messages()[1]["text"] == text.strip()
    assert not rasa.received[-1]["message"].lstrip().startswith("/")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "javascript:alert(1)",
        "{{ 7 * 7 }} ${7*7} <%= 7 %>",
        "\u202erenversé\u202c et e\u0301",
        "Robert'); DROP TABLE messages;--",
    ],
)
def test_hostile_words_come_back_as_the_words_they_are(citizen: Citizen, text: str) -> None:
    citizen.say(text)
    said = citizen.messages()[1]["text"]
    assert said == text.replace("e\u0301", "é")


def test_halves_of_characters_and_nul_are_dropped(citizen: Citizen) -> None:
    raw = f'{{"client_id": "{uuid.uuid4()}", "text": "a\\ud800b\\u0000c"}}'
    response = citizen.http.post(f"{citizen.path}/messages", content=raw, headers={"Content-Type": "application/json"})
    assert response.status_code == 201
    assert response.json()["message"]["text"] == "abc"


def test_the_words_of_a_turn_go_to_rasa_with_the_state_and_a_tracker_of_their_own(
    citizen: Citizen, rasa: FakeRasa
) -> None:
    citizen.say("quels papiers pour un passeport")
    citizen.say("perdu")
    first, second = rasa.received
    assert first["sender"] == f"{citizen.id}:2"
    assert second["sender"] == f"{citizen.id}:4"
    assert second["metadata"]["state"]["subject"] == "F10"


def test_someone_who_asks_for_a_person_is_told_how_to_reach_one(citizen: Citizen) -> None:
    reply = citizen.say(ASKS_FOR_A_PERSON)
    assert "01 99 00 12 10" in reply["text"]
    assert reply["payload"]["reach"]["phones"][0]["number"] == "01 99 00 12 10"
    assert reply["payload"]["reach"]["today"] in reply["text"]


class TestWithoutRasa:
    def test_the_search_answers_and_says_so(self, start: Start, welcome: Welcome) -> None:
        citizen = welcome(start(rasa_url=closed_port()).url)
        question = citizen.say("quels papiers pour un passeport")
        assert question["kind"] == "question"
        assert question["payload"]["notice"] in question["text"]
        answer = citizen.choose(choices(question)["Passeport perdu"])
        assert answer["kind"] == "answer"
        assert "notice" not in answer["payload"]

    @pytest.mark.parametrize("nonsense", [[], {}, "no", [{"text": "plain"}], [{"custom": {"reply": 1}}]])
    def test_a_reply_in_another_form_is_no_reply(
        self, start: Start, rasa: FakeRasa, nonsense: object, welcome: Welcome
    ) -> None:
        rasa.sends = nonsense
        reply = welcome(start().url).say("cantine")
        assert reply["payload"]["notice"]

    def test_a_rasa_that_hangs_is_not_waited_for(self, start: Start, rasa: FakeRasa, welcome: Welcome) -> None:
        rasa.hangs = True
        reply = welcome(start().url).say("cantine")
        assert reply["payload"]["notice"]

    def test_once_it_is_back_the_conversation_goes_on(self, start: Start, rasa: FakeRasa, welcome: Welcome) -> None:
        citizen = welcome(start().url)
        rasa.sends = []
        question = citizen.say("quels papiers pour un passeport")
        assert question["payload"]["notice"] in question["text"]
        rasa.sends = None
        answer = citizen.say("Passeport perdu")
        assert (answer["kind"], "notice" in answer["payload"]) == ("answer", False)
        assert answer["payload"]["path"] == ["Passeport perdu"]

    @pytest.mark.parametrize(
        ("words", "says"),
        [("mon conjoint me tape dessus", "Appelez le 17"), ("passez moi un conseiller", "01 99 00 12 10")],
    )
    def test_danger_is_told_and_a_person_can_be_asked_for(
        self, start: Start, rasa: FakeRasa, welcome: Welcome, words: str, says: str
    ) -> None:
        rasa.sends = []
        assert says in welcome(start().url).say(words)["text"]

    def test_readiness_tells_of_it(self, start: Start, welcome: Welcome) -> None:
        url = start(rasa_url=closed_port()).url
        welcome(url)
        response = httpx.get(f"{url}/readyz")
        assert response.status_code == 200
        assert response.json()["rasa"] == "unavailable"
