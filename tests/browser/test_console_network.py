"""What an agent sees when the network or the service fails, and that nothing is lost or said twice."""

from __future__ import annotations

from playwright.sync_api import expect

from api.staff.identity import Role
from tests.browser.agents import Desk, said_by_agent
from tests.integration.handing_over import act

NO_SOCKETS = """
window.WebSocket = class {
  static OPEN = 1;
  constructor() { setTimeout(() => this.onclose && this.onclose({ code: 1006 }), 0); }
  send() {}
  close() {}
};
"""


def test_what_is_written_offline_leaves_once_and_in_order_and_what_was_missed_comes(desk: Desk) -> None:
    camille = desk.agent()
    citizen = desk.citizen()
    camille.take()
    camille.page.context.set_offline(True)
    expect(camille.find("#connection")).to_contain_text("Connexion perdue")
    camille.write("un")
    camille.write("deux")
    expect(camille.find('[data-state="waiting"]').first).to_contain_text("Pas encore parti")
    citizen.send(text="Êtes-vous là ?")
    camille.page.context.set_offline(False)
    expect(camille.find("#connection")).to_have_text("", timeout=20_000)
    expect(camille.turns.filter(has_text="Êtes-vous là ?")).to_have_count(1)
    expect(camille.find(".turns").last).to_be_empty(timeout=20_000)
    assert said_by_agent(citizen) == ["un", "deux"]


def test_unsent_words_survive_a_reload(desk: Desk) -> None:
    camille = desk.agent()
    citizen = desk.citizen()
    camille.take()
    camille.page.route("**/messages", lambda route: route.abort())
    camille.write("à ne pas perdre")
    expect(camille.find('[data-state="waiting"]')).to_be_visible()
    camille.page.unroute("**/messages")
    camille.page.on("dialog", lambda dialog: dialog.accept())
    camille.page.reload()
    camille.rows.first.or_(camille.find(".empty")).first.wait_for()
    camille.press("2")
    camille.rows.first.click()
    expect(camille.turns.filter(has_text="à ne pas perdre")).to_have_count(1)
    expect(camille.turns.last).to_contain_text("Envoyé")
    assert said_by_agent(citizen) == ["à ne pas perdre"]


def test_words_for_a_conversation_that_was_taken_away_are_given_back(desk: Desk) -> None:
    camille = desk.agent()
    citizen = desk.citizen()
    camille.take()
    supervisor = desk.team.join(Role.SUPERVISOR, name="Nadia")
    camille.page.context.set_offline(True)
    camille.write("Je regarde.")
    act(supervisor, citizen, "release")
    act(supervisor, citizen, "claim")
    camille.page.context.set_offline(False)
    expect(camille.find('[data-state="refused"]')).to_contain_text("Vous n’avez pas pris cette conversation")
    expect(camille.find(".standing")).to_contain_text("Nadia répond")
    expect(camille.page.get_by_role("button", name="Réessayer")).to_be_visible()
    assert said_by_agent(citizen) == []


def test_where_no_socket_passes_the_page_asks_instead(desk: Desk) -> None:
    colleague = desk.team.join(Role.AGENT, name="Camille")
    colleague.http.post("/agent/presence", json={"state": "online"})
    camille = desk.page_of(colleague, script=NO_SOCKETS)
    citizen = desk.citizen()
    camille.rows.first.wait_for(timeout=20_000)
    camille.take()
    camille.write("Bonjour.")
    citizen.send(text="Bonjour à vous.")
    expect(camille.turns.last).to_contain_text("Bonjour à vous.", timeout=20_000)
    assert said_by_agent(citizen) == ["Bonjour."]


def test_whoever_is_logged_out_logs_in_again_and_comes_back(desk: Desk) -> None:
    camille = desk.agent()
    desk.citizen()
    camille.take()
    assert camille.colleague.http.delete("/session").is_success
    camille.write("Encore là ?")
    camille.page.wait_for_url("**/connexion?suite=%2Fagent", timeout=40_000)


def test_a_citizen_who_erases_everything_is_gone_from_the_page(desk: Desk) -> None:
    camille = desk.agent()
    citizen = desk.citizen()
    camille.take()
    citizen.http.delete(citizen.path)
    expect(camille.find("#done")).to_have_text("L’habitant a effacé cette conversation.")
    expect(camille.turns).to_have_count(0)
