"""Procedures out as a spreadsheet and back in, at the HTTP contract: told line by line, taken all or not at all."""

from __future__ import annotations

import base64
import zipfile
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import Engine, text

from api.editor.spreadsheets import files
from api.staff.identity import Role
from tests.integration.citizen import Json
from tests.integration.conftest import Welcome
from tests.integration.editor import Editor, a_sheet
from tests.integration.live_server import LiveServer, closed_port
from tests.integration.team import Team

ROOM = "louer-la-salle-des-fetes"


@pytest.fixture
def service(start: Any) -> LiveServer:
    """Without Rasa: what it understands is not the subject here."""
    found: LiveServer = start(rasa_url=closed_port())
    return found


@pytest.fixture
def editor(team: Team) -> Editor:
    return Editor(team.join(Role.EDITOR, name="Camille"))


def export(editor: Editor, path: str = "", kind: str = "xlsx") -> bytes:
    response = editor.http.get(f"/editor/spreadsheet{path}", params={"format": kind})
    assert response.status_code == 200, response.text
    assert response.headers["content-disposition"].startswith("attachment; filename=")
    return response.content


def sent(**named: bytes) -> list[Json]:
    return [
        {"name": name.replace("_", "."), "content": base64.b64encode(content).decode()}
        for name, content in named.items()
    ]


def check(editor: Editor, **named: bytes) -> Json:
    response = editor.http.post("/editor/spreadsheet/check", json={"files": sent(**named)})
    assert response.status_code == 200, response.text
    found: Json = response.json()
    return found


def take(editor: Editor, report: Json, *, publish: bool, **named: bytes) -> Any:
    editions = {row["id"]: row["edition"] for row in report["rows"] if row["state"] != "unchanged"}
    body = {"files": sent(**named), "editions": editions, "publish": publish}
    return editor.http.post("/editor/spreadsheet/take", json=body)


def rewritten(workbook: bytes, old: str, new: str) -> bytes:
    """``workbook`` with a text of one of its cells in the place of another."""
    book = load_workbook(BytesIO(workbook))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value == old]
    assert cells, old
    for cell in cells:
        cell.value = new
    return saved(book)


def saved(book: Workbook) -> bytes:
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def cost(welcome: Welcome, service: LiveServer) -> str:
    return str(welcome(service.url, procedure=ROOM, aspect="cost").opened["messages"][-1]["text"])


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_is_taken_out_and_given_back_changes_nothing(editor: Editor, kind: str) -> None:
    editor.publish(editor.start(), a_sheet())
    given = export(editor, kind=kind)
    named = {"fiches_xlsx": given}
    if kind == "csv":
        with zipfile.ZipFile(BytesIO(given)) as archive:
            named = {name.replace(".", "_"): archive.read(name) for name in archive.namelist()}
    report = check(editor, **named)
    assert report["faults"] == []
    assert [(row["row"], row["id"], row["state"]) for row in report["rows"]] == [(2, ROOM, "unchanged")]


def test_a_corrected_fee_is_shown_first_then_read_by_citizens(
    editor: Editor, welcome: Welcome, service: LiveServer
) -> None:
    path = editor.start()
    editor.publish(path, a_sheet())
    given = rewritten(export(editor), "La location coûte 12 €.", "La location coûte 15 €.")
    report = check(editor, fiches_xlsx=given)
    [row] = report["rows"]
    assert row["state"] == "changed"
    assert [piece for piece in row["differences"][0]["pieces"] if piece["sign"] != "same"] == [
        {"sign": "gone", "words": "12"},
        {"sign": "new", "words": "15"},
    ]
    assert "12 €" in cost(welcome, service)
    assert take(editor, report, publish=True, fiches_xlsx=given).json() == {"taken": 1}
    assert "15 €" in cost(welcome, service)
    history = editor.http.get(f"/editor{path}/revisions").json()["revisions"]
    assert (history[0]["event"], history[0]["comment"]) == ("published", "Pris d’un tableur.")


def test_the_template_comes_in_as_drafts_that_nobody_reads_yet(
    editor: Editor, welcome: Welcome, service: LiveServer
) -> None:
    given = export(editor, "/template")
    report = check(editor, modele_xlsx=given)
    assert {row["state"] for row in report["rows"]} == {"new"}
    assert len(report["rows"]) == 2
    assert take(editor, report, publish=False, modele_xlsx=given).json() == {"taken": 2}
    drafts = editor.http.get("/editor/procedures", params={"filter": "unfinished"}).json()["procedures"]
    assert {one["id"] for one in drafts} == {row["id"] for row in report["rows"]}
    unread = welcome(service.url).http.post("/conversations", json={"procedure": drafts[0]["id"]})
    assert unread.status_code == 422


def test_one_fault_is_named_with_its_cell_and_nothing_is_taken(editor: Editor, engine: Engine) -> None:
    given = rewritten(export(editor, "/template"), "liste", "paragraphe")
    report = check(editor, modele_xlsx=given)
    assert report["rows"] == []
    fault = report["faults"][0]
    assert (fault["tab"], fault["column"]) == ("Contenu", "genre")
    assert "« paragraphe » n'est pas un genre" in fault["reason"]
    assert fault["cure"]
    refused = take(editor, {"rows": []}, publish=True, modele_xlsx=given)
    assert refused.status_code == 422
    assert refused.json()["detail"].startswith("Rien n’a été changé. Onglet Contenu, ligne ")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM texts")).scalar_one() == 0


def test_a_draft_that_somebody_is_writing_is_not_written_over(editor: Editor) -> None:
    path = editor.start()
    editor.publish(path, a_sheet())
    given = rewritten(export(editor), "La location coûte 12 €.", "La location coûte 15 €.")
    editor.draft(path, a_sheet("20 €"))
    [fault] = check(editor, fiches_xlsx=given)["faults"]
    assert (fault["tab"], fault["row"]) == ("Fiches", 2)
    assert "brouillon" in fault["reason"]


def test_what_changed_after_it_was_shown_is_not_written_over(editor: Editor) -> None:
    path = editor.start()
    editor.publish(path, a_sheet())
    given = rewritten(export(editor), "La location coûte 12 €.", "La location coûte 15 €.")
    report = check(editor, fiches_xlsx=given)
    editor.publish(path, a_sheet("20 €"))
    refused = take(editor, report, publish=True, fiches_xlsx=given)
    assert refused.status_code == 409
    assert "20 €" in str(editor.open(path)["live"])


def test_with_two_editors_what_is_taken_waits_for_the_other(editor: Editor, team: Team) -> None:
    other = Editor(team.join(Role.EDITOR, name="Dominique"))
    given = export(editor, "/template")
    report = check(editor, modele_xlsx=given)
    assert report["review_needed"] is True
    assert take(editor, report, publish=True, modele_xlsx=given).status_code == 409
    assert take(editor, report, publish=False, modele_xlsx=given).json() == {"taken": 2}
    path = f"/procedures/{report['rows'][0]['id']}"
    assert editor.open(path)["in_review"] is True
    assert editor.open(path)["may_publish"] is False
    other.open(path)
    assert other.act(path, "publish")["state"] == "published"


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ({"fiches_xlsx": b"PK\x03\x04 nothing"}, "ce n'est pas un classeur lisible"),
        ({"photo_csv": b"a;b"}, "n'est pas un des fichiers attendus"),
        ({"Fiches_csv": "fiche;titre\nété".encode("latin-1")}, "n'est pas en UTF-8"),
        ({"Contenu_csv": b'fiche;titre\n"' + b"x" * 200_000}, "n'est pas un CSV lisible"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_with_its_cure(editor: Editor, named: dict[str, bytes], words: str) -> None:
    faults = check(editor, **named)["faults"]
    assert words in " ".join(fault["reason"] for fault in faults)


def test_a_body_beyond_the_bound_is_not_read(editor: Editor) -> None:
    response = editor.http.post("/editor/spreadsheet/check", json={"files": sent(fiches_xlsx=b"x" * 1_000_000)})
    assert response.status_code == 413


def test_the_service_keeps_no_file(editor: Editor, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert files.template("xlsx").startswith(b"PK")
    assert check(editor, modele_xlsx=export(editor, "/template"))["faults"] == []
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("guichet-")] == []
