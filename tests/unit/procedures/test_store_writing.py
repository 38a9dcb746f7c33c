"""Putting items in the base: what is said of each, and that nothing is ever lost."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, func, select, text

from procedures.model import Audience, Origin
from procedures.store import Change, Store, StoredCatalogue
from procedures.store.history import body_at, revisions
from procedures.store.tables import Event, ImportRow, ItemKind, ProcedureRow, SectionRow
from procedures.store.writing import LOT
from tests.items import a_dossier, a_procedure, a_section, a_theme


@pytest.fixture
def store(engine: Engine) -> Store:
    return Store(engine)


def events(engine: Engine, procedure_id: str) -> list[Event]:
    return [revision.event for revision in revisions(engine, ItemKind.PROCEDURE, procedure_id)]


class TestPut:
    def test_says_what_happened_to_each_item_in_order(self, store: Store) -> None:
        store.put([a_procedure("F1"), a_procedure("F2")])
        changes = store.put([a_procedure("F3"), a_procedure("F2", title="Another title"), a_procedure("F1")])
        assert changes == (Change.ADDED, Change.CHANGED, Change.UNCHANGED)

    def test_takes_every_kind_of_item(self, store: Store, engine: Engine) -> None:
        items = [a_procedure("F1"), a_dossier("N1", "F1"), a_theme("N2")]
        assert store.put(items) == (Change.ADDED,) * 3
        assert store.put(items) == (Change.UNCHANGED,) * 3

    def test_the_same_content_again_leaves_the_version_alone(self, store: Store, engine: Engine) -> None:
        store.put([a_procedure("F1")])
        before = StoredCatalogue(engine).version()
        store.put([a_procedure("F1")])
        assert StoredCatalogue(engine).version() == before

    def test_a_lot_without_end_is_cut_into_short_transactions(self, store: Store, engine: Engine) -> None:
        count = 2 * LOT + 1
        changes = store.put(a_procedure(f"F{number}") for number in range(count))
        assert changes == (Change.ADDED,) * count
        assert StoredCatalogue(engine).version() == "3"

    def test_refuses_one_id_with_two_contents(self, store: Store) -> None:
        with pytest.raises(ValueError, match="F1 comes twice"):
            store.put([a_procedure("F1"), a_procedure("F1", title="Another title")])

    def test_the_same_item_twice_in_a_lot_counts_once(self, store: Store) -> None:
        assert store.put([a_procedure("F1"), a_procedure("F1")]) == (Change.ADDED, Change.UNCHANGED)

    def test_rows_for_sql_follow_the_content(self, store: Store, engine: Engine) -> None:
        store.put([a_procedure("F1", body=(a_section("Coût"), a_section("Démarche")))])
        store.put([a_procedure("F1", body=(a_section("Délai"),))])
        with engine.connect() as connection:
            assert connection.scalars(select(SectionRow.title)).all() == ["Délai"]

    def test_a_failing_lot_leaves_nothing_behind(self, engine: Engine) -> None:
        store = Store(engine, clock=lambda: datetime(2026, 1, 1))  # noqa: DTZ001 - naive on purpose: refused by the base
        with pytest.raises(Exception, match="time zone"):
            store.put([a_procedure("F1")])
        assert StoredCatalogue(engine).version() == "0"
        with engine.connect() as connection:
            assert connection.scalar(select(func.count()).select_from(ProcedureRow)) == 0

    def test_rows_of_an_older_make_are_written_anew_without_a_revision(self, store: Store, engine: Engine) -> None:
        store.put([a_procedure("F1", body=(a_section("Coût"),))])
        with engine.begin() as connection:
            connection.execute(text("UPDATE procedures SET derivation = 0"))
            connection.execute(text("DELETE FROM sections"))
        assert store.put([a_procedure("F1", body=(a_section("Coût"),))]) == (Change.UNCHANGED,)
        assert events(engine, "F1") == [Event.ADDED]
        with engine.connect() as connection:
            assert connection.scalars(select(SectionRow.title)).all() == ["Coût"]

    def test_concurrent_writers_take_turns(self, engine: Engine) -> None:
        def put(first: int) -> None:
            for number in range(first, first + 10):
                Store(engine).put([a_procedure(f"F{number}")])

        threads = [threading.Thread(target=put, args=(first,)) for first in (100, 200, 300)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert StoredCatalogue(engine).version() == "30"
        assert len(list(StoredCatalogue(engine).search_entries())) == 30


class TestRevisions:
    def test_every_body_is_kept(self, store: Store, engine: Engine) -> None:
        first, second = a_procedure("F1", title="First"), a_procedure("F1", title="Second")
        for item in (first, second, first):
            store.put([item])
        history = revisions(engine, ItemKind.PROCEDURE, "F1")
        assert [body_at(engine, revision.id) for revision in history] == [first, second, first]

    def test_withdrawing_and_coming_back_are_dated_events(self, engine: Engine) -> None:
        day = datetime(2026, 11, 21, 12, tzinfo=UTC)
        store = Store(engine, clock=lambda: day)
        store.put([a_procedure("F1")])
        store.withdraw_missing(Origin.OFFICIAL, ())
        assert store.put([a_procedure("F1")]) == (Change.ADDED,)
        history = revisions(engine, ItemKind.PROCEDURE, "F1")
        assert [(line.event, line.has_body) for line in history] == [
            (Event.ADDED, True),
            (Event.WITHDRAWN, False),
            (Event.RESTORED, False),
        ]
        assert {line.recorded_at for line in history} == {day}
        assert StoredCatalogue(engine).procedure("F1") == a_procedure("F1")

    def test_an_unknown_revision_has_no_body(self, engine: Engine) -> None:
        assert body_at(engine, 404) is None


class TestWithdrawMissing:
    def test_withdraws_what_is_gone_and_names_it(self, store: Store, engine: Engine) -> None:
        store.put([a_procedure("F1"), a_procedure("F2"), a_dossier("N1", "F1")])
        assert set(store.withdraw_missing(Origin.OFFICIAL, {"F1"})) == {"F2", "N1"}
        catalogue = StoredCatalogue(engine)
        assert catalogue.procedure("F1") is not None
        assert catalogue.procedure("F2") is None
        assert catalogue.dossier("N1") is None

    def test_leaves_other_origins_alone(self, store: Store) -> None:
        store.put([a_procedure("own-one", origin=Origin.OWN)])
        assert store.withdraw_missing(Origin.OFFICIAL, ()) == ()

    def test_leaves_audiences_that_were_not_read_alone(self, store: Store) -> None:
        store.put([a_procedure("F1"), a_procedure("F2", audience=Audience.PROFESSIONALS)])
        gone = store.withdraw_missing(Origin.OFFICIAL, (), audiences=[Audience.PROFESSIONALS])
        assert gone == ("F2",)

    def test_does_it_once(self, store: Store) -> None:
        store.put([a_procedure("F1")])
        store.withdraw_missing(Origin.OFFICIAL, ())
        assert store.withdraw_missing(Origin.OFFICIAL, ()) == ()


def test_an_import_leaves_its_trace(engine: Engine) -> None:
    start = datetime(2026, 11, 21, 8, tzinfo=UTC)
    end = datetime(2026, 11, 21, 9, tzinfo=UTC)
    Store(engine, clock=lambda: end).log_import(
        "part.zip",
        started_at=start,
        added=3,
        changed=2,
        unchanged=1,
        withdrawn=0,
        unreadable=[("F9.xml", "truncated")],
    )
    with engine.connect() as connection:
        row = connection.execute(select(ImportRow)).one()
    assert (row.source, row.started_at, row.finished_at, row.added) == ("part.zip", start, end, 3)
    assert row.unreadable == [{"name": "F9.xml", "reason": "truncated"}]
