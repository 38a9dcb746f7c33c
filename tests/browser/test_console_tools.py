"""What helps an agent while they speak: cards of the base, canned replies, figures, alerts, keys."""

from __future__ import annotations

from playwright.sync_api import expect

from api.staff.identity import Role
from tests.browser.agents import Desk, said_by_agent

# Counts what would be heard, and keeps what the desktop would show.
HEARD = """
window.heard = 0;
window.AudioContext = class {
  constructor() { this.state = 'running'; this.currentTime = 0; this.destination = {}; }
  resume() {}
  createGain() {
    return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect() {} };
  }
  createOscillator() {
    return { frequency: {}, connect: (next) => next, start: () => { window.heard += 1; }, stop() {} };
  }
};
window.shown = [];
window.Notification = class {
  static permission = 'default';
  static requestPermission() { Notification.permission = 'granted'; return Promise.resolve('granted'); }
  constructor(title) { window.shown.push(title); }
};
"""


def test_a_card_is_found_walked_and_sent_with_the_keyboard(desk: Desk) -> None:
    camille = desk.agent()
    citizen = desk.citizen()
    camille.take()
    camille.press("Escape", "f")
    camille.page.keyboard.type("cantine")
    expect(camille.find(".found button").first).to_contain_text("Inscription à la cantine scolaire")
    camille.press("Enter")
    expect(camille.page.get_by_role("button", name="Envoyer cette fiche")).to_be_focused()
    expect(camille.find("dialog .card h3")).to_have_text("Inscription à la cantine scolaire")
    assert said_by_agent(citizen) == []
    camille.press("Enter")
    expect(camille.find(".card-line").last).to_contain_text("Inscription à la cantine scolaire")
    card = citizen.messages()[-1]
    assert (card["author"], card["kind"], card["payload"]["procedure"]["id"]) == ("agent", "answer", "F20")


def test_a_sheet_asks_the_situation_that_is_not_known(desk: Desk) -> None:
    camille = desk.agent()
    citizen = desk.citizen()
    camille.take()
    camille.press("Escape", "f")
    camille.find(".found button").first.click()  # the subject of the conversation, whose situation is known
    dialog = camille.page.get_by_role("dialog")
    expect(camille.find("dialog .card .situation")).to_contain_text("Passeport : perdu")
    dialog.get_by_role("button", name="Modifier").click()
    dialog.get_by_role("button", name="Ne plus en tenir compte").click()
    dialog.get_by_role("button", name="Passeport valide").click()
    expect(camille.find("dialog .ticks label")).to_have_text(["Passeport actuel", "Photo d'identité"])
    dialog.get_by_label("Ce qu’il faut montrer").select_option("cost")
    expect(camille.find("dialog .card")).to_contain_text("86")
    camille.press("Escape")
    assert said_by_agent(citizen) == []


def test_a_canned_reply_is_filled_and_can_be_changed_before_it_leaves(desk: Desk) -> None:
    camille = desk.agent("Camille Roux")
    citizen = desk.citizen()
    camille.take()
    camille.press("Escape", "m")
    camille.page.keyboard.type("bonjour")  # at once: none of these letters is a shortcut any more
    expect(camille.find(".found button")).to_have_count(1)
    camille.press("Enter")
    expect(camille.find("#composer")).to_be_focused()
    camille.write(" À tout de suite.")
    expect(camille.turns.last).to_contain_text("Envoyé")
    (said,) = said_by_agent(citizen)
    assert said.startswith("Bonjour, je suis Camille, de la mairie de Saint-Aubin-les-Prés.")
    assert said.endswith("À tout de suite.")


def test_a_supervisor_adds_a_canned_reply_and_is_told_of_a_wrong_word(desk: Desk) -> None:
    nadia = desk.agent("Nadia", Role.SUPERVISOR)
    desk.citizen()
    nadia.take()
    nadia.press("Escape", "m")
    with nadia.page.expect_popup() as opened:
        nadia.page.get_by_role("link", name="Modifier les réponses types").click()
    page = opened.value
    page.get_by_text("Écrire une réponse type").click()
    page.get_by_label("Titre").fill("<b>Marché</b>")
    page.get_by_role("button", name="Commencer à écrire").click()
    page.get_by_role("textbox", name="Texte").fill("Le jeudi à {village}.")
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_role("alert").last).to_contain_text("« {village} » ne se remplit pas")
    page.get_by_role("textbox", name="Texte").fill("Le jeudi à {commune}.")
    page.get_by_role("button", name="Publier").click()
    expect(page.locator("#done")).to_contain_text("C’est publié")
    nadia.press("Escape", "m")
    expect(nadia.find(".found button").last).to_contain_text("<b>Marché</b>")


def test_agents_do_not_see_what_supervisors_write(desk: Desk) -> None:
    camille = desk.agent()
    desk.citizen()
    camille.take()
    camille.press("Escape", "m")
    expect(camille.find(".found button")).to_have_count(8)
    expect(camille.page.get_by_role("link", name="Modifier les réponses types")).to_have_count(0)
    camille.press("Escape")
    camille.find(".day-button").click()
    expect(camille.find(".tiles").first).to_contain_text("Prises1")
    expect(camille.page.get_by_label("Période")).to_have_count(0)


def test_a_supervisor_reads_the_causes_of_the_last_weeks(desk: Desk) -> None:
    nadia = desk.agent("Nadia", Role.SUPERVISOR)
    citizen = desk.citizen()
    citizen.http.delete(f"{citizen.path}/handoff")
    nadia.find(".day-button").click()
    expect(nadia.find(".causes").last).to_contain_text("1 · n’ont plus souhaité attendre")
    expect(nadia.find("dialog tbody tr")).to_have_count(1)


def test_who_waits_is_heard_shown_and_in_the_title_until_somebody_takes_them(desk: Desk) -> None:
    colleague = desk.team.join(Role.AGENT, name="Camille")
    colleague.http.post("/agent/presence", json={"state": "online"})
    camille = desk.page_of(colleague, script=HEARD)
    camille.page.clock.install()
    camille.page.get_by_role("button", name="Avis à l’écran").click()
    expect(camille.page.get_by_role("button", name="Avis à l’écran")).to_be_hidden()
    camille.page.evaluate("Object.defineProperty(document, 'hidden', { value: true })")
    desk.citizen()
    expect(camille.page).to_have_title("(1) Une personne attend – Guichet")
    assert camille.page.evaluate("window.heard") == 2  # two notes
    assert camille.page.evaluate("window.shown") == ["(1) Une personne attend – Guichet"]
    camille.press("s")
    expect(camille.page.get_by_role("button", name="Son coupé")).to_be_visible()


def test_every_key_is_listed_and_all_can_be_switched_off(desk: Desk) -> None:
    camille = desk.agent()
    desk.citizen()
    expect(camille.rows).to_have_count(1)
    camille.press("?")
    expect(camille.find(".keys dt")).to_have_count(19)
    camille.page.get_by_label("Utiliser les raccourcis d’une seule touche").uncheck()
    camille.press("Escape", "p")
    camille.press("2")
    expect(camille.find(".tabs [aria-current]")).to_contain_text("En attente")
    expect(camille.rows).to_have_count(1)


def test_the_list_is_walked_with_the_keyboard(desk: Desk) -> None:
    camille = desk.agent()
    desk.citizen()
    desk.citizen()
    expect(camille.rows).to_have_count(2)
    camille.press("j", "j", "k")
    expect(camille.rows.first).to_be_focused()
    camille.press("j", "Enter")
    expect(camille.find(".standing")).to_contain_text("En attente d’une personne")
    expect(camille.rows.last).to_have_attribute("aria-current", "true")


def test_an_agent_says_when_they_are_back_and_those_they_speak_with_are_told(desk: Desk) -> None:
    camille = desk.agent()
    citizen = desk.citizen()
    camille.take()
    camille.page.get_by_role("button", name="En ligne").click()
    camille.page.get_by_role("button", name="Je reviens dans 10 minutes").click()
    expect(camille.find(".presence-button")).to_contain_text("Absent, retour à")
    assert citizen.messages()[-1]["text"] == "Camille revient dans 10 minutes."


def test_whoever_opens_the_page_is_offline_until_they_say_otherwise(desk: Desk) -> None:
    camille = desk.agent(online=False)
    expect(camille.find(".offline")).to_contain_text("aucun habitant ne peut vous être adressé")
    camille.page.get_by_role("button", name="Me mettre en ligne").click()
    expect(camille.find(".presence-button")).to_have_text("En ligne")
    expect(camille.find(".offline")).to_be_hidden()


def test_an_answer_to_be_read_first_is_seen_by_the_agent_then_sent_as_it_is(desk: Desk) -> None:
    nadia = desk.agent("Nadia", Role.SUPERVISOR)
    assert nadia.colleague.http.put("/admin/themes/N1", json={"approval": True}).is_success
    citizen = desk.citizen()
    nadia.take()
    expect(nadia.find(".draft")).to_contain_text("L’habitant ne l’a pas vue.")
    expect(nadia.find(".draft .ticks label")).to_have_text(["Déclaration de perte", "Photo d'identité"])
    assert "Déclaration de perte" not in str(citizen.messages())
    nadia.page.get_by_role("button", name="Envoyer et rendre à l’assistant").click()
    expect(nadia.find(".draft")).to_have_count(0)
    expect(nadia.find(".standing")).to_have_text("L’assistant répond")
    assert "Déclaration de perte" in str(citizen.messages())


def test_a_citizen_is_sent_to_another_organisation_with_the_keyboard(desk: Desk) -> None:
    camille = desk.agent()
    citizen = desk.citizen()
    camille.take()
    camille.press("Escape", "o")
    expect(camille.page.get_by_label("Chercher par nom")).to_be_focused()
    camille.page.keyboard.type("enfance")
    camille.press("Enter")
    dialog = camille.page.get_by_role("dialog")
    expect(dialog.get_by_role("radio")).to_have_count(1)
    dialog.get_by_role("button", name="Envoyer les coordonnées").click()
    expect(dialog.get_by_role("status")).to_have_text("Choisissez d’abord un organisme.")
    assert said_by_agent(citizen) == []
    dialog.get_by_role("radio").check()
    expect(dialog.locator(".referral-card")).to_contain_text("Téléphone : 01 99 00 12 34")
    dialog.get_by_role("button", name="Envoyer les coordonnées").click()
    expect(camille.find(".standing")).to_contain_text("Terminée")
    assert "Service Enfance" in said_by_agent(citizen)[0]


def test_a_conversation_is_labelled_at_closing_then_again(desk: Desk) -> None:
    camille = desk.agent()
    desk.citizen()
    camille.take()
    camille.press("Escape", "c")
    dialog = camille.page.get_by_role("dialog")
    expect(dialog.get_by_label("Thème")).to_have_value("N1")
    dialog.get_by_label("Avant vous").select_option("partial")
    dialog.get_by_label("À suivre").check()
    dialog.get_by_role("button", name="Clore").click()
    expect(camille.find(".known")).to_contain_text("Papiers et école · l’assistant avait répondu en partie")
    expect(camille.find(".known .badge")).to_have_text("À suivre")
    camille.press("4")
    camille.find("#find-state").select_option("follow_up")
    expect(camille.rows).to_have_count(1)
    camille.page.get_by_role("button", name="Classer").click()
    dialog.get_by_label("À suivre").uncheck()
    dialog.get_by_role("button", name="Enregistrer").click()
    expect(camille.find(".known .badge")).to_have_count(0)
    expect(camille.rows).to_have_count(0)
