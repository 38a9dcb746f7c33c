"""A citizen and a person of the town: asking, waiting, talking, going back, all over the HTTP contract."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import httpx
import pytest

from api.staff.identity import Role
from tests.integration.citizen import Citizen
from tests.integration.conftest import Start, Welcome
from tests.integration.fake_rasa import ASKS_FOR_A_PERSON, FakeRasa
from tests.integration.handing_over import act, ask, at_work, reply, standing, told
from tests.integration.live_server import LiveServer
from tests.integration.team import Colleague, Team


@pytest.fixture
def service(start: Start) -> LiveServer:
    """One whose agents answer at any hour: the hours have tests of their own."""
    return start(live_chat="always", agent_capacity=2)


@pytest.fixture
def camille(team: Team) -> Colleague:
    """An agent who is there."""
    return at_work(team, "Camille")


class TestWhenNobodyCanAnswer:
    def test_without_any_account_nothing_is_promised(self, citizen: Citizen) -> None:
        response = ask(citizen)
        assert response.status_code == 200
        said = response.json()
        assert (said["status"], said["cause"], said["contact"]) == ("bot", "no_staff", False)
        assert "01 99 00 12 10" in said["text"]
        assert said["reach"]["today"] in said["text"]
        left = citizen.http.post(f"{citizen.path}/contact", json={"phone": "01 99 00 12 10"})
        assert left.status_code == 409

    def test_nobody_is_there(self, citizen: Citizen, team: Team) -> None:
        team.join(Role.AGENT)
        said = ask(citizen).json()
        assert (said["cause"], said["contact"]) == ("nobody", True)

    def test_those_who_may_not_answer_citizens_do_not_count(self, citizen: Citizen, team: Team) -> None:
        team.join(Role.EDITOR)
        assert ask(citizen).json()["cause"] == "no_staff"

    def test_all_have_as_many_as_they_can(
        self, service: LiveServer, citizen: Citizen, camille: Colleague, welcome: Welcome
    ) -> None:
        for other in (welcome(service.url), welcome(service.url)):
            ask(other)
            assert act(camille, other, "claim").status_code == 200
        assert ask(citizen).json()["cause"] == "full"

    def test_the_assistant_says_the_same_when_it_proposes_a_person(self, citizen: Citizen) -> None:
        reply = citizen.say(ASKS_FOR_A_PERSON)
        assert reply["payload"]["handoff"]["cause"] == "no_staff"
        assert reply["payload"]["handoff"]["text"] in reply["text"]

    def test_a_new_installation_calls_back_and_does_not_chat(
        self, start: Start, welcome: Welcome, database_url: str
    ) -> None:
        url = start().url
        with Team(url, database_url) as team:
            at_work(team, "Camille")
            said = ask(welcome(url)).json()
        assert (said["cause"], said["contact"]) == ("off", True)


class TestWhatCanBeHad:
    def test_it_is_told_before_anything_is_asked(self, citizen: Citizen, camille: Colleague) -> None:
        proposal = citizen.http.get(f"{citizen.path}/handoff").json()
        assert proposal["available"] is True
        assert proposal["consent"] in proposal["text"]
        assert proposal["reach"]["phones"]
        assert standing(citizen) == ("bot", None)
        assert camille.http.get(f"/agent/conversations/{citizen.id}").status_code == 404

    def test_where_nobody_is_it_says_why_and_what_to_do(self, citizen: Citizen) -> None:
        proposal = citizen.http.get(f"{citizen.path}/handoff").json()
        assert (proposal["available"], proposal["cause"], proposal["contact"]) == (False, "no_staff", False)
        assert proposal["reach"]["phones"][0]["number"] in proposal["text"]


class TestAsking:
    def test_without_consent_nobody_reads(self, citizen: Citizen, camille: Colleague) -> None:
        response = citizen.http.post(f"{citizen.path}/handoff", json={"consent": False})
        assert response.status_code == 422
        assert camille.http.get(f"/agent/conversations/{citizen.id}").status_code == 404

    def test_the_assistant_asks_for_it_and_queues_nobody(self, citizen: Citizen, camille: Colleague) -> None:
        proposal = citizen.say(ASKS_FOR_A_PERSON)["payload"]["handoff"]
        assert proposal["available"] is True
        assert proposal["consent"]
        assert standing(citizen) == ("bot", None)
        assert camille.http.get("/agent/queue").json()["waiting"] == []

    def test_one_waits_at_a_place_and_asking_again_changes_nothing(
        self, service: LiveServer, citizen: Citizen, camille: Colleague, welcome: Welcome
    ) -> None:
        assert ask(welcome(service.url)).status_code == 202
        first, again = ask(citizen), ask(citizen)
        assert (first.status_code, again.status_code) == (202, 202)
        assert first.json() == again.json() == {"status": "queued", "queue": {"position": 2}}
        assert told(citizen) == ["queued"]

    def test_what_one_writes_while_waiting_is_kept_and_the_assistant_is_silent(
        self, citizen: Citizen, camille: Colleague
    ) -> None:
        ask(citizen)
        citizen.send(text="j'ai perdu mon passeport")
        citizen.send(text="c'est urgent")
        authors = [one["author"] for one in citizen.messages(after=1)]
        assert authors == ["system", "citizen", "system", "citizen"]
        assert told(citizen) == ["queued", "kept"]

    def test_a_reply_that_the_assistant_was_making_is_dropped(
        self, citizen: Citizen, camille: Colleague, rasa: FakeRasa
    ) -> None:
        rasa.hangs = True
        citizen.send(text="combien coûte un passeport")
        ask(citizen)
        act(camille, citizen, "claim")
        history = citizen.messages(after=1, wait=5)
        while "taken" not in [one["payload"].get("event") for one in history]:
            history = citizen.messages(after=1, wait=5)
        citizen.messages(after=history[-1]["seq"], wait=5)
        assert {one["author"] for one in citizen.messages(after=1)} == {"citizen", "system"}

    def test_one_may_stop_waiting(self, citizen: Citizen, camille: Colleague) -> None:
        ask(citizen)
        assert citizen.http.delete(f"{citizen.path}/handoff").status_code == 204
        assert standing(citizen) == ("bot", "abandoned")
        assert citizen.say("combien coûte un passeport")["author"] == "assistant"
        assert act(camille, citizen, "claim").status_code == 409

    def test_nobody_waits_for_ever(self, start: Start, welcome: Welcome, database_url: str) -> None:
        url = start(live_chat="always", queue_wait_seconds=1).url
        with Team(url, database_url) as team:
            at_work(team, "Camille")
            citizen = welcome(url)
            ask(citizen)
            news = citizen.messages(after=2, wait=20)
        assert news[0]["payload"] == {"event": "timed_out", "contact": {"fields": []}}
        assert "01 99 00 12 10" in news[0]["text"]
        assert "laisser un numéro" in news[0]["text"]
        assert standing(citizen) == ("bot", "timed_out")

    def test_erasing_takes_one_out_of_the_queue(self, citizen: Citizen, camille: Colleague) -> None:
        ask(citizen)
        assert citizen.http.delete(citizen.path).status_code == 204
        assert camille.http.get("/agent/queue").json()["waiting"] == []
        assert act(camille, citizen, "claim").status_code == 404


class TestTalking:
    def test_both_talk_and_the_assistant_knows_the_subject_afterwards(
        self, citizen: Citizen, camille: Colleague
    ) -> None:
        citizen.say("passeport")
        ask(citizen)
        assert act(camille, citizen, "claim").json()["owner"]["name"] == "Camille"
        assert standing(citizen) == ("agent", None)
        assert reply(camille, citizen, "Bonjour, que puis-je pour vous ?").status_code == 201
        citizen.send(text="quel est le prix ?")
        said = [(one["author"], one["text"]) for one in citizen.messages(after=3)]
        assert said[-2:] == [("agent", "Bonjour, que puis-je pour vous ?"), ("citizen", "quel est le prix ?")]
        assert [one["seq"] for one in citizen.messages()] == list(range(1, len(citizen.messages()) + 1))

        assert act(camille, citizen, "return").json()["status"] == "bot"
        assert told(citizen)[-1] == "returned"
        answer = citizen.say("combien ça coûte ?")
        assert answer["author"] == "assistant"
        assert answer["payload"]["procedure"]["id"] == "F10"

    def test_only_the_owner_speaks(self, citizen: Citizen, camille: Colleague, team: Team) -> None:
        dominique = at_work(team, "Dominique")
        ask(citizen)
        assert reply(camille, citizen, "Bonjour").status_code == 409
        act(camille, citizen, "claim")
        refused = reply(dominique, citizen, "Bonjour")
        assert refused.status_code == 409
        assert refused.json()["owner"]["name"] == "Camille"
        for what in ("release", "return", "close"):
            assert act(dominique, citizen, what).status_code == 409
        assert "agent" not in {one["author"] for one in citizen.messages()}

    def test_a_retry_is_no_second_message(self, citizen: Citizen, camille: Colleague) -> None:
        ask(citizen)
        act(camille, citizen, "claim")
        body = {"client_id": str(uuid.uuid4()), "text": "Bonjour"}
        first, again = act(camille, citizen, "messages", **body), act(camille, citizen, "messages", **body)
        assert (first.status_code, again.status_code) == (201, 200)
        assert first.json() == again.json()

    def test_of_two_who_claim_at_once_one_wins_and_the_other_is_told_who(
        self, service: LiveServer, team: Team, welcome: Welcome
    ) -> None:
        agents = [at_work(team, "Camille"), at_work(team, "Dominique")]
        for _ in range(10):
            citizen, together = welcome(service.url), Barrier(2)
            ask(citizen)

            def claim(agent: Colleague, citizen: Citizen = citizen, together: Barrier = together) -> httpx.Response:
                together.wait()
                return act(agent, citizen, "claim")

            with ThreadPoolExecutor(2) as pool:
                answers = list(pool.map(claim, agents))
            won, lost = sorted(answers, key=lambda answer: answer.status_code)
            assert (won.status_code, lost.status_code) == (200, 409)
            assert lost.json()["owner"] == won.json()["owner"]
            winner = agents[answers.index(won)]
            assert act(winner, citizen, "claim").status_code == 200  # their own already
            act(winner, citizen, "close")

    def test_an_agent_takes_no_more_than_they_can(
        self, service: LiveServer, camille: Colleague, team: Team, welcome: Welcome
    ) -> None:
        at_work(team, "Dominique")
        citizens = [welcome(service.url) for _ in range(3)]
        for citizen in citizens:
            ask(citizen)
        assert [act(camille, citizen, "claim").status_code for citizen in citizens] == [200, 200, 409]

    def test_released_it_goes_to_the_head_of_the_queue(
        self, service: LiveServer, citizen: Citizen, camille: Colleague, welcome: Welcome
    ) -> None:
        ask(citizen)
        ask(welcome(service.url))
        act(camille, citizen, "claim")
        ask(welcome(service.url))
        act(camille, citizen, "release", comment="Je ne connais pas ce sujet.")
        waiting = camille.http.get("/agent/queue").json()["waiting"]
        assert waiting[0]["id"] == citizen.id
        assert len(waiting) == 3
        assert citizen.http.get(f"{citizen.path}/messages").json()["queue"]["position"] == 1
        detail = camille.http.get(f"/agent/conversations/{citizen.id}").json()
        assert detail["notes"][0]["text"] == "Je ne connais pas ce sujet."
        assert "connais pas ce sujet" not in citizen.http.get(f"{citizen.path}/transcript").text

    def test_who_goes_gives_all_back(self, citizen: Citizen, camille: Colleague) -> None:
        ask(citizen)
        act(camille, citizen, "claim")
        camille.http.post("/agent/presence", json={"state": "offline"})
        assert standing(citizen)[0] == "queued"
        assert told(citizen)[-1] == "released"

    def test_who_is_away_for_a_moment_says_so(self, citizen: Citizen, camille: Colleague) -> None:
        ask(citizen)
        act(camille, citizen, "claim")
        camille.http.post("/agent/presence", json={"state": "away", "back_in_minutes": 10})
        assert citizen.messages()[-1]["text"] == "Camille revient dans 10 minutes."
        assert standing(citizen)[0] == "agent"

    def test_a_sign_of_life_leaves_one_away_as_one_said(self, camille: Colleague) -> None:
        camille.http.post("/agent/presence", json={"state": "away", "back_in_minutes": 10})
        [before] = camille.http.get("/agent/queue").json()["agents"]
        assert camille.http.post("/agent/presence/alive").status_code == 204
        [after] = camille.http.get("/agent/queue").json()["agents"]
        assert after.pop("seen_at") > before.pop("seen_at")
        assert (after, after["state"]) == (before, "away")

    def test_a_colleague_who_is_there_takes_over(self, citizen: Citizen, camille: Colleague, team: Team) -> None:
        dominique, absent = at_work(team, "Dominique"), team.join(Role.AGENT)
        ask(citizen)
        act(camille, citizen, "claim")
        assert act(camille, citizen, "transfer", to=absent.id).status_code == 409
        moved = act(camille, citizen, "transfer", to=dominique.id, comment="Pour toi.")
        assert moved.json()["owner"]["name"] == "Dominique"
        assert reply(camille, citizen, "Encore moi").status_code == 409
        assert reply(dominique, citizen, "Bonjour").status_code == 201

    def test_a_supervisor_may_free_a_conversation(self, citizen: Citizen, camille: Colleague, team: Team) -> None:
        chief = at_work(team, "Claude", Role.SUPERVISOR)
        ask(citizen)
        act(camille, citizen, "claim")
        assert reply(chief, citizen, "Bonjour").status_code == 409
        assert act(chief, citizen, "release").status_code == 200

    def test_closed_it_belongs_to_nobody_and_may_be_reopened(self, citizen: Citizen, camille: Colleague) -> None:
        ask(citizen)
        act(camille, citizen, "claim")
        closed = act(camille, citizen, "close", reason="answered").json()
        assert (closed["status"], closed["owner"]) == ("closed", None)
        assert act(camille, citizen, "reopen").json()["status"] == "agent"
        assert act(camille, citizen, "reopen").status_code == 409
        act(camille, citizen, "close", reason="no_solution")
        assert citizen.say("combien coûte un passeport")["author"] == "assistant"

    def test_what_is_known_is_told_in_a_glance(self, citizen: Citizen, camille: Colleague) -> None:
        citizen.say("combien coûte un passeport")
        citizen.say(ASKS_FOR_A_PERSON)
        ask(citizen, reason="je n'ai pas compris, mon numéro : 06 12 34 56 78")
        detail = camille.http.get(f"/agent/conversations/{citizen.id}").json()
        known = detail["known"]
        assert known["subject"] == {"id": "F10", "title": "Passeport d'un majeur"}
        assert known["aspect"] == "cost"
        assert known["reason"] == "asked"
        assert known["summary"]
        assert known["words"] == "je n'ai pas compris, mon numéro : [numéro de téléphone masqué]"
        assert [one["title"] for one in known["answers"]] == ["Passeport d'un majeur"]
        assert [change["happening"] for change in detail["changes"]] == ["asked"]
        assert detail["conversation"]["citizen_present"] is False

    def test_those_that_were_not_handed_over_are_not_found(
        self, service: LiveServer, citizen: Citizen, camille: Colleague, welcome: Welcome
    ) -> None:
        other = welcome(service.url)
        for one in (citizen, other):
            one.send(text="la marmotte du maire")
        ask(citizen)
        found = camille.http.get("/agent/conversations", params={"q": "marmotte"}).json()["conversations"]
        assert [one["id"] for one in found] == [citizen.id]
        nothing = camille.http.get("/agent/conversations", params={"q": "%"}).json()["conversations"]
        assert nothing == []

    @pytest.mark.parametrize("words", ["ecole", "L’ÉCOLE", "l'école", "sœur à l"])
    def test_what_was_said_is_found_whatever_its_accents_and_capitals(
        self, citizen: Citizen, camille: Colleague, words: str
    ) -> None:
        citizen.say("Ma Sœur à l’École")
        ask(citizen)
        found = camille.http.get("/agent/conversations", params={"q": words}).json()["conversations"]
        assert [one["id"] for one in found] == [citizen.id]


CONTACT = {"phone": "+33 6 12 34 56 78", "message": "Pour mon passeport", "preferred_time": "le matin"}


class TestCallBacks:
    def leave(self, citizen: Citizen, **contact: str) -> httpx.Response:
        return citizen.http.post(f"{citizen.path}/contact", json=contact or CONTACT)

    def test_a_contact_left_is_read_and_settled(self, citizen: Citizen, camille: Colleague) -> None:
        ask(citizen)
        assert self.leave(citizen).json() == {"status": "bot", "handoff_outcome": "contact_left"}
        (callback,) = camille.http.get("/agent/callbacks").json()["callbacks"]
        assert (callback["phone"], callback["preferred_time"]) == ("06 12 34 56 78", "le matin")
        assert camille.http.get("/agent/queue").json()["callbacks"] == 1
        path = f"/agent/callbacks/{callback['id']}/result"
        camille.http.post(path, json={"reached": False, "comment": "Répondeur"})
        assert standing(citizen) == ("bot", "not_reached")
        settled = camille.http.post(path, json={"reached": True}).json()
        assert (settled["state"], settled["handled_by"]) == ("reached", "Camille")
        assert standing(citizen) == ("bot", "reached")

    def test_said_again_it_replaces_the_one_before(self, citizen: Citizen, camille: Colleague) -> None:
        self.leave(citizen)
        self.leave(citizen, email="citoyen@ville.example")
        (callback,) = camille.http.get("/agent/callbacks").json()["callbacks"]
        assert (callback["phone"], callback["email"]) == ("", "citoyen@ville.example")

    @pytest.mark.parametrize(
        "contact",
        [
            {"message": "rappelez-moi"},
            {"phone": "", "email": " "},
            {"phone": "12"},
            {"phone": "06 12 34"},
            {"email": "citoyen"},
            {"email": "citoyen@ville@example.fr"},
            {"phone": "06 12 34 56 78", "message": "x" * 1001},
        ],
    )
    def test_one_that_leads_nowhere_is_refused_in_words(
        self, citizen: Citizen, camille: Colleague, contact: dict[str, str]
    ) -> None:
        refused = self.leave(citizen, **contact)
        assert refused.status_code == 422
        assert refused.json()["detail"].endswith(".")

    def test_while_a_person_answers_there_is_no_need(self, citizen: Citizen, camille: Colleague) -> None:
        ask(citizen)
        act(camille, citizen, "claim")
        assert self.leave(citizen).status_code == 409

    def test_erasing_erases_the_contact(self, citizen: Citizen, camille: Colleague) -> None:
        self.leave(citizen)
        citizen.http.delete(citizen.path)
        assert camille.http.get("/agent/callbacks").json()["callbacks"] == []


def test_the_whole_may_be_rated_and_rated_again(citizen: Citizen) -> None:
    for score in (2, 5):
        assert citizen.http.post(f"{citizen.path}/rating", json={"score": score}).json() == {"score": score}
    for score in (0, 6, "bien"):
        assert citizen.http.post(f"{citizen.path}/rating", json={"score": score}).status_code == 422
