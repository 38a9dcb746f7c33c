"""The life of a text at the HTTP contract: draft, review, published, withdrawn; nothing lost on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

from api.database import create_engine
from api.editor.repository import Texts
from api.staff.identity import Role
from procedures.store import Store
from procedures.store.text_tables import TextKind
from procedures.yaml_files import load
from tests.integration.citizen import Json
from tests.integration.conftest import CANTEEN, Welcome
from tests.integration.editor import SOURCE, Editor, a_sheet
from tests.integration.live_server import LiveServer
from tests.integration.team import Team
from tests.items import a_paragraph, a_section

OFFICIAL = "/procedures/F20"  # the canteen of the small base


@pytest.fixture
def editor(team: Team) -> Editor:
    return Editor(team.join(Role.EDITOR, name="Camille"))


@pytest.fixture
def published(editor: Editor) -> str:
    """The path of a sheet that citizens can read."""
    path = editor.start()
    editor.publish(path, a_sheet())
    return path


def cost_of(welcome: Welcome, service: LiveServer, procedure_id: str) -> str:
    opened = welcome(service.url, procedure=procedure_id, aspect="cost").opened
    found: str = opened["messages"][-1]["text"]
    return found


def test_a_sheet_is_unknown_to_citizens_until_it_is_published(
    editor: Editor, service: LiveServer, welcome: Welcome
) -> None:
    path = editor.start()
    drafted = editor.draft(path, a_sheet())
    assert drafted["state"] == "new"
    assert drafted["faults"] == []
    refused = welcome(service.url).http.post("/conversations", json={"procedure": drafted["id"]})
    assert refused.status_code == 422
    assert editor.act(path, "publish")["state"] == "published"
    assert "12 €" in cost_of(welcome, service, drafted["id"])


def test_a_draft_with_faults_is_kept_and_each_fault_names_its_field_and_cure(editor: Editor) -> None:
    path = editor.start()
    sheet = a_sheet()
    del sheet["rubriques"][0]["source"]
    sheet["rubriques"][1]["contenu"][0]["choix"]["options"][0]["libelle"] = ""
    drafted = editor.draft(path, sheet)
    assert [fault["field"] for fault in drafted["faults"]] == ["rubriques[2].contenu[1].choix.options[1].libelle"]
    sheet["rubriques"][1]["contenu"][0]["choix"]["options"][0]["libelle"] = "Un habitant"
    drafted = editor.draft(path, sheet)
    assert [fault["reason"] for fault in drafted["faults"]] == ["aucune source n'est donnée"]
    response = editor.try_to("POST", path, "/publish")
    assert response.status_code == 422
    assert "Un point reste à corriger" in response.json()["detail"]


def test_of_two_who_write_at_once_the_second_gets_both_texts_and_their_merge(
    team: Team, editor: Editor, published: str
) -> None:
    other = Editor(team.join(Role.EDITOR, name="Dominique"))
    other.open(published)
    mine, theirs = a_sheet("15 €"), a_sheet()
    theirs["rubriques"][1]["titre"] = "Papiers à fournir"
    other.draft(published, theirs)
    response = editor.try_to("PUT", published, "/draft", content=mine)
    assert response.status_code == 412
    stale = response.json()
    assert "Dominique" in stale["detail"]
    assert stale["current"] == theirs
    assert stale["merged"]["rubriques"][0]["contenu"] == ["La location coûte 15 €."]
    assert stale["merged"]["rubriques"][1]["titre"] == "Papiers à fournir"
    assert stale["conflicts"] == []
    editor.editions[published] = response.headers["etag"]
    assert editor.draft(published, stale["merged"])["content"] == stale["merged"]


def test_a_place_that_both_changed_is_named_for_them_to_decide(team: Team, editor: Editor, published: str) -> None:
    other = Editor(team.join(Role.EDITOR))
    other.open(published)
    other.draft(published, a_sheet("20 €"))
    stale = editor.try_to("PUT", published, "/draft", content=a_sheet("15 €")).json()
    assert [conflict["path"] for conflict in stale["conflicts"]] == [["rubriques", 0, "contenu"]]
    assert stale["conflicts"][0]["theirs"] == ["La location coûte 20 €."]
    assert stale["merged"]["rubriques"][0]["contenu"] == ["La location coûte 15 €."]


def test_a_change_that_does_not_say_what_it_was_made_from_is_refused(editor: Editor, published: str) -> None:
    response = editor.http.put(f"/editor{published}/draft", json={"content": a_sheet()})
    assert response.status_code == 428
    assert "If-Match" in response.json()["detail"]


def test_with_two_editors_somebody_else_reads_before_publication(team: Team, editor: Editor, published: str) -> None:
    reader = Editor(team.join(Role.EDITOR, name="Dominique"))
    drafted = editor.draft(published, a_sheet("18 €"))
    assert drafted["review_needed"] is True
    assert drafted["may_publish"] is False
    assert editor.try_to("POST", published, "/publish").status_code == 409
    assert editor.act(published, "submit", comment="Nouveau tarif voté")["in_review"] is True
    assert reader.open(published)["may_publish"] is True
    assert reader.act(published, "publish")["live"] == a_sheet("18 €")


def test_every_revision_is_kept_with_its_author_and_its_difference_and_is_one_click_away(
    editor: Editor, published: str, service: LiveServer, welcome: Welcome
) -> None:
    editor.draft(published, a_sheet("99 €"))
    editor.act(published, "publish", comment="Erreur de frappe")
    revisions = editor.http.get(f"/editor{published}/revisions").json()["revisions"]
    assert [one["event"] for one in revisions] == ["published", "drafted", "published", "drafted", "drafted"]
    assert (revisions[0]["author"], revisions[0]["comment"]) == ("Camille", "Erreur de frappe")
    detail = editor.http.get(f"/editor{published}/revisions/{revisions[0]['id']}").json()
    pieces = [(piece["sign"], piece["words"]) for one in detail["differences"] for piece in one["pieces"]]
    assert pieces == [("same", "La location coûte "), ("gone", "12"), ("new", "99"), ("same", " €.")]
    assert detail["differences"][0]["where"] == "Louer la salle des fêtes › Prix"
    editor.act(published, "revert", revision=revisions[2]["id"])
    assert "12 €" in cost_of(welcome, service, published.rpartition("/")[2])


def test_a_revision_can_be_neither_changed_nor_deleted(editor: Editor, published: str, database_url: str) -> None:
    engine = create_engine(database_url)
    for statement in ("UPDATE text_revisions SET comment = 'x'", "DELETE FROM text_revisions"):
        with pytest.raises(DatabaseError, match="never changed"), engine.begin() as connection:
            connection.execute(text(statement))
    engine.dispose()


def test_what_was_done_is_in_the_audit_log(team: Team, editor: Editor, published: str) -> None:
    entries = team.join(Role.ADMIN).http.get("/admin/audit").json()["entries"]
    assert {"Texte publié", "Brouillon enregistré"} <= {entry["label"] for entry in entries}


def test_a_withdrawn_sheet_is_no_longer_read_and_stays_a_draft(editor: Editor, published: str) -> None:
    withdrawn = editor.act(published, "withdraw", comment="La salle ferme")
    assert (withdrawn["state"], withdrawn["content"]) == ("withdrawn", a_sheet())
    assert editor.http.post("/conversations", json={"procedure": withdrawn["id"]}).status_code == 422
    assert editor.act(published, "publish")["state"] == "published"


def an_addition(**changes: object) -> Json:
    return {
        "ajouts": [
            {
                "id": "prix",
                "genre": "tarif",
                "contenu": ["Chez nous, le repas coûte 3,10 €."],
                "source": SOURCE,
                **changes,
            }
        ]
    }


def test_a_local_fee_is_laid_over_an_official_sheet_whose_rest_follows_its_source(
    editor: Editor, service: LiveServer, welcome: Welcome, database_url: str
) -> None:
    opened = editor.open(OFFICIAL)
    assert opened["kind"] == "overlay"
    assert [place["title"] for place in opened["official"]["places"]] == ["Délai"]
    editor.publish(OFFICIAL, an_addition())
    assert "3,10 €" in cost_of(welcome, service, "F20")
    engine = create_engine(database_url)
    changed = replace(CANTEEN, body=(a_section("Durée", a_paragraph("Comptez un mois.")),))
    Store(engine).put([changed])
    engine.dispose()
    assert "3,10 €" in cost_of(welcome, service, "F20")
    assert [place["title"] for place in editor.open(OFFICIAL)["official"]["places"]] == ["Durée"]


def test_what_stood_at_an_official_part_that_is_gone_is_named_and_still_said(
    editor: Editor, service: LiveServer, welcome: Welcome
) -> None:
    editor.open(OFFICIAL)
    opened = editor.publish(OFFICIAL, an_addition(rubrique="gone", remplace=True))
    assert opened["official"]["lost"] == ["gone"]
    assert "3,10 €" in cost_of(welcome, service, "F20")


def test_a_local_fee_waits_for_its_first_day(editor: Editor, service: LiveServer, welcome: Welcome) -> None:
    tomorrow = (date.today() + timedelta(days=2)).isoformat()  # noqa: DTZ011
    editor.open(OFFICIAL)
    editor.publish(OFFICIAL, an_addition(a_partir_du=tomorrow))
    assert "3,10 €" not in cost_of(welcome, service, "F20")


def test_a_sheet_prepared_for_a_day_is_published_on_it_with_what_was_corrected_meanwhile(
    editor: Editor, published: str, engine: Engine
) -> None:
    texts = Texts(engine)
    later = date.today() + timedelta(days=30)  # noqa: DTZ011
    editor.draft(published, a_sheet("14 €"))
    assert editor.act(published, "publish", starts_on=later.isoformat())["scheduled_for"] == later.isoformat()
    correction = a_sheet()
    correction["rubriques"][1]["titre"] = "Papiers"
    editor.publish(published, correction)
    name = published.rpartition("/")[2]
    assert texts.due(date.today()) == []  # noqa: DTZ011
    assert texts.due(later) == [("procedure", name)]
    assert texts.publish_due(TextKind.PROCEDURE, name, later) is True
    assert texts.publish_due(TextKind.PROCEDURE, name, later) is False
    now = editor.open(published)
    assert now["live"]["rubriques"][0]["contenu"] == ["La location coûte 14 €."]
    assert now["live"]["rubriques"][1]["titre"] == "Papiers"
    assert now["scheduled_for"] is None


def test_a_sheet_of_a_file_once_edited_is_the_editors(editor: Editor, database_url: str, tmp_path: Path) -> None:
    engine = create_engine(database_url)
    store, data_dir = Store(engine), tmp_path / "files"
    load(store, data_dir)
    path = "/procedures/passeport"
    content = editor.open(path)["content"]
    content["resume"] = "Un passeport se demande en mairie."
    editor.publish(path, content)
    load(store, data_dir)
    engine.dispose()
    assert editor.open(path)["live"]["resume"] == "Un passeport se demande en mairie."
    first = editor.http.get(f"/editor{path}/revisions").json()["revisions"][-1]
    assert first["event"] == "original"


def test_verified_today_dates_the_source_and_changes_nothing_else(editor: Editor, published: str) -> None:
    seen = editor.act(published, "verified", section="cout")
    assert seen["live"]["rubriques"][0]["source"]["verifie_le"] != SOURCE["verifie_le"]
    assert seen["live"]["rubriques"][1]["source"] == SOURCE
    assert seen["live"]["rubriques"][0]["contenu"] == a_sheet()["rubriques"][0]["contenu"]


def test_a_draft_is_walked_as_citizens_would_and_a_question_tried_before_anything_is_published(editor: Editor) -> None:
    path = editor.start()
    editor.draft(path, a_sheet())
    tried = editor.http.post(f"/editor{path}/try", json={"question": "louer la salle polyvalente"}).json()
    assert tried["rank"] == 1
    first = editor.http.post(f"/editor{path}/preview", json={}).json()
    buttons = [*first["reply"]["payload"].get("choices", ()), *first["reply"]["payload"].get("suggestions", ())]
    documents = next(button for button in buttons if button["label"] in ("Pièces à fournir", "Un habitant"))
    body = {"state": first["state"], "step": documents["step"]}
    after = editor.http.post(f"/editor{path}/preview", json=body).json()
    assert "facture" in after["reply"]["text"] or "Qui loue la salle ?" in after["reply"]["text"]
    forged = editor.http.post(f"/editor{path}/preview", json={"step": {"subject": 3, "deed": "x"}})
    assert forged.status_code == 422


def test_the_list_finds_by_words_by_document_and_by_what_is_unfinished(editor: Editor, published: str) -> None:
    name = published.rpartition("/")[2]
    draft = editor.start("Vide-grenier")

    def listed(**params: str) -> list[str]:
        found = editor.http.get("/editor/procedures", params=params)
        assert found.status_code == 200, found.text
        lines = [one["id"] for one in found.json()["procedures"]]
        assert found.json()["total"] == len(lines)
        return lines

    assert listed() == [draft.rpartition("/")[2], name]
    assert name in listed(q="salle des fetes")
    assert listed(q="facture", filter="document") == [name]
    assert listed(filter="unfinished") == [draft.rpartition("/")[2]]
    assert [one["id"] for one in editor.http.get("/editor/unfinished").json()["texts"]] == [draft.rpartition("/")[2]]
    assert "F10" in listed(filter="stale")
    assert listed(filter="unsourced") == []


@pytest.mark.parametrize(
    "hostile",
    ["<img src=x onerror=alert(1)>", "'; DROP TABLE texts; --", "\x00\u202egnp.exe", "\ud800", "{{7*7}}", "../../etc"],
)
def test_hostile_words_are_words_everywhere(
    editor: Editor, service: LiveServer, welcome: Welcome, hostile: str
) -> None:
    path = editor.start()
    sheet = a_sheet(f"12 € {hostile}".encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    sheet["titre"] = f"Salle {hostile}".encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    published = editor.publish(path, sheet)
    assert published["state"] == "published"
    assert "\x00" not in cost_of(welcome, service, published["id"])


def test_a_link_that_would_run_something_cannot_be_published(editor: Editor) -> None:
    path = editor.start()
    sheet = a_sheet()
    sheet["rubriques"][0]["contenu"] = ["Voir [ici](javascript:alert(1))."]
    assert "n'est pas permis" in editor.draft(path, sheet)["faults"][0]["reason"]
    assert editor.try_to("POST", path, "/publish").status_code == 422


@pytest.mark.parametrize("content", [{"rubriques": 1e300}, {"a" * 100: 1}, {"x": "y" * 300_000}])
def test_what_is_no_text_at_all_is_refused_with_a_sentence(editor: Editor, content: Json) -> None:
    response = editor.try_to("PUT", editor.start(), "/draft", content=content)
    assert response.status_code == 422
    assert response.json()["detail"].endswith(".")


def test_a_text_too_deep_is_refused(editor: Editor) -> None:
    content: Json = {}
    for _ in range(40):
        content = {"contenu": [content]}
    assert editor.try_to("PUT", editor.start(), "/draft", content=content).status_code == 422


def test_no_text_is_lost_when_two_create_it_in_the_same_moment(editor: Editor, engine: Engine) -> None:
    editor.editions[OFFICIAL] = '"0"'
    assert editor.try_to("PUT", OFFICIAL, "/draft", content=an_addition()).status_code == 200
    assert editor.try_to("PUT", OFFICIAL, "/draft", content={"ajouts": []}).status_code == 412
