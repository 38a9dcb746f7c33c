"""Many procedures at once, in a spreadsheet, without a mouse: taken out, corrected, given back, read by citizens."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook
from playwright.sync_api import FilePayload, expect

from tests.browser.editor_desk import EditorDesk
from tests.integration.editor import Editor, a_sheet


def test_a_fee_is_corrected_in_a_spreadsheet_without_a_mouse(editing: EditorDesk) -> None:
    page, editor = editing.page, Editor(editing.colleague)
    editor.publish(editor.start(), a_sheet())
    editing.open("#/demarches")
    editing.press("Écrire ou corriger plusieurs démarches")
    editing.title("Plusieurs démarches dans un tableur")
    editing.reach("Vos démarches publiées, pour les corriger : Excel")
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    workbook = load_workbook(BytesIO(taken.value.path().read_bytes()))
    [fee] = [cell for line in workbook["Contenu"] for cell in line if cell.value == "La location coûte 12 €."]

    def give_back(words: str) -> None:
        fee.value = words
        fee.data_type = "s" if not words.startswith("=") else "f"
        written = BytesIO()
        workbook.save(written)
        media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        file = FilePayload(name="tarifs.xlsx", mimeType=media, buffer=written.getvalue())
        page.locator("#spreadsheet").set_input_files(file)
        editing.press("Relire le fichier")

    editing.press("Relire le fichier")
    expect(page.locator("#refusal")).to_have_text("Choisissez d’abord un fichier.")
    give_back("=1+1")
    expect(page.get_by_role("heading", name="Un point à corriger")).to_be_focused()
    expect(page.locator("ol.lines")).to_contain_text("Onglet Contenu, ligne 2, colonne texte : cette case contient")
    give_back("La location coûte 15 €.")
    expect(page.get_by_role("heading", name="Aucune faute")).to_be_focused()
    expect(page.locator("ul.lines")).to_contain_text("Ligne 2 · Louer la salle des fêtes · modifiée")
    editing.press("Voir ce qui change")
    expect(page.locator(".changed")).to_contain_text("supprimé : 12")
    assert "12 €" in editing.cost("louer-la-salle-des-fetes")
    editing.press("Publier cette démarche")
    editing.told("C’est publié : une démarche.")
    assert "15 €" in editing.cost("louer-la-salle-des-fetes")
