"""What opens on the screens of those who write: history, what changed, trial, two texts at once, effects of words, a
spreadsheet read. Nothing in it breaks a rule or sticks out, on any screen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page

from api.database import create_engine
from api.editor.spreadsheets import files
from api.staff.transport import LOCAL_NAME
from procedures.store import Store
from tests.browser.editor_desk import EditorDesk
from tests.browser.looks import DEVICES, Looker
from tests.integration.conftest import CANTEEN
from tests.integration.editor import SOURCE, Editor, a_sheet
from tests.items import a_paragraph, a_section

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def opened(page: Page, address: str) -> None:
    page.goto(f"/redaction{address}")
    page.reload()
    page.locator("#view h1[tabindex]").wait_for()


def click(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def a_town_at_work(editing: EditorDesk, editor: Editor) -> str:
    """Something to see in every list; the path of a sheet with a past."""
    path = editor.start()
    sheet = a_sheet()
    sheet["rubriques"][0]["source"] = {**SOURCE, "verifie_le": "2020-01-15"}
    sheet["rubriques"][0]["contenu"].append("Appelez le 01 99 00 99 98.")
    editor.publish(path, sheet)
    editor.publish(path, a_sheet("15 €"))
    editor.publish(path, sheet)
    editor.open("/procedures/F20")
    addition = {"id": "prix", "genre": "tarif", "contenu": ["Chez nous, 3,10 €."], "source": SOURCE}
    editor.publish("/procedures/F20", {"ajouts": [addition]})
    engine = create_engine(editing.database_url)
    Store(engine).put([replace(CANTEEN, body=(a_section("Délai", a_paragraph("Comptez un mois.")),))])
    engine.dispose()
    editing.ask("le zinzin du zouave")
    editing.gather()
    return path


@pytest.mark.parametrize("device", DEVICES)
def test_nothing_that_opens_stands_in_anybodys_way(
    browser: Browser, editing: EditorDesk, axe_source: str, device: str
) -> None:
    editor = Editor(editing.colleague)
    path = a_town_at_work(editing, editor)
    context = browser.new_context(base_url=editing.url, locale="fr-FR", **DEVICES[device])
    context.set_default_timeout(60_000)
    context.add_cookies([{"name": LOCAL_NAME, "value": editing.colleague.token, "url": editing.url}])
    page = context.new_page()
    seen = Looker(page, device, axe_source)

    opened(page, f"#/demarche/{path.rpartition('/')[2]}")
    page.get_by_text("Plus d’actions").click()
    click(page, "Historique")
    page.get_by_role("heading", name="Historique").wait_for()
    page.get_by_role("button", name="Voir ce qui a changé").nth(2).click()
    page.locator(".changed").first.wait_for()
    seen.look("history and what changed")

    opened(page, f"#/demarche/{path.rpartition('/')[2]}")
    page.get_by_label("Essayer une question").fill("louer la salle polyvalente")
    click(page, "Essayer")
    page.locator(".phone .turn").first.wait_for()
    seen.look("a question tried")

    opened(page, f"#/demarche/{path.rpartition('/')[2]}")
    page.get_by_label("En une ou deux phrases").fill("Un autre résumé.")
    theirs = a_sheet("20 €", resume="Leur résumé.")
    editor.draft(path, theirs)
    click(page, "Enregistrer le brouillon")
    page.get_by_role("dialog").wait_for()
    seen.look("two texts at once")
    click(page, "Revenir à mon texte")

    opened(page, "#/questions")
    page.get_by_text("Une autre démarche").first.click()
    page.get_by_label("Une autre démarche").fill("cantine")
    click(page, "Chercher")
    click(page, "Inscription à la cantine scolaire")
    page.locator(".effects").wait_for()
    seen.look("what words would change")

    opened(page, "#/verifier")
    click(page, "Voir ce qui a changé")
    page.locator(".changed").first.wait_for()
    seen.look("what is going stale")

    opened(page, "#/tableur")
    seen.look("a spreadsheet to take")
    for name, content, heading in (
        ("modele.xlsx", files.template("xlsx"), "Aucune faute"),
        ("photo.csv", Path(__file__).read_bytes(), "Un point à corriger"),
    ):
        page.locator("#spreadsheet").set_input_files(FilePayload(name=name, mimeType=WORKBOOK, buffer=content))
        click(page, "Relire le fichier")
        page.get_by_role("heading", name=heading).wait_for()
        seen.look(f"a spreadsheet read: {heading}")
    context.close()
    assert seen.found == {}
