"""Freshness over the real application: what is to be verified, what the guide has changed under the town's texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from api.editor.freshness.repository import Freshness
from api.staff.identity import Role
from procedures.store import Store
from tests.integration.citizen import Json
from tests.integration.conftest import CANTEEN
from tests.integration.editor import SOURCE, Editor, a_sheet
from tests.integration.team import Team
from tests.items import a_paragraph, a_section

OLD = {**SOURCE, "verifie_le": "2020-01-01"}


@pytest.fixture
def editor(team: Team) -> Editor:
    return Editor(team.join(Role.EDITOR, name="Camille"))


def freshness(editor: Editor) -> Json:
    response = editor.http.get("/editor/freshness")
    assert response.status_code == 200, response.text
    found: Json = response.json()
    return found


def test_a_part_whose_verification_is_old_is_asked_for_until_somebody_has_checked_it(editor: Editor) -> None:
    path = editor.start()
    sheet = a_sheet()
    sheet["rubriques"][0]["source"] = OLD
    editor.publish(path, sheet)
    [part] = freshness(editor)["to_review"]
    assert part["section"]["title"] == "Prix"
    assert part["passage"] == "La location coûte 12\u00a0€."
    assert part["source_url"] == OLD["url"]
    editor.act(path, "verified", section=part["section"]["id"])
    assert freshness(editor)["to_review"] == []


def test_what_the_guide_changes_is_told_in_words_with_the_towns_texts_that_it_touches(
    editor: Editor, engine: Engine
) -> None:
    editor.open("/procedures/F20")
    addition = {"id": "prix", "genre": "tarif", "contenu": ["Chez nous, 3,10 €."], "source": SOURCE}
    editor.publish("/procedures/F20", {"ajouts": [addition]})
    Store(engine).put([replace(CANTEEN, body=(a_section("Délai", a_paragraph("Comptez un mois.")),))])
    [change] = freshness(editor)["guide_changes"]
    assert change["procedure"]["id"] == "F20"
    assert [touched["id"] for touched in change["touches"]] == ["F20"]
    detail = editor.http.get(f"/editor/freshness/changes/{change['revision']}").json()
    [difference] = detail["differences"]
    assert difference["where"] == "Délai"
    changed = [(piece["sign"], piece["words"]) for piece in difference["pieces"] if piece["sign"] != "same"]
    assert changed == [("gone", "une"), ("new", "un"), ("gone", "semaine"), ("new", "mois")]


def test_a_contact_that_nobody_vouches_for_is_told_with_the_text_that_gives_it(editor: Editor) -> None:
    path = editor.start()
    sheet = a_sheet()
    sheet["rubriques"][0]["contenu"].append("Appelez le 01 99 00 99 98.")
    editor.publish(path, sheet)
    [contact] = freshness(editor)["contacts"]
    assert contact["what"] == "01 99 00 99 98"
    assert contact["procedures"][0]["id"] == path.rpartition("/")[2]


def test_a_chore_is_done_once_in_its_time_by_whichever_process(engine: Engine) -> None:
    one, other = Freshness(engine), Freshness(engine)
    now, week = datetime(2026, 11, 30, tzinfo=UTC), timedelta(days=7)
    assert one.claim("digest", now, week) is False
    assert [one.claim("digest", now + week, week), other.claim("digest", now + week, week)] == [True, False]
    assert other.claim("digest", now + 2 * week, week) is True
