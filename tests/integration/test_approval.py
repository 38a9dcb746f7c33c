"""On themes that a town has chosen, an agent reads the assistant's answer before the citizen does."""

from __future__ import annotations

from typing import Any

import pytest

from api.staff.identity import Role
from tests.integration.citizen import Citizen, choices
from tests.integration.conftest import Start, Welcome
from tests.integration.handing_over import act, ask, at_work, standing, told
from tests.integration.live_server import LiveServer
from tests.integration.team import Colleague, Team

Json = dict[str, Any]
QUESTION = "quels papiers pour un passeport"


@pytest.fixture
def service(start: Start) -> LiveServer:
    return start(live_chat="always")


@pytest.fixture
def camille(team: Team) -> Colleague:
    """An agent who is there; the answers of the only theme are to be read first."""
    decided = team.join(Role.SUPERVISOR).http.put("/admin/themes/N1", json={"approval": True})
    assert decided.status_code == 200
    return at_work(team, "Camille")


def asked_for_documents(citizen: Citizen) -> Json:
    """What the citizen is told in place of the documents of a valid passport."""
    question = citizen.say(QUESTION)
    assert question["kind"] == "question"  # it tells nothing yet: nobody has to read it
    return citizen.choose(choices(question)["Passeport valide"])


def detail(agent: Colleague, citizen: Citizen) -> Json:
    found: Json = agent.http.get(f"/agent/conversations/{citizen.id}").json()
    return found


def test_the_citizen_is_told_and_asked_and_sees_nothing_of_the_answer(citizen: Citizen, camille: Colleague) -> None:
    reply = asked_for_documents(citizen)
    assert reply["text"].startswith("Sur ce sujet, un agent de la mairie relit la réponse")
    assert "Elle lira toute cette conversation" in reply["text"]
    assert reply["payload"]["handoff"]["available"] is True
    assert "Passeport actuel" not in str(citizen.messages())
    assert standing(citizen) == ("bot", None)
    assert camille.http.get(f"/agent/conversations/{citizen.id}").status_code == 404  # no consent yet


def test_an_agent_reads_the_answer_and_sends_it_then_the_assistant_goes_on(
    citizen: Citizen, camille: Colleague
) -> None:
    asked_for_documents(citizen)
    ask(citizen)
    assert camille.http.get("/agent/queue").json()["waiting"][0]["reason"] == "approval"
    act(camille, citizen, "claim")
    draft = detail(camille, citizen)["draft"]
    assert draft["kind"] == "answer"
    assert [one["label"] for one in draft["payload"]["documents"]] == ["Passeport actuel", "Photo d'identité"]
    sent = act(camille, citizen, f"drafts/{draft['seq']}")
    assert sent.status_code == 201
    answer = sent.json()["message"]
    assert (answer["author"], answer["payload"]["approved_by"]) == ("assistant", {"name": "Camille"})
    assert answer["text"].startswith("Réponse relue par Camille.")
    assert [one["author"] for one in citizen.messages(after=answer["seq"] - 1)] == ["assistant", "system"]
    assert standing(citizen) == ("bot", None)
    assert told(citizen)[-1] == "returned"
    assert detail(camille, citizen)["draft"] is None
    suggestions = choices(answer)
    assert citizen.send(choice=next(iter(suggestions.values()))).status_code == 201


def test_an_agent_may_send_it_and_go_on_or_write_something_else(citizen: Citizen, camille: Colleague) -> None:
    asked_for_documents(citizen)
    ask(citizen)
    act(camille, citizen, "claim")
    seq = detail(camille, citizen)["draft"]["seq"]
    assert act(camille, citizen, f"drafts/{seq}", hand_back=False).status_code == 201
    assert standing(citizen) == ("agent", None)
    again = act(camille, citizen, f"drafts/{seq}")
    assert (again.status_code, again.json()["detail"]) == (409, "Cette réponse a déjà été envoyée.")
    assert act(camille, citizen, "drafts/1").status_code == 404


def test_only_whoever_has_the_conversation_sends_it(team: Team, citizen: Citizen, camille: Colleague) -> None:
    asked_for_documents(citizen)
    ask(citizen)
    act(camille, citizen, "claim")
    seq = detail(camille, citizen)["draft"]["seq"]
    assert act(at_work(team, "Dominique"), citizen, f"drafts/{seq}").status_code == 409


def test_when_nobody_is_there_the_telephone_is_told_and_the_answer_kept_back(
    citizen: Citizen, camille: Colleague
) -> None:
    camille.http.post("/agent/presence", json={"state": "offline"})
    reply = asked_for_documents(citizen)
    assert "Personne n'est disponible ici pour l'instant." in reply["text"]
    assert "01 99 00 12 10" in reply["text"]
    assert "Passeport actuel" not in str(citizen.messages())


def test_a_page_that_opens_on_such_a_sheet_keeps_the_answer_back_too(
    service: LiveServer, welcome: Welcome, camille: Colleague
) -> None:
    citizen = welcome(service.url, procedure="F20", aspect="delay")
    first = citizen.opened["messages"][0]
    assert "Comptez une semaine" not in str(first)
    assert "Sur ce sujet, un agent de la mairie relit la réponse" in first["text"]


def test_other_themes_are_answered_at_once(service: LiveServer, citizen: Citizen) -> None:
    assert asked_for_documents(citizen)["kind"] == "answer"
