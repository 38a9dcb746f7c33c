"""What helps agents while they speak: cards of the base, canned replies, themes, the figures of the day."""

from __future__ import annotations

import uuid
from typing import Any

import httpx
import pytest

from api.staff.identity import Role
from tests.integration.citizen import Citizen, choices
from tests.integration.conftest import Start, Welcome
from tests.integration.editor import Editor
from tests.integration.handing_over import act, ask, at_work
from tests.integration.live_server import LiveServer
from tests.integration.team import Colleague, Team

Json = dict[str, Any]


@pytest.fixture
def service(start: Start) -> LiveServer:
    return start(live_chat="always")


@pytest.fixture
def camille(team: Team) -> Colleague:
    return at_work(team, "Camille Roux, accueil")


@pytest.fixture
def taken(citizen: Citizen, camille: Colleague) -> Citizen:
    """A conversation that Camille has taken."""
    ask(citizen)
    act(camille, citizen, "claim")
    return citizen


def preview(colleague: Colleague, citizen: Citizen, **wanted: Any) -> Json:
    response = act(colleague, citizen, "card", **wanted)
    assert response.status_code == 200, response.text
    found: Json = response.json()
    return found


def send(colleague: Colleague, citizen: Citizen, client_id: str = "", **wanted: Any) -> httpx.Response:
    return act(colleague, citizen, "messages", client_id=client_id or str(uuid.uuid4()), card=wanted)


class TestCards:
    @pytest.mark.parametrize("words", ["passeport perdu", "F10", "f10", "passep"])
    def test_a_sheet_is_found_by_words_by_their_beginning_and_by_its_number(
        self, camille: Colleague, words: str
    ) -> None:
        found = camille.http.get("/agent/procedures", params={"q": words}).json()["procedures"]
        assert {"id": "F10", "title": "Passeport d'un majeur", "context": "Passeport"} in found

    def test_nothing_is_found_for_nothing(self, camille: Colleague) -> None:
        assert camille.http.get("/agent/procedures", params={"q": " "}).json() == {"procedures": []}

    def test_a_card_is_walked_to_then_seen_by_the_citizen_as_it_was_previewed(
        self, taken: Citizen, camille: Colleague
    ) -> None:
        question = preview(camille, taken, subject="F10", aspect="documents")
        assert question["kind"] == "question"
        lost = choices(question)["Passeport perdu"]
        seen = preview(camille, taken, subject="F10", aspect="documents", choices=[lost])
        assert seen["kind"] == "answer"
        assert taken.messages()[-1]["author"] == "system"  # a preview tells the citizen nothing
        response = send(camille, taken, subject="F10", aspect="documents", choices=[lost])
        assert response.status_code == 201, response.text
        message = taken.messages()[-1]
        assert (message["author"], message["kind"], message["text"]) == ("agent", "answer", seen["text"])
        labels = [one["label"] for one in message["payload"]["documents"]]
        assert labels == ["Déclaration de perte", "Photo d'identité"]
        assert message["payload"] == {**seen["payload"], "agent": {"name": "Camille Roux, accueil"}}

    def test_what_the_citizen_has_told_is_not_asked_again(
        self, service: LiveServer, welcome: Welcome, camille: Colleague
    ) -> None:
        citizen = welcome(service.url)
        citizen.choose(choices(citizen.say("Quels documents pour un passeport ?"))["Passeport perdu"])
        ask(citizen)
        act(camille, citizen, "claim")
        assert preview(camille, citizen, subject="F10", aspect="documents")["kind"] == "answer"

    def test_the_assistant_goes_on_from_the_card_once_it_answers_again(
        self, taken: Citizen, camille: Colleague
    ) -> None:
        lost = choices(preview(camille, taken, subject="F10", aspect="documents"))["Passeport perdu"]
        send(camille, taken, subject="F10", aspect="documents", choices=[lost])
        act(camille, taken, "return")
        assert "86 €" in taken.say("combien ça coûte ?")["text"]

    def test_what_a_card_offers_can_be_clicked(self, taken: Citizen, camille: Colleague) -> None:
        send(camille, taken, subject="F20")
        offered = taken.messages()[-1]["payload"]
        values = [one["value"] for one in offered["suggestions"]]
        act(camille, taken, "return")
        assert all(taken.send(choice=value).status_code == 201 for value in values)

    def test_a_retry_shows_one_card(self, taken: Citizen, camille: Colleague) -> None:
        client_id = str(uuid.uuid4())
        first, again = (send(camille, taken, client_id, subject="F20") for _ in range(2))
        assert (first.status_code, again.status_code) == (201, 200)
        assert first.json() == again.json()
        assert [one["kind"] for one in taken.messages()].count("answer") == 1

    def test_a_question_is_not_sent(self, taken: Citizen, camille: Colleague) -> None:
        response = send(camille, taken, subject="F10", aspect="documents")
        assert response.status_code == 422
        assert "choisissez d’abord la situation" in response.json()["detail"]

    @pytest.mark.parametrize("wanted", [{"subject": "F999"}, {"subject": "F10", "choices": ["never-offered"]}])
    def test_what_does_not_exist_is_refused_in_a_sentence(
        self, taken: Citizen, camille: Colleague, wanted: Json
    ) -> None:
        response = act(camille, taken, "card", **wanted)
        assert response.status_code == 422
        assert response.json()["detail"].endswith(".")

    def test_only_whoever_speaks_shows_a_card(self, taken: Citizen, team: Team) -> None:
        nadia = at_work(team, "Nadia")
        response = send(nadia, taken, subject="F20")
        assert (response.status_code, response.json()["owner"]["name"]) == (409, "Camille Roux, accueil")

    @pytest.mark.parametrize("body", [{}, {"text": "Voici.", "card": {"subject": "F20"}}])
    def test_a_reply_is_words_or_a_card(self, taken: Citizen, camille: Colleague, body: Json) -> None:
        response = act(camille, taken, "messages", client_id=str(uuid.uuid4()), **body)
        assert response.status_code == 422
        assert response.json()["detail"] == "Envoyez soit un texte, soit une fiche."


class TestCannedReplies:
    def test_a_town_begins_with_some_filled_for_whoever_asks(self, camille: Colleague) -> None:
        found = camille.http.get("/agent/canned").json()
        assert found["replies"][0]["title"] == "Bonjour"
        assert found["values"]["prénom de l'agent"] == "Camille"
        assert found["values"]["téléphone"] == "01 99 00 12 10"

    def test_supervisors_write_them_as_every_text_is_written_and_the_first_ones_stay(
        self, team: Team, camille: Colleague
    ) -> None:
        nadia = Editor(team.join(Role.SUPERVISOR, name="Nadia"))
        before = camille.http.get("/agent/canned").json()["replies"]
        path = nadia.begin("replies", titre="Jour de marché", texte="Le jeudi, à {Commune}, avec {prénom de l’agent}.")
        assert camille.http.get("/agent/canned").json()["replies"] == before
        nadia.act(path, "publish")
        added = camille.http.get("/agent/canned").json()["replies"][-1]
        assert (added["title"], added["text"]) == ("Jour de marché", "Le jeudi, à {commune}, avec {prénom de l'agent}.")
        assert camille.http.get("/agent/canned").json()["replies"] == [*before, added]

    def test_agents_do_not_write_them(self, camille: Colleague) -> None:
        assert camille.http.post("/editor/replies", json={"content": {}}).status_code == 403


class TestThemes:
    def test_a_conversation_is_closed_under_the_theme_of_its_subject_or_another(
        self, service: LiveServer, welcome: Welcome, camille: Colleague
    ) -> None:
        citizen = welcome(service.url, procedure="F20")
        ask(citizen)
        act(camille, citizen, "claim")
        detail = camille.http.get(f"/agent/conversations/{citizen.id}").json()
        assert detail["theme"] == {"id": "N1", "title": "Papiers et école"}
        assert act(camille, citizen, "close", reason="answered", theme="N1").status_code == 200
        figures = camille.http.get("/agent/figures").json()["figures"]
        assert (figures["closed"], figures["themes"]) == ({"answered": 1}, {"Papiers et école": 1})

    def test_an_unknown_theme_is_refused_and_the_conversation_goes_on(self, taken: Citizen, camille: Colleague) -> None:
        response = act(camille, taken, "close", theme="N999")
        assert response.status_code == 422
        assert taken.http.get(f"{taken.path}/messages").json()["status"] == "agent"


class TestReferrals:
    CHILDREN = "service-service-enfance"

    def refer(self, agent: Colleague, citizen: Citizen, organisation: str = CHILDREN, **more: Any) -> httpx.Response:
        body = {"client_id": str(uuid.uuid4()), "organisation": organisation, **more}
        return act(agent, citizen, "referral", **body)

    def test_the_towns_services_and_those_around_it_are_found(self, camille: Colleague) -> None:
        found = camille.http.get("/agent/organisations", params={"q": "ENFANCE"}).json()["organisations"]
        assert [one["id"] for one in found] == [self.CHILDREN]
        assert camille.http.get("/agent/organisations", params={"q": "sous-marin"}).json()["organisations"] == []

    def test_the_citizen_gets_how_to_reach_it_and_the_conversation_ends(
        self, taken: Citizen, camille: Colleague
    ) -> None:
        body = {"client_id": str(uuid.uuid4()), "organisation": self.CHILDREN}
        summary = act(camille, taken, "referral", **body)
        assert (summary.status_code, summary.json()["status"]) == (200, "closed")
        card = [one for one in taken.messages() if one["author"] == "agent"][-1]["text"]
        assert "Service Enfance" in card
        assert "Téléphone : 01 99 00 12 34" in card
        assert "rien transmis" in card
        before = taken.messages()
        assert act(camille, taken, "referral", **body).status_code == 200  # sent again: told once
        assert taken.messages() == before
        assert camille.http.get("/agent/figures").json()["figures"]["closed"] == {"elsewhere": 1}

    def test_it_may_go_on(self, taken: Citizen, camille: Colleague) -> None:
        assert self.refer(camille, taken, close=False).json()["status"] == "agent"

    def test_an_organisation_that_is_not_known_is_refused(self, taken: Citizen, camille: Colleague) -> None:
        response = self.refer(camille, taken, "nowhere")
        assert response.status_code == 422
        assert taken.http.get(f"{taken.path}/messages").json()["status"] == "agent"


class TestLabels:
    def test_at_closing_then_changed_later_by_a_colleague_and_counted_once(
        self, taken: Citizen, camille: Colleague, team: Team
    ) -> None:
        act(camille, taken, "close", theme="N1", quality="wrong", follow_up=True)
        nadia = at_work(team, "Nadia")
        found = nadia.http.get("/agent/conversations", params={"state": "follow_up"}).json()["conversations"]
        assert [(one["id"], one["follow_up"]) for one in found] == [(taken.id, True)]
        assert nadia.http.get("/agent/figures").json()["to_follow"] == 1
        label = {"quality": "partial"}
        assert nadia.http.put(f"/agent/conversations/{taken.id}/label", json=label).status_code == 200
        detail = nadia.http.get(f"/agent/conversations/{taken.id}").json()
        assert detail["label"] == {"theme": None, "quality": "partial", "follow_up": False}
        day = nadia.http.get("/agent/figures").json()
        assert (day["to_follow"], day["figures"]["qualities"], day["figures"]["themes"]) == (0, {"partial": 1}, {})
        assert day["figures"]["unavailable"] == {}
        assert nadia.http.get("/agent/conversations", params={"state": "follow_up"}).json()["conversations"] == []

    def test_an_unknown_theme_is_refused(self, taken: Citizen, camille: Colleague) -> None:
        response = camille.http.put(f"/agent/conversations/{taken.id}/label", json={"theme": "N999"})
        assert response.status_code == 422

    def test_citizens_see_nothing_of_it(self, taken: Citizen, camille: Colleague) -> None:
        before = taken.messages()
        camille.http.put(f"/agent/conversations/{taken.id}/label", json={"quality": "wrong", "follow_up": True})
        assert taken.messages() == before


class TestFigures:
    def test_of_those_who_asked_each_is_counted_once(
        self, service: LiveServer, welcome: Welcome, camille: Colleague, team: Team
    ) -> None:
        taken, gone, waiting, contact = (welcome(service.url) for _ in range(4))
        for citizen in (taken, gone, waiting, contact):
            ask(citizen)
        act(camille, taken, "claim")
        act(camille, taken, "release")
        act(camille, taken, "claim")  # taken again: no second wait
        gone.http.delete(f"{gone.path}/handoff")
        contact.http.post(f"{contact.path}/contact", json={"phone": "01 99 00 12 10"})
        day = camille.http.get("/agent/figures").json()
        figures = day["figures"]
        assert (figures["asked"], figures["taken"], day["waiting"]) == (4, 1, 1)
        assert figures["abandoned"] == {"gave_up": 1, "contact_left": 1}
        assert figures["median_wait_s"] is not None

    def test_those_who_could_not_even_wait_are_counted_by_cause(self, citizen: Citizen, team: Team) -> None:
        nadia = team.join(Role.SUPERVISOR)
        ask(citizen)
        period = nadia.http.get("/agent/figures/period", params={"days": 7}).json()
        assert period["total"]["unavailable"] == {"nobody": 1}
        assert [day["figures"]["unavailable"] for day in period["days"]] == [{"nobody": 1}]
        assert period["total"]["median_wait_s"] is None
