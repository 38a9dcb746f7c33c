"""What an older make of the program derived is derived anew from the trees in the base."""

from __future__ import annotations

from sqlalchemy import Engine, update

from procedures.store import Store, StoredCatalogue
from procedures.store.history import revisions
from procedures.store.renewal import renew
from procedures.store.tables import ItemKind, ProcedureRow, SearchEntryRow
from tests.items import a_dossier, a_procedure


def test_outdated_rows_are_written_anew_and_nothing_else_changes(engine: Engine) -> None:
    Store(engine).put([a_procedure("F1"), a_procedure("F2"), a_dossier("N1", "F1")])
    before = {entry.id: entry.counted for entry in StoredCatalogue(engine).search_entries()}
    with engine.begin() as connection:
        connection.execute(update(ProcedureRow).where(ProcedureRow.id == "F1").values(derivation=1))
        connection.execute(update(SearchEntryRow).where(SearchEntryRow.id == "F1").values(counted=b""))
    told: list[tuple[int, int]] = []
    assert renew(engine, progress=lambda done, total: told.append((done, total))) == 1
    assert told == [(1, 1)]
    assert {entry.id: entry.counted for entry in StoredCatalogue(engine).search_entries()} == before
    assert len(revisions(engine, ItemKind.PROCEDURE, "F1")) == 1
    assert renew(engine) == 0
