"""How citizens ask for each subject, brought into the base from the files that editors write."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from itertools import batched
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from procedures.catalogue import Phrasings
from procedures.problems import ContentError, Problem
from procedures.search.counting import count_texts, pack
from procedures.search.phrasings import FOLDER, files, read
from procedures.store.base import writer
from procedures.store.tables import ContentVersion, SearchPhrasingFileRow, SearchPhrasingsRow
from procedures.store.text_tables import TextKind, TextRow

_MADE_BY = "2"  # raise it when the terms of a sentence are counted otherwise: all files are then read again

_LOT = 500  # ids in one query


def load_phrasings(engine: Engine, folder: Path = FOLDER) -> tuple[Problem, ...]:
    """Bring the base in line with the files of ``folder``; only files that have changed are read.

    Each file is one short transaction. A file that cannot be read is named in what is returned, and what the base
    held of it stays.
    """
    problems: list[Problem] = []
    with engine.connect() as connection:
        rows = connection.execute(select(SearchPhrasingFileRow.__table__))
        known = {row.file: row.content_hash for row in rows}
    present = {file.name: file for file in files(folder)}
    for gone in known.keys() - present.keys():
        _write(engine, gone, None, ())
    for name, file in present.items():
        content_hash = hashlib.sha256(_MADE_BY.encode() + file.read_bytes()).hexdigest()
        if known.get(name) == content_hash:
            continue
        try:
            _write(engine, name, content_hash, read(file))
        except ContentError as error:
            problems += error.problems
    return tuple(problems)


def read_phrasings(connection: Connection, subject_ids: Collection[str]) -> dict[str, tuple[Phrasings, ...]]:
    """The phrasings of those subjects that have any, by subject: those of the files, then those of the editors."""
    found: dict[str, tuple[Phrasings, ...]] = {}
    for row in _rows(connection, subject_ids):
        found[row.subject_id] = (Phrasings(row.subject_id, row.asked, tuple(row.said), row.counted),)
    for subject_id, said in _edited(connection, subject_ids):
        found[subject_id] = (*found.get(subject_id, ()), Phrasings(subject_id, 0, said, taught=True))
    return found


def _edited(connection: Connection, subject_ids: Collection[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for lot in batched(subject_ids, _LOT):
        query = select(TextRow.id, TextRow.live).where(TextRow.kind == TextKind.PHRASINGS, TextRow.id.in_(lot))
        for subject_id, live in connection.execute(query):
            if live and live["phrases"]:
                yield subject_id, tuple(live["phrases"])


def _rows(connection: Connection, subject_ids: Collection[str]) -> Iterator[Row[Any]]:
    for lot in batched(subject_ids, _LOT):
        yield from connection.execute(
            select(SearchPhrasingsRow.__table__).where(SearchPhrasingsRow.subject_id.in_(lot))
        )


def _write(engine: Engine, file: str, content_hash: str | None, subjects: Iterable[Phrasings]) -> None:
    rows = [_row(file, subject) for subject in subjects]
    with writer(engine).begin() as connection:
        connection.execute(delete(SearchPhrasingsRow).where(SearchPhrasingsRow.file == file))
        connection.execute(delete(SearchPhrasingFileRow).where(SearchPhrasingFileRow.file == file))
        if rows:
            _make_room(connection, [str(row["subject_id"]) for row in rows])
            connection.execute(insert(SearchPhrasingsRow), rows)
        if content_hash:
            connection.execute(insert(SearchPhrasingFileRow).values(file=file, content_hash=content_hash))
        connection.execute(update(ContentVersion).values(number=ContentVersion.number + 1))


def _make_room(connection: Connection, subject_ids: list[str]) -> None:
    """A subject that has moved from one file to another is where it was seen last."""
    for lot in batched(subject_ids, _LOT):
        connection.execute(delete(SearchPhrasingsRow).where(SearchPhrasingsRow.subject_id.in_(lot)))


def _row(file: str, subject: Phrasings) -> dict[str, object]:
    return {
        "subject_id": subject.subject_id,
        "file": file,
        "asked": subject.asked,
        "said": list(subject.said),
        "counted": pack([count_texts((sentence,)) for sentence in subject.said]),
    }
