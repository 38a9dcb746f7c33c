"""What an agent does at their page: seeing who waits, taking them, talking, giving them away."""

from __future__ import annotations

import json
import uuid

from playwright.sync_api import expect

from api.staff.identity import Role
from tests.browser.agents import WHY, Desk, said_by_agent

HOSTILE = "<img src=x onerror=alert(1)> <script>alert(2)</script>"


def test_whoever_waits_is_taken_with_one_key_and_answered_without_a_mouse(desk: Desk) -> None:
    camille = desk.agent()
    citizen = desk.citizen()
    expect(camille.rows).to_have_count(1)
    expect(camille.rows.first).to_contain_text("Passeport d'un majeur · documents à fournir")
    expect(camille.rows.first).to_contain_text("Attend depuis moins d’une minute")
    camille.take()
    camille.write("Bonjour, apportez votre déclaration de perte.")
    expect(camille.turns.last).to_contain_text("Envoyé")
    assert said_by_agent(citizen) == ["Bonjour, apportez votre déclaration de perte."]
    citizen.send(text="Merci !")
    expect(camille.turns.last).to_contain_text("Merci !")


def test_what_is_known_is_read_in_three_lines(desk: Desk) -> None:
    camille = desk.agent()
    desk.citizen()
    camille.take()
    expect(camille.find(".three > div")).to_have_text(
        [
            "SujetPasseport d'un majeur · documents à fournir",
            "SituationPasseport : perdu",
            f"Pourquoi une personneA demandé une personne« {WHY} »".replace(" »", "\u00a0»").replace("« ", "«\u00a0"),
        ]
    )
    camille.find("summary").get_by_text("2 documents déjà montrés").click()
    expect(camille.find(".known details[open] li")).to_have_text(["Déclaration de perte", "Photo d'identité"])


def test_of_two_agents_one_takes_and_the_other_is_told_who_did(desk: Desk) -> None:
    camille, nadia = desk.agent("Camille"), desk.agent("Nadia")
    citizen = desk.citizen()
    expect(nadia.rows).to_have_count(1)
    nadia.page.route("**/api/v1/agent/stream", lambda route: route.abort())
    take = nadia.find(".take")
    take.evaluate("(button) => { window.late = button; }")
    camille.take()
    nadia.page.evaluate("window.late.click()")  # the row was still there a moment ago
    expect(nadia.page.get_by_role("alert")).to_have_text("Camille vient de prendre cette conversation.")
    assert citizen.messages()[-1]["text"] == "Camille vous répond maintenant."


def test_a_note_is_for_colleagues_alone(desk: Desk) -> None:
    camille, nadia = desk.agent("Camille"), desk.agent("Nadia", Role.SUPERVISOR)
    citizen = desk.citizen()
    camille.take()
    nadia.press("4")
    nadia.rows.first.click()
    expect(nadia.find(".standing")).to_contain_text("Camille répond")
    camille.press("Escape", "n")
    camille.write("Le dossier est chez nous.")
    for console in (camille, nadia):
        expect(console.find('.turn[data-author="note"]')).to_contain_text("Le dossier est chez nous.")
    assert "chez nous" not in str(citizen.messages())


def test_a_conversation_is_passed_on_with_a_comment(desk: Desk) -> None:
    camille, nadia = desk.agent("Camille"), desk.agent("Nadia")
    desk.citizen()
    camille.take()
    camille.press("Escape", "t")
    expect(camille.page.get_by_role("dialog")).to_contain_text("Nadia (libre)")
    camille.page.get_by_label("Ce qu’il faut savoir").fill("Elle a perdu son passeport hier.")
    camille.page.get_by_role("button", name="Transférer", exact=True).last.click()
    expect(camille.find(".standing")).to_contain_text("Nadia répond")
    expect(nadia.find(".tabs .count").nth(1)).to_have_text("1")
    nadia.press("2")
    nadia.rows.first.click()
    expect(nadia.find('.turn[data-author="note"]')).to_contain_text("perdu son passeport hier")
    nadia.write("Bonjour, je reprends votre demande.")
    expect(nadia.turns.last).to_contain_text("Envoyé")


def test_the_citizen_reads_and_types_and_the_agent_sees_that_they_do_never_what(desk: Desk) -> None:
    camille = desk.agent()
    citizen = desk.citizen()
    camille.take()
    camille.write("Bonjour.")
    expect(camille.turns.last).to_contain_text("Envoyé")
    with citizen.stream() as stream:
        while (frame := stream.frame())["type"] != "read":  # what the citizen wrote was seen
            pass
        assert frame["by"] == "agent"
        last = citizen.messages()[-1]["seq"]
        stream.socket.send(json.dumps({"type": "read", "seq": last}))
        expect(camille.turns.last).to_contain_text("Lu")
        stream.socket.send(json.dumps({"type": "typing", "text": "je n’ose pas"}))
        expect(camille.find(".typing")).to_have_text("L’habitant écrit…")
    assert "je n’ose pas" not in camille.find(".log").inner_text()


def test_hostile_words_are_words(desk: Desk) -> None:
    camille = desk.agent(f"Camille {HOSTILE}")
    citizen = desk.citizen()
    citizen.send(text=HOSTILE)
    expect(camille.rows.first).to_contain_text(HOSTILE)
    camille.take()
    camille.write(HOSTILE)
    expect(camille.turns.last).to_contain_text(HOSTILE)
    camille.press("Escape", "n")
    camille.write(HOSTILE)
    expect(camille.find('.turn[data-author="note"]')).to_contain_text(HOSTILE)
    assert camille.find("main img, main script").count() == 0


def test_drafts_stay_with_their_conversation(desk: Desk) -> None:
    camille = desk.agent()
    desk.citizen()
    desk.citizen()
    camille.take()
    camille.page.keyboard.type("Un brouillon")
    camille.press("Escape")
    camille.take()
    expect(camille.find("#composer")).to_have_value("")
    camille.press("Escape", "2")
    expect(camille.rows).to_have_count(2)
    both = [camille.find(f"#{row.get_attribute('id')}") for row in camille.rows.all()]
    values = set()
    for row in (*reversed(both), *both):
        row.click()
        expect(row).to_have_attribute("aria-current", "true")
        camille.find("#composer:focus").wait_for()
        values.add(camille.find("#composer").input_value())
    assert values == {"", "Un brouillon"}


def test_a_closed_conversation_is_found_by_its_words_and_opened_again(desk: Desk) -> None:
    camille = desk.agent()
    citizen = desk.citizen()
    camille.take()
    camille.write("Voici le numéro du formulaire.")
    expect(camille.turns.last).to_contain_text("Envoyé")
    camille.press("Escape", "c")
    camille.page.get_by_role("button", name="Clore", exact=True).last.click()
    expect(camille.find(".standing")).to_have_text("Terminée")
    assert citizen.http.get(f"{citizen.path}/messages").json()["status"] == "closed"
    camille.press("/")
    camille.page.keyboard.type("formulaire")
    expect(camille.rows).to_have_count(1)
    camille.page.keyboard.type(" introuvable")
    expect(camille.find(".empty")).to_contain_text("Aucune conversation ne contient ces mots")
    camille.page.get_by_role("button", name="Rouvrir").click()
    expect(camille.find(".standing")).to_contain_text("Vous répondez")


def test_someone_to_call_back_is_marked_reached(desk: Desk) -> None:
    camille = desk.agent()
    citizen = desk.citizen(asks=False)
    contact = {"phone": "01 99 00 12 10", "preferred_time": "le matin", "message": "Pour mon passeport"}
    assert citizen.http.post(f"{citizen.path}/contact", json=contact).status_code == 201
    camille.press("3")
    expect(camille.rows.first).to_contain_text("le matin")
    camille.rows.first.click()
    expect(camille.find(".ways a").first).to_have_attribute("href", "tel:0199001210")
    camille.page.get_by_role("button", name="Noter le résultat").click()
    camille.page.get_by_label("Commentaire").fill("Rendez-vous pris mardi.")
    camille.page.get_by_role("button", name="Enregistrer").click()
    expect(camille.find(".contact-card")).to_contain_text("Rendez-vous pris mardi.")
    expect(camille.rows.first).to_contain_text("Joint par Camille")


def test_a_message_said_twice_with_one_name_is_said_once(desk: Desk) -> None:
    camille = desk.agent()
    citizen = desk.citizen()
    camille.take()
    body = {"client_id": str(uuid.uuid4()), "text": "Une seule fois."}
    for _ in range(2):
        camille.colleague.http.post(f"/agent/conversations/{citizen.id}/messages", json=body)
    expect(camille.turns.last).to_contain_text("Une seule fois.")
    assert said_by_agent(citizen) == ["Une seule fois."]


def test_a_row_that_changes_while_it_is_pressed_is_pressed_all_the_same(desk: Desk) -> None:
    camille = desk.agent()
    citizen = desk.citizen()
    row, take = camille.rows.first, camille.find(".take")
    take.hover()
    camille.page.mouse.down()
    citizen.send(text="C’est pour demain.")
    expect(row).to_contain_text("C’est pour demain.")
    expect(take).to_be_focused()
    camille.page.mouse.up()
    expect(camille.find(".standing")).to_contain_text("Vous répondez")


def test_the_cursor_stays_in_the_list_when_its_row_goes(desk: Desk) -> None:
    camille, nadia = desk.agent("Camille"), desk.agent("Nadia")
    desk.citizen(), desk.citizen()
    expect(camille.rows).to_have_count(2)
    camille.rows.first.focus()
    nadia.take()
    expect(camille.rows).to_have_count(1)
    expect(camille.rows.first).to_be_focused()
