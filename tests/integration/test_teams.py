"""Teams by theme: whose a conversation is first of all, and how it passes from one to the other."""

from __future__ import annotations

import pytest

from api.staff.identity import Role
from tests.integration.citizen import Citizen
from tests.integration.conftest import Start, Welcome
from tests.integration.handing_over import act, ask, at_work, standing, told
from tests.integration.live_server import LiveServer
from tests.integration.team import Colleague, Team


@pytest.fixture
def service(start: Start) -> LiveServer:
    return start(live_chat="always")


@pytest.fixture
def responsible(team: Team) -> Colleague:
    return team.join(Role.SUPERVISOR, name="Maud")


def a_team(responsible: Colleague, name: str, *members: Colleague, theme: str = "") -> str:
    """The id of a new team, which answers about ``theme``."""
    made = responsible.http.post("/admin/teams", json={"name": name, "members": [one.id for one in members]})
    assert made.status_code == 201
    team_id: str = made.json()["id"]
    if theme:
        decided = responsible.http.put(f"/admin/themes/{theme}", json={"team": team_id})
        assert decided.status_code == 200
    return team_id


def test_a_question_goes_to_the_team_of_its_theme_first_of_all(
    service: LiveServer, team: Team, responsible: Colleague, welcome: Welcome
) -> None:
    camille = at_work(team, "Camille")
    papers = a_team(responsible, "État civil", camille, theme="N1")
    about_passports, about_nothing = welcome(service.url, procedure="F10"), welcome(service.url)
    ask(about_passports)
    ask(about_nothing)
    waiting = camille.http.get("/agent/queue").json()["waiting"]
    assert [one["team"] for one in waiting] == [{"id": papers, "name": "État civil"}, None]


def test_agents_see_teams_with_their_themes_and_who_is_there(team: Team, responsible: Colleague) -> None:
    camille, absent = at_work(team, "Camille"), team.join(Role.AGENT)
    papers = a_team(responsible, "État civil", camille, absent, theme="N1")
    shown = camille.http.get("/agent/teams").json()["teams"]
    expected = {"id": papers, "name": "État civil", "present": 1, "mine": True}
    assert shown == [{**expected, "themes": [{"id": "N1", "title": "Papiers et école"}]}]
    assert responsible.http.get("/agent/teams").json()["teams"][0]["mine"] is False


def test_a_conversation_passes_to_a_team_at_the_head_of_the_queue(
    service: LiveServer, citizen: Citizen, team: Team, responsible: Colleague, welcome: Welcome
) -> None:
    camille, dominique = at_work(team, "Camille"), at_work(team, "Dominique")
    school = a_team(responsible, "Écoles", dominique)
    ask(citizen)
    act(camille, citizen, "claim")
    ask(welcome(service.url))
    passed = act(camille, citizen, "transfer", team=school, comment="Question de cantine.")
    assert passed.status_code == 200
    assert passed.json()["team"] == {"id": school, "name": "Écoles"}
    assert standing(citizen) == ("queued", None)
    assert told(citizen)[-1] == "to_team"
    assert "l'équipe Écoles" in citizen.messages()[-1]["text"]
    assert camille.http.get("/agent/queue").json()["waiting"][0]["id"] == citizen.id
    assert act(dominique, citizen, "claim").status_code == 200
    notes = dominique.http.get(f"/agent/conversations/{citizen.id}").json()["notes"]
    assert [note["text"] for note in notes] == ["Question de cantine."]


def test_nobody_is_passed_to_a_team_of_which_nobody_is_there(
    citizen: Citizen, team: Team, responsible: Colleague
) -> None:
    camille = at_work(team, "Camille")
    school = a_team(responsible, "Écoles", camille, team.join(Role.AGENT))
    ask(citizen)
    act(camille, citizen, "claim")
    refused = act(camille, citizen, "transfer", team=school)
    assert refused.status_code == 409
    assert refused.json()["detail"].startswith("Personne de cette équipe n’est disponible.")
    assert standing(citizen) == ("agent", None)
    assert act(camille, citizen, "transfer", team="0").status_code == 404
    assert act(camille, citizen, "transfer").status_code == 422


def test_a_team_that_is_removed_leaves_its_conversations_to_everybody(
    service: LiveServer, team: Team, responsible: Colleague, welcome: Welcome
) -> None:
    camille = at_work(team, "Camille")
    papers = a_team(responsible, "État civil", theme="N1")
    citizen = welcome(service.url, procedure="F10")
    ask(citizen)
    assert responsible.http.delete(f"/admin/teams/{papers}").status_code == 204
    assert camille.http.get("/agent/queue").json()["waiting"][0]["team"] is None
    themes = responsible.http.get("/admin/teams").json()["themes"]
    assert [(one["id"], one["team"]) for one in themes] == [("N1", None)]
    assert responsible.http.delete(f"/admin/teams/{papers}").status_code == 404


def test_two_teams_bear_two_names(team: Team, responsible: Colleague) -> None:
    first = a_team(responsible, "Écoles")
    a_team(responsible, "Urbanisme")
    assert responsible.http.post("/admin/teams", json={"name": " Écoles "}).status_code == 409
    changed = responsible.http.put(f"/admin/teams/{first}", json={"name": "Urbanisme"})
    assert changed.status_code == 409
    assert changed.json()["detail"] == "Une équipe porte déjà ce nom. Choisissez-en un autre."
    for name in ("", "x", "É" * 61):
        assert responsible.http.post("/admin/teams", json={"name": name}).status_code == 422


def test_given_rather_than_taken_a_conversation_goes_to_its_team_and_to_others_when_that_is_full(
    start: Start, welcome: Welcome, database_url: str
) -> None:
    url = start(live_chat="always", assignment="automatic", agent_capacity=1).url
    with Team(url, database_url) as team:
        camille, dominique = at_work(team, "Camille"), at_work(team, "Dominique")
        a_team(team.join(Role.SUPERVISOR), "État civil", dominique, theme="N1")
        first, second = welcome(url, procedure="F10"), welcome(url, procedure="F10")
        for citizen, agent in ((first, dominique), (second, camille)):
            ask(citizen)
            while standing(citizen) == ("queued", None):
                citizen.messages(after=citizen.messages()[-1]["seq"], wait=2)
            mine = agent.http.get("/agent/queue").json()["mine"]
            assert [one["id"] for one in mine] == [citizen.id]
