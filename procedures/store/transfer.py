"""All rows from one database to another: for backups, and to move from SQLite to PostgreSQL or back."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, Integer, MetaData, Table, func, insert, select, text

from procedures.store.base import writer

LOT = 500


def copy_rows(source: Engine, target: Engine, metadata: MetaData) -> int:
    """Make the tables of ``metadata`` in ``target`` hold exactly what they hold in ``source``; how many rows.

    Both databases have the same schema already. The source is read in one snapshot, and the target is written in one
    transaction: it is either as before or complete.
    """
    count = 0
    level = "REPEATABLE READ" if source.dialect.name == "postgresql" else "SERIALIZABLE"
    with source.connect().execution_options(isolation_level=level) as reading, writer(target).begin() as writing:
        for table in reversed(metadata.sorted_tables):
            writing.execute(table.delete())
        for table in metadata.sorted_tables:
            count += _copy_table(reading, writing, table)
            if writing.dialect.name == "postgresql":
                _continue_numbering(writing, table)
    return count


def is_empty(engine: Engine, metadata: MetaData) -> bool:
    """Whether no table that people fill holds a row; ``content_version`` is filled by the schema itself."""
    with engine.connect() as connection:
        return not any(
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
            if table.name != "content_version"
        )


def _copy_table(reading: Connection, writing: Connection, table: Table) -> int:
    count = 0
    rows = reading.execution_options(yield_per=LOT).execute(select(table))
    for lot in rows.mappings().partitions(LOT):
        writing.execute(insert(table), [dict(row) for row in lot])
        count += len(lot)
    return count


def _continue_numbering(writing: Connection, table: Table) -> None:
    """PostgreSQL gives the next number from a sequence, which rows inserted with their numbers do not move."""
    column = table.autoincrement_column
    if column is None or not isinstance(column.type, Integer):
        return
    highest = writing.execute(select(func.max(column))).scalar_one()
    if highest is not None:
        name = {"table": table.name, "column": column.name, "highest": highest}
        writing.execute(text("SELECT setval(pg_get_serial_sequence(:table, :column), :highest)"), name)
