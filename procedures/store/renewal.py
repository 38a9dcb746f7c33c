"""What an older make of the program derived from the trees, derived anew from the trees that the base holds."""

from __future__ import annotations

from collections.abc import Callable
from itertools import batched

from sqlalchemy import Engine, select

from procedures.store import bodies, rows
from procedures.store.history import MODELS
from procedures.store.items import TABLES, Item
from procedures.store.tables import ItemKind, Revision, State
from procedures.store.writing import LOT, Store

Progress = Callable[[int, int], None]


def renew(engine: Engine, *, progress: Progress | None = None) -> int:
    """Writes anew the derived rows of published items that are of another make; says how many there were.
    ``progress`` is called with how many are done, and how many there are.

    Nothing that is served changes meanwhile: revisions and hashes stay as they are.
    """
    outdated = [(kind, item_id) for kind in ItemKind for item_id in _outdated(engine, kind)]
    store = Store(engine)
    for done, lot in enumerate(batched(outdated, LOT)):
        store.put([_item(engine, kind, item_id) for kind, item_id in lot])
        if progress:
            progress(done * LOT + len(lot), len(outdated))
    return len(outdated)


def _outdated(engine: Engine, kind: ItemKind) -> list[str]:
    table = TABLES[kind]
    query = select(table.id).where(table.state == State.PUBLISHED, table.derivation != rows.DERIVATION)
    with engine.connect() as connection:
        return list(connection.scalars(query))


def _item(engine: Engine, kind: ItemKind, item_id: str) -> Item:
    table = TABLES[kind]
    query = select(Revision.body).join(table, table.revision_id == Revision.id).where(table.id == item_id)
    with engine.connect() as connection:
        body = connection.execute(query).scalar_one()
    if body is None:
        raise LookupError(f"{item_id} has no body; import the content again")
    item: Item = bodies.decode(MODELS[kind], body)
    return item
