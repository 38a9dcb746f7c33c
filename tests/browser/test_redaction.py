"""The console of those who write, in a real browser over the real application: a whole day, without a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from api.app import create_app
from api.database import create_engine
from api.editor.inbox.repository import SETTLED_AFTER, Inbox
from api.settings import Settings
from api.staff.identity import Role
from api.staff.transport import LOCAL_NAME
from tests.browser.looks import DEVICES, Looker
from tests.integration.citizen import Citizen
from tests.integration.conftest import a_small_base
from tests.integration.editor import Editor, a_sheet
from tests.integration.live_server import LiveServer, closed_port
from tests.integration.team import Colleague, Team

# What a screen reader would call the element that has the focus.
NAME = """() => {
  const one = document.activeElement;
  const label = one.labels && one.labels.length ? one.labels[0].innerText : one.innerText;
  return (one.getAttribute("aria-label") || label || "").replace(/\\s+/g, " ").trim();
}"""
MOST_TABS = 200
expect.set_options(timeout=30_000)  # a shared machine


@dataclass
class Desk:
    """``page`` is the browser of an editor, logged in."""

    page: Page
    team: Team
    colleague: Colleague
    url: str
    database_url: str
    problems: list[str] = field(default_factory=list)

    def reach(self, name: str, key: str = "Tab") -> None:
        """Goes to what is called ``name`` with the keyboard alone."""
        for _ in range(MOST_TABS):
            if str(self.page.evaluate(NAME)).startswith(name):
                return
            self.page.keyboard.press(key)
        pytest.fail(f"{name!r} is not reached with {key}")

    def press(self, name: str, key: str = "Tab", *, with_key: str = "Enter") -> None:
        self.reach(name, key)
        self.page.keyboard.press(with_key)

    def write(self, name: str, words: str, key: str = "Tab") -> None:
        self.reach(name, key)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def title(self, words: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    def told(self, words: str) -> None:
        expect(self.page.locator("#done")).to_contain_text(words)

    def open(self, address: str) -> None:
        self.page.goto(f"/redaction{address}")
        self.page.reload()  # the same page at another address is not loaded again
        self.page.locator("#view h1[tabindex]").wait_for()

    def ask(self, words: str) -> dict[str, object]:
        with Citizen(self.url) as citizen:
            return citizen.say(words)

    def cost(self, procedure: str) -> str:
        body = {"procedure": procedure, "aspect": "cost"}
        response = httpx.post(f"{self.url}/api/v1/conversations", json=body, trust_env=False, timeout=30)
        return str(response.json()["messages"][-1]["text"])

    def gather(self) -> None:
        """What the service does by itself some seconds later."""
        engine = create_engine(self.database_url)
        later = datetime.now(UTC) + SETTLED_AFTER + timedelta(seconds=60)
        inbox = Inbox(engine, lambda: later)
        while inbox.gather():
            pass
        engine.dispose()


@pytest.fixture
def desk(browser: Browser, sqlite_url: str, tmp_path: Path) -> Iterator[Desk]:
    engine = create_engine(sqlite_url)
    a_small_base(engine)
    engine.dispose()
    values = {"database_url": sqlite_url, "data_dir": tmp_path, "rasa_url": closed_port()}
    app = create_app(Settings(_env_file=None, **values))  # type: ignore[arg-type]
    with LiveServer(app) as server, Team(server.url, sqlite_url) as team:
        colleague = team.join(Role.EDITOR, name="Camille")
        context = browser.new_context(base_url=server.url, locale="fr-FR", reduced_motion="reduce")
        context.add_cookies([{"name": LOCAL_NAME, "value": colleague.token, "url": server.url}])
        context.set_default_timeout(30_000)
        found = Desk(context.new_page(), team, colleague, server.url, sqlite_url)
        found.page.on("pageerror", lambda error: found.problems.append(str(error)))
        yield found
        context.close()
    assert found.problems == []


def test_a_whole_day_without_a_mouse(desk: Desk) -> None:
    page = desk.page
    page.on("dialog", Dialog.accept)

    # A local procedure, from nothing to citizens.
    desk.open("")
    desk.press("Un tarif ou une démarche")
    desk.title("Les démarches")
    desk.press("Écrire une démarche de la commune")
    desk.write("Titre", "Louer la salle des fêtes")
    page.keyboard.press("Enter")
    desk.title("Louer la salle des fêtes")
    desk.write("En une ou deux phrases", "La salle se loue auprès de la mairie.")
    desk.write("Autres noms", "salle polyvalente")
    desk.write("Page où vérifier", "https://ville.example/salle")
    desk.write("Qui écrit ce texte", "Commune d’essai")
    desk.press("Ajouter une partie")
    desk.write("Titre de la partie", "Prix")
    desk.press("Combien faut-il payer ?", with_key="Space")
    desk.write("Texte", "La location coûte 12 €.")
    desk.write("Qui le dit", "Conseil municipal")
    desk.write("À quelle adresse", "ville.example")
    desk.press("Publier", "Shift+Tab")
    expect(page.locator("#refusal")).to_contain_text("n'est pas une adresse web")
    desk.press("Enregistrer le brouillon", "Shift+Tab")
    desk.told("brouillon est enregistré")
    desk.press("« ville.example » n'est pas une adresse web")
    desk.write("À quelle adresse", "https://ville.example/tarifs")
    desk.write("Essayer une question", "louer la salle polyvalente")
    page.keyboard.press("Enter")
    expect(page.locator(".preview > [role=status]")).to_contain_text("Trouvé en premier")
    desk.press("Publier", "Shift+Tab")
    desk.told("C’est publié")
    assert "12 €" in desk.cost("louer-la-salle-des-fetes")

    # A fee corrected.
    desk.write("Texte", "La location coûte 15 €.")
    desk.press("Publier", "Shift+Tab")
    desk.told("C’est publié")
    assert "15 €" in desk.cost("louer-la-salle-des-fetes")

    # Back to what it was.
    desk.press("Plus d’actions")
    desk.press("Historique")
    expect(page.get_by_role("heading", name="Historique")).to_be_focused()
    desk.press("Voir ce qui a changé : Publié")
    expect(page.locator(".changed").first).to_contain_text("supprimé : 12")
    page.keyboard.press("Tab")
    desk.press("Voir ce qui a changé : Publié")
    desk.press("Revenir à cette version : Publié")
    desk.told("de nouveau publiée")
    assert "12 €" in desk.cost("louer-la-salle-des-fetes")

    # A fee of the town on an official procedure.
    desk.open("#/demarches")
    desk.write("Chercher", "cantine")
    page.keyboard.press("Enter")
    desk.press("Inscription à la cantine scolaire")
    desk.title("Inscription à la cantine scolaire")
    desk.press("Un tarif")
    desk.write("Texte", "Chez nous, le repas coûte 3,10 €.")
    desk.write("Qui le dit", "Conseil municipal")
    desk.write("À quelle adresse", "https://ville.example/cantine")
    desk.press("Publier", "Shift+Tab")
    desk.told("C’est publié")
    assert "3,10 €" in desk.cost("F20")

    # A question that nobody understood, and then everybody.
    desk.ask("le zinzin des gamins")
    desk.gather()
    desk.open("")
    desk.press("Questions mal comprises")
    desk.title("Questions mal comprises")
    desk.press("Une autre démarche")
    desk.write("Une autre démarche Cherchez", "cantine")
    page.keyboard.press("Enter")
    desk.press("Inscription à la cantine scolaire : le zinzin")
    expect(page.get_by_role("heading", name="mène à")).to_be_focused()
    desk.press("Ajouter ces mots")
    desk.told("C’est en ligne")
    expect(page.locator(".cards > li")).to_have_count(0)
    for _ in range(50):  # the index follows within a second
        payload = desk.ask("le zinzin des gamins")["payload"]
        if "procedure" in payload:  # type: ignore[operator]
            break
    assert payload["procedure"]["id"] == "F20"  # type: ignore[index]


def test_parts_move_with_buttons_and_a_removal_can_be_undone(desk: Desk) -> None:
    page, editor = desk.page, Editor(desk.colleague)
    path = editor.start()
    editor.draft(path, a_sheet())
    desk.open(f"#/demarche/{path.rpartition('/')[2]}")
    page.locator("details.part summary").first.click()
    page.get_by_role("button", name="Descendre : Prix").click()
    expect(page.locator("details.part summary strong")).to_have_text(["Pièces à fournir", "Prix"])
    expect(page.get_by_role("button", name="Monter : Prix")).to_be_focused()
    page.get_by_role("button", name="Supprimer : Prix", exact=True).click()
    expect(page.locator("details.part")).to_have_count(1)
    page.get_by_role("button", name="Annuler").click()
    expect(page.locator("details.part")).to_have_count(2)
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    desk.told("brouillon est enregistré")
    assert [part["id"] for part in editor.open(path)["content"]["rubriques"]] == ["pieces", "cout"]


def test_parts_move_by_dragging_too(desk: Desk) -> None:
    page, editor = desk.page, Editor(desk.colleague)
    path = editor.start()
    editor.draft(path, a_sheet())
    desk.open(f"#/demarche/{path.rpartition('/')[2]}")
    page.locator("details.part").first.wait_for()
    carried = {"dataTransfer": page.evaluate_handle("() => new DataTransfer()")}
    page.locator("details.part > .block-head .handle").first.dispatch_event("dragstart", carried)
    page.locator("details.part").last.dispatch_event("dragover", carried)
    page.locator("details.part").last.dispatch_event("drop", carried)
    expect(page.locator("details.part > summary strong")).to_have_text(["Pièces à fournir", "Prix"])


def test_what_is_written_is_kept_when_another_page_is_opened(desk: Desk) -> None:
    page, editor = desk.page, Editor(desk.colleague)
    path = editor.start()
    desk.open(f"#/demarche/{path.rpartition('/')[2]}")
    page.get_by_label("En une ou deux phrases").fill("Une phrase à peine écrite.")
    page.get_by_role("link", name="← Les démarches").click()
    desk.title("Les démarches")
    assert editor.open(path)["content"]["resume"] == "Une phrase à peine écrite."


def test_two_who_write_at_once_see_both_texts_and_lose_neither(desk: Desk) -> None:
    page, editor = desk.page, Editor(desk.colleague)
    path = editor.start()
    editor.publish(path, a_sheet())
    desk.open(f"#/demarche/{path.rpartition('/')[2]}")
    page.locator("details.part").first.wait_for()
    other = Editor(desk.team.join(Role.EDITOR, name="Dominique"))
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
    desk.told("brouillon est enregistré")
    kept = editor.open(path)["content"]
    assert kept["resume"] == "Un autre résumé."
    assert kept["rubriques"][0]["contenu"] == ["La location coûte 20 €."]
    assert kept["rubriques"][1]["titre"] == "Papiers"


def test_a_message_is_written_shown_and_taken_back(desk: Desk) -> None:
    page = desk.page
    desk.open("#/messages")
    page.get_by_label("Message").fill("La mairie ferme à 16 h aujourd’hui.")
    page.get_by_role("button", name="Publier ce message").click()
    desk.told("Le message est publié")
    site = f"{desk.url}/api/v1/site"
    assert "La mairie ferme à 16 h aujourd’hui." in httpx.get(site, trust_env=False).json()["notices"]
    page.get_by_role("button", name="Retirer : La mairie").click()
    desk.told("Le message est retiré")
    assert "La mairie ferme à 16 h aujourd’hui." not in httpx.get(site, trust_env=False).json()["notices"]


def test_what_is_corrected_after_a_refused_publication_is_not_lost(desk: Desk) -> None:
    page, editor = desk.page, Editor(desk.colleague)
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
    desk.open(f"#/demarche/{path.rpartition('/')[2]}")
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
    desk.told("C’est publié")
    assert "De 0 à 499 | 1,50 € par jour" in desk.cost(path.rpartition("/")[2])


def test_hostile_words_are_only_words_on_every_screen(desk: Desk) -> None:
    page, editor = desk.page, Editor(desk.colleague)
    hostile = "<img src=x onerror=alert(1)>"
    path = editor.start(f"Salle {hostile}")
    sheet = a_sheet(hostile, titre=f"Salle {hostile}")
    sheet["rubriques"][0]["titre"] = hostile
    editor.publish(path, sheet)
    desk.ask("zorglub <svg onload=stop()>")
    desk.gather()
    for address, words in (
        ("#/demarches", "Salle"),
        (f"#/demarche/{path.rpartition('/')[2]}", "Salle"),
        ("#/questions", "«"),
    ):
        desk.open(address)
        expect(page.locator("#view")).to_contain_text(words)
        assert page.locator("#view :is(img, svg)").count() == 0
    desk.open(f"#/demarche/{path.rpartition('/')[2]}")
    page.get_by_role("button", name="Voir l’aperçu").click()
    expect(page.locator(".phone .turn").first).to_be_visible()
    assert page.locator(".phone img").count() == 0


def test_the_words_of_the_program_are_on_no_screen(desk: Desk) -> None:
    editor = Editor(desk.colleague)
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
        desk.open(address)
        shown = desk.page.locator("body").inner_text().lower()
        assert not [word for word in ("overlay", "aspect", "fiche", "yaml", "verifie_le") if word in shown], address


@pytest.mark.parametrize("device", DEVICES)
def test_nothing_stands_in_anybodys_way(browser: Browser, desk: Desk, axe_source: str, device: str) -> None:
    editor = Editor(desk.colleague)
    path = editor.start()
    sheet = a_sheet()
    sheet["rubriques"][0]["contenu"].append({"tableau": {"entete": ["Âge", "Prix"], "lignes": [["Enfant", "1 €"]]}})
    sheet["rubriques"][0]["contenu"].append(
        {"bareme": {"id": "qf", "tranches": [{"de": 0, "montant": "1"}, {"de": 9}]}}
    )
    sheet["rubriques"][0]["titre"] = ""
    editor.draft(path, sheet)
    desk.ask("zorglub municipal")
    desk.gather()
    context = browser.new_context(base_url=desk.url, locale="fr-FR", **DEVICES[device])
    context.add_cookies([{"name": LOCAL_NAME, "value": desk.colleague.token, "url": desk.url}])
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
