"""Where a dated message of the town stands in answers, and where it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from procedures.directory import Directory
from procedures.reply import Around, Notice, localised
from procedures.town import DEMONSTRATION_TOWN, Town, read

CLOSED = Notice("La mairie est fermée le 24 décembre.")
FULL = Notice("La cantine est complète.", ("cantine-scolaire",))


@pytest.fixture
def town() -> Town:
    return replace(read(DEMONSTRATION_TOWN, demonstration=True), demonstration=False)


def answer(procedure: str, *offices: str) -> dict[str, Any]:
    return {
        "procedure": {"id": procedure, "title": "La démarche"},
        "offices": [{"title": office, "types": ["mairie"] if office == "Mairie" else []} for office in offices],
        "sections": [],
    }


def told(payload: dict[str, Any], town: Town) -> list[str]:
    around = Around(town, Directory(), date(2026, 11, 30), (CLOSED, FULL))
    placed, text = localised(payload, "Voici.\n\nLa démarche\n\nLe reste.", around)
    notices: list[str] = placed.get("notices", [])
    lines = [f"Message de la mairie : {one}" for one in notices]
    assert text.split("\n\n")[1 : 2 + len(lines)] == ["La démarche", *lines]  # the words say the same
    return notices


def test_an_answer_that_sends_to_the_town_hall_says_that_it_is_closed(town: Town) -> None:
    assert told(answer("F870", "Mairie"), town) == [CLOSED.text]
    assert told(answer("acte-de-naissance", "Mairie"), town) == [CLOSED.text]


def test_a_town_hall_inside_a_chapter_counts(town: Town) -> None:
    contact = {"type": "contact", "title": "Mairie", "types": ["mairie"], "blocks": []}
    item = [{"type": "list", "ordered": False, "items": [[contact]]}]
    assert told({**answer("F870"), "sections": [{"title": "", "blocks": item}]}, town) == [CLOSED.text]


def test_an_answer_that_names_no_place_of_the_town_says_nothing(town: Town) -> None:
    assert told(answer("F870"), town) == []
    assert told(answer("F870", "Caisse d'allocations familiales"), town) == []
    assert told(answer("F1341", "Mairie"), town) == []  # this town does not take identity papers
    assert told({**answer("F870", "Mairie"), "facts": [{"value": "35000"}]}, town) == []  # somebody from elsewhere


def test_a_message_of_a_procedure_stands_in_its_answers_whatever_they_say(town: Town) -> None:
    assert told(answer("cantine-scolaire"), town) == [CLOSED.text, FULL.text]  # its office is a service of the town
    assert told(answer("cantine-scolaire"), replace(town, services=())) == [FULL.text]


def test_a_question_has_none(town: Town) -> None:
    payload = {"procedure": {"id": "cantine-scolaire", "title": "La démarche"}, "prompt": "Pour qui ?"}
    around = Around(town, Directory(), date(2026, 11, 30), (FULL,))
    assert localised(payload, "Pour qui ?", around) == (payload, "Pour qui ?")
