"""The console of those who write, in a real browser over the real application: a whole day, without a mouse."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import Browser, Dialog, expect

from api.staff.identity import Role
from api.staff.transport import LOCAL_NAME
from tests.browser.editor_desk import EditorDesk
from tests.browser.looks import DEVICES, Looker
from tests.integration.editor import Editor, a_sheet


def test_a_whole_day_without_a_mouse(editing: EditorDesk) -> None:
    page = editing.page
    page.on("dialog", Dialog.accept)

    # A local procedure, from nothing to citizens.
    editing.open("")
    editing.press("Un tarif ou une démarche")
    editing.title("Les démarches")
    editing.press("Écrire une démarche de la commune")
    editing.write("Titre", "Louer la salle des fêtes")
    page.keyboard.press("Enter")
    editing.title("Louer la salle des fêtes")
    editing.write("En une ou deux phrases", "La salle se loue auprès de la mairie.")
    editing.write("Autres noms", "salle polyvalente")
    editing.write("Page où vérifier", "https://ville.example/salle")
    editing.write("Qui écrit ce texte", "Commune d’essai")
    editing.press("Ajouter une partie")
    editing.write("Titre de la partie", "Prix")
    editing.press("Combien faut-il payer ?", with_key="Space")
    editing.write("Texte", "La location coûte 12 €.")
    editing.write("Qui le dit", "Conseil municipal")
    editing.write("À quelle adresse", "ville.example")
    editing.press("Publier", "Shift+Tab")
    expect(page.locator("#refusal")).to_contain_text("n'est pas une adresse web")
    editing.press("Enregistrer le brouillon", "Shift+Tab")
    editing.told("brouillon est enregistré")
    editing.press("« ville.example » n'est pas une adresse web")
    editing.write("À quelle adresse", "https://ville.example/tarifs")
    editing.write("Essayer une question", "louer la salle polyvalente")
    page.keyboard.press("Enter")
    expect(page.locator(".preview > [role=status]")).to_contain_text("Trouvé en premier")
    editing.press("Publier", "Shift+Tab")
    editing.told("C’est publié")
    assert "12 €" in editing.cost("louer-la-salle-des-fetes")

    # A fee corrected.
    editing.write("Texte", "La location coûte 15 €.")
    editing.press("Publier", "Shift+Tab")
    editing.told("C’est publié")
    assert "15 €" in editing.cost("louer-la-salle-des-fetes")

    # Back to what it was.
    editing.press("Plus d’actions")
    editing.press("Historique")
    expect(page.get_by_role("heading", name="Historique")).to_be_focused()
    editing.press("Voir ce qui a changé : Publié")
    expect(page.locator(".changed").first).to_contain_text("supprimé : 12")
    page.keyboard.press("Tab")
    editing.press("Voir ce qui a changé : Publié")
    editing.press("Revenir à cette version : Publié")
    editing.told("de nouveau publiée")
    assert "12 €" in editing.cost("louer-la-salle-des-fetes")

    # A fee of the town on an official procedure.
    editing.open("#/demarches")
    editing.write("Chercher", "cantine")
    page.keyboard.press("Enter")
    editing.press("Inscription à la cantine scolaire")
    editing.title("Inscription à la cantine scolaire")
    editing.press("Un tarif")
    editing.write("Texte", "Chez nous, le repas coûte 3,10 €.")
    editing.write("Qui le dit", "Conseil municipal")
    editing.write("À quelle adresse", "https://ville.example/cantine")
    editing.press("Publier", "Shift+Tab")
    editing.told("C’est publié")
    assert "3,10 €" in editing.cost("F20")

    # A question that nobody understood, and then everybody.
    editing.ask("le zinzin du zouave")
    editing.gather()
    editing.open("")
    editing.press("Questions mal comprises")
    editing.title("Questions mal comprises")
    editing.press("Une autre démarche")
    editing.write("Une autre démarche Cherchez", "cantine")
    page.keyboard.press("Enter")
    editing.press("Inscription à la cantine scolaire : le zinzin")
    expect(page.get_by_role("heading", name="mène à")).to_be_focused()
    editing.press("Ajouter ces mots")
    editing.told("C’est en ligne")
    expect(page.locator(".cards > li")).to_have_count(0)
    for _ in range(50):  # the index follows within a second
        payload = editing.ask("le zinzin du zouave")["payload"]
        if "procedure" in payload:  # type: ignore[operator]
            break
    assert payload["procedure"]["id"] == "F20"  # type: ignore[index]


def test_parts_move_with_buttons_and_a_removal_can_be_undone(editing: EditorDesk) -> None:
    page, editor = editing.page, Editor(editing.colleague)
    path = editor.start()
    editor.draft(path, a_sheet())
    editing.open(f"#/demarche/{path.rpartition('/')[2]}")
    page.locator("details.part summary").first.click()
    page.get_by_role("button", name="Descendre : Prix").click()
    expect(page.locator("details.part summary strong")).to_have_text(["Pièces à fournir", "Prix"])
    expect(page.get_by_role("button", name="Monter : Prix")).to_be_focused()
    page.get_by_role("button", name="Supprimer : Prix", exact=True).click()
    expect(page.locator("details.part")).to_have_count(1)
    page.get_by_role("button", name="Annuler").click()
    expect(page.locator("details.part")).to_have_count(2)
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    editing.told("brouillon est enregistré")
    assert [part["id"] for part in editor.open(path)["content"]["rubriques"]] == ["pieces", "cout"]


def test_parts_move_by_dragging_too(editing: EditorDesk) -> None:
    page, editor = editing.page, Editor(editing.colleague)
    path = editor.start()
    editor.draft(path, a_sheet())
    editing.open(f"#/demarche/{path.rpartition('/')[2]}")
    page.locator("details.part").first.wait_for()
    carried = {"dataTransfer": page.evaluate_handle("() => new DataTransfer()")}
    page.locator("details.part > .block-head .handle").first.dispatch_event("dragstart", carried)
    page.locator("details.part").last.dispatch_event("dragover", carried)
    page.locator("details.part").last.dispatch_event("drop", carried)
    expect(page.locator("details.part > summary strong")).to_have_text(["Pièces à fournir", "Prix"])


def test_what_is_written_is_kept_when_another_page_is_opened(editing: EditorDesk) -> None:
    page, editor = editing.page, Editor(editing.colleague)
    path = editor.start()
    editing.open(f"#/demarche/{path.rpartition('/')[2]}")
    page.get_by_label("En une ou deux phrases").fill("Une phrase à peine écrite.")
    page.get_by_role("link", name="← Les démarches").click()
    editing.title("Les démarches")
    assert editor.open(path)["content"]["resume"] == "Une phrase à peine écrite."


def test_two_who_write_at_once_see_both_texts_and_lose_neither(editing: EditorDesk) -> None:
    page, editor = editing.page, Editor(editing.colleague)
    path = editor.start()
    editor.publish(path, a_sheet())
    editing.open(f"#/demarche/{path.rpartition('/')[2]}")
    page.locator("details.part").first.wait_for()
    other = Editor(editing.team.join(Role.EDITOR, name="Dominique"))
    other.open(path)
    theirs = a_sheet("20 €")
    theirs["rubriques"][1]["titre"] = "Papiers"
    other.draft(path, theirs)
    page.get_by_label("En une ou deux phrases").fill("Un autre résumé.")
    page.locator("details.part summary").first.click()
    page.locator("details.part").first.get_by_role("textbox", name="Texte", exact=True).fill("La location coûte 15 €.")
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("modifié par Dominique")
    expect(dialog).to_contain_text("La location coûte 20 €.")
    dialog.get_by_label("L’autre texte").check()
    dialog.get_by_role("button", name="Garder le texte réuni").click()
    editing.told("brouillon est enregistré")
    kept = editor.open(path)["content"]
    assert kept["resume"] == "Un autre résumé."
    assert kept["rubriques"][0]["contenu"] == ["La location coûte 20 €."]
    assert kept["rubriques"][1]["titre"] == "Papiers"


def test_a_message_is_written_shown_and_taken_back(editing: EditorDesk) -> None:
    page = editing.page
    editing.open("#/messages")
    page.get_by_label("Message").fill("La mairie ferme à 16 h aujourd’hui.")
    page.get_by_role("button", name="Publier ce message").click()
    editing.told("Le message est publié")
    site = f"{editing.url}/api/v1/site"
    assert "La mairie ferme à 16 h aujourd’hui." in httpx.get(site, trust_env=False).json()["notices"]
    page.get_by_role("button", name="Retirer : La mairie").click()
    editing.told("Le message est retiré")
    assert "La mairie ferme à 16 h aujourd’hui." not in httpx.get(site, trust_env=False).json()["notices"]


def test_what_is_corrected_after_a_refused_publication_is_not_lost(editing: EditorDesk) -> None:
    page, editor = editing.page, Editor(editing.colleague)
    path = editor.start()
    sheet = a_sheet()
    sheet["rubriques"][0]["contenu"] = [
        {
            "bareme": {
                "id": "qf",
                "unite": "par jour",
                "tranches": [{"de": 0, "jusqu_a": 399, "montant": "1.50"}, {"de": 500, "montant": "3 €"}],
            }
        }
    ]
    editor.draft(path, sheet)
    editing.open(f"#/demarche/{path.rpartition('/')[2]}")
    page.locator("details.part summary").first.click()
    page.get_by_role("button", name="Publier", exact=True).click()
    expect(page.locator("details.part .fault")).to_have_text(
        "« 1.50 » n'est pas un montant. Écrivez-le comme 3,20 €, ou gratuit."
    )
    page.get_by_label("Tranche 1, montant").fill("1,50 €")
    page.get_by_role("button", name="Publier", exact=True).click()
    expect(page.locator("details.part .fault")).to_contain_text("laisse un trou avant elle")
    page.get_by_label("Tranche 1, jusqu’à").fill("499")
    page.get_by_role("button", name="Publier", exact=True).click()
    editing.told("C’est publié")
    assert "De 0 à 499 | 1,50 € par jour" in editing.cost(path.rpartition("/")[2])


def test_hostile_words_are_only_words_on_every_screen(editing: EditorDesk) -> None:
    page, editor = editing.page, Editor(editing.colleague)
    hostile = "<img src=x onerror=alert(1)>"
    path = editor.start(f"Salle {hostile}")
    sheet = a_sheet(hostile, titre=f"Salle {hostile}")
    sheet["rubriques"][0]["titre"] = hostile
    editor.publish(path, sheet)
    editing.ask("zorglub <svg onload=stop()>")
    editing.gather()
    for address, words in (
        ("#/demarches", "Salle"),
        (f"#/demarche/{path.rpartition('/')[2]}", "Salle"),
        ("#/questions", "«"),
    ):
        editing.open(address)
        expect(page.locator("#view")).to_contain_text(words)
        assert page.locator("#view :is(img, svg)").count() == 0
    editing.open(f"#/demarche/{path.rpartition('/')[2]}")
    page.get_by_role("button", name="Voir l’aperçu").click()
    expect(page.locator(".phone .turn").first).to_be_visible()
    assert page.locator(".phone img").count() == 0


def test_the_words_of_the_program_are_on_no_screen(editing: EditorDesk) -> None:
    editor = Editor(editing.colleague)
    path = editor.start()
    editor.draft(path, {"titre": "Salle", "rubriques": [{"id": "x", "titre": ""}]})
    for address in (
        "",
        "#/demarches",
        f"#/demarche/{path.rpartition('/')[2]}",
        "#/demarche/F20",
        "#/questions",
        "#/messages",
        "#/mots/F20",
        "#/reponses",
        "#/reponse/1",
    ):
        editing.open(address)
        shown = editing.page.locator("body").inner_text().lower()
        assert not [word for word in ("overlay", "aspect", "fiche", "yaml", "verifie_le") if word in shown], address


@pytest.mark.parametrize("device", DEVICES)
def test_nothing_stands_in_anybodys_way(browser: Browser, editing: EditorDesk, axe_source: str, device: str) -> None:
    editor = Editor(editing.colleague)
    path = editor.start()
    sheet = a_sheet()
    sheet["rubriques"][0]["contenu"].append({"tableau": {"entete": ["Âge", "Prix"], "lignes": [["Enfant", "1 €"]]}})
    sheet["rubriques"][0]["contenu"].append(
        {"bareme": {"id": "qf", "tranches": [{"de": 0, "montant": "1"}, {"de": 9}]}}
    )
    sheet["rubriques"][0]["titre"] = ""
    editor.draft(path, sheet)
    editing.ask("zorglub municipal")
    editing.gather()
    context = browser.new_context(base_url=editing.url, locale="fr-FR", **DEVICES[device])
    context.add_cookies([{"name": LOCAL_NAME, "value": editing.colleague.token, "url": editing.url}])
    page = context.new_page()
    seen = Looker(page, device, axe_source)
    addresses = (
        "",
        "#/demarches",
        f"#/demarche/{path.rpartition('/')[2]}",
        "#/demarche/F20",
        "#/messages",
        "#/mots",
        "#/mots/F20",
        "#/reponses",
        "#/reponse/1",
        "#/questions",
        "#/horaires",
        "#/verifier",
    )
    for address in addresses:
        page.goto(f"/redaction{address}")
        page.reload()
        page.locator("#view h1[tabindex]").wait_for()
        for part in page.locator("details").all():
            part.evaluate("part => { part.open = true; }")
        if page.get_by_role("button", name="Voir l’aperçu").count() and "F20" in address:
            page.get_by_role("button", name="Voir l’aperçu").click()
            page.locator(".phone .turn").first.wait_for()
        if page.get_by_role("button", name="Un tarif", exact=True).count():
            page.get_by_role("button", name="Un tarif", exact=True).click()
        seen.look(address)
    context.close()
    assert seen.found == {}
