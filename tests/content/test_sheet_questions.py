"""Each hand-written sheet is found by everyday questions, among pages of the guide that speak of other things.

A sample of the guide stands around the sheets; GUICHET_WHOLE=1 takes all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from api.database import create_engine, migrate
from procedures.importer import read_all
from procedures.importer.documents import Unreadable
from procedures.importer.sources import open_files
from procedures.search import LexicalSearch
from procedures.search.known_questions import known_questions
from procedures.store import Store, StoredCatalogue
from procedures.store.phrasings import load_phrasings
from procedures.yaml_files import load
from tests.guide_snapshot import Chosen, sample_of

QUESTIONS = known_questions()
ASKED = [(sheet, question) for sheet, questions in QUESTIONS.items() for question in questions]
AROUND = 400  # documents of the guide
FIRST = 0.9  # share of the questions whose sheet comes first; among the first three it must come for all


@pytest.fixture(scope="module")
def search(snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LexicalSearch]:
    folder = tmp_path_factory.mktemp("sheets")
    url = f"sqlite:///{folder / 'guichet.sqlite3'}"
    migrate(url)
    engine = create_engine(url)
    store = Store(engine)
    files = open_files(snapshot)
    wanted = sample_of([name for name in files.names() if PurePosixPath(name).stem[:1] in "FN"], AROUND, seed=7)
    store.put([item for item in read_all([Chosen(files, wanted.__contains__)]) if not isinstance(item, Unreadable)])
    load(store, folder)
    load_phrasings(engine)
    yield LexicalSearch(StoredCatalogue(engine))
    engine.dispose()


def test_every_sheet_has_five_questions_of_its_own() -> None:
    assert {sheet: len(set(questions)) for sheet, questions in QUESTIONS.items()} == dict.fromkeys(QUESTIONS, 5)
    assert len({question for _, question in ASKED}) == len(ASKED)


@pytest.mark.parametrize(("sheet", "question"), ASKED)
def test_the_sheet_is_among_the_first_found(search: LexicalSearch, sheet: str, question: str) -> None:
    found = [hit.id for hit in search.find(question) if hit.kind == "procedure"]
    assert sheet in found[:3]


def test_most_often_the_sheet_is_found_first(search: LexicalSearch) -> None:
    missed = [
        (sheet, question)
        for sheet, question in ASKED
        if next((hit.id for hit in search.find(question) if hit.kind == "procedure"), None) != sheet
    ]
    assert len(missed) <= (1 - FIRST) * len(ASKED), missed
