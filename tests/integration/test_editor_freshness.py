"""Freshness over the real application: what is to be verified, what the guide has changed under the town's texts."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlalchemy import Engine

from api.editor.freshness.chores import Post, send_digest
from api.editor.freshness.digest import Counts
from api.editor.freshness.repository import Freshness
from api.editor.freshness.service import Watch
from api.editor.repository import Texts
from api.editor.service import Editing
from api.mail_server import MailServer
from api.staff.identity import Role
from procedures import directory
from procedures.directory import Directory, Place
from procedures.store import Store
from procedures.town import load
from tests.integration.citizen import Json
from tests.integration.conftest import CANTEEN
from tests.integration.editor import SOURCE, Editor, a_sheet
from tests.integration.mailbox import Mailbox
from tests.integration.team import Team
from tests.items import a_paragraph, a_section

NOW = datetime(2026, 11, 30, tzinfo=UTC)
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


def test_what_the_official_directory_gives_is_confirmed_and_what_is_laid_over_a_sheet_is_looked_at_too(
    editor: Editor, tmp_path: Path
) -> None:
    editor.open("/procedures/F20")
    said = "Appelez le 01 99 00 99 98, ou écrivez à cantine@ville.example."
    addition = {"id": "contact", "genre": "precision", "contenu": [said], "source": SOURCE}
    editor.publish("/procedures/F20", {"ajouts": [addition]})
    contacts = freshness(editor)["contacts"]
    assert [(one["what"], one["procedures"][0]["id"]) for one in contacts] == [
        ("01 99 00 99 98", "F20"),
        ("cantine@ville.example", "F20"),
    ]
    place = Place(
        "1", "Caisse des écoles", ("mairie",), phones=("+33 1 99 00 99 98",), emails=("Cantine@ville.example",)
    )
    directory.save(Directory((place,)), tmp_path)
    assert freshness(editor)["contacts"] == []


def test_a_chore_is_done_once_in_its_time_by_whichever_process(engine: Engine) -> None:
    one, other = Freshness(engine), Freshness(engine)
    now, week = datetime(2026, 11, 30, tzinfo=UTC), timedelta(days=7)
    assert one.claim("digest", now, week) is False
    assert [one.claim("digest", now + week, week), other.claim("digest", now + week, week)] == [True, False]
    assert other.claim("digest", now + 2 * week, week) is True


def test_the_weeks_e_mail_leaves_once_and_says_what_there_is_to_do(
    engine: Engine, mailbox: tuple[Mailbox, str], tmp_path: Path
) -> None:
    received, url = mailbox
    moments = iter(NOW + timedelta(days=day) for day in (0, 6, 8, 8))
    texts = Texts(engine)
    editing = Editing(texts, today=NOW.date, is_reviewed=lambda: False)
    town = load(tmp_path)
    watch = Watch(
        Freshness(engine),
        editing,
        town=lambda: town,
        data_dir=tmp_path,
        review_after=timedelta(days=365),
        clock=lambda: next(moments),
    )
    post = Post(MailServer.at(url), "guichet@ville.example", lambda: "equipe@ville.example", "https://x.example")
    counts = Counts(questions=3, drafts_to_read=0, to_review=0, guide_changes=0, links=0, contacts=0)
    for _ in range(4):
        asyncio.run(send_digest(watch, lambda: counts, post))
    message = message_from_bytes(received.received.get(timeout=10).content, policy=policy.default)
    assert "3 questions mal comprises" in message.get_content()  # type: ignore[attr-defined]
    assert received.received.empty()
