"""What editors ask of the base: each question one SQL statement."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Engine, Select, case, func, or_, select

from procedures.model import Origin
from procedures.store.tables import DocumentRow, DossierRow, FeeRow, ProcedureRow, State
from procedures.words import fold

A_YEAR = timedelta(days=365)
_TELLING = 4  # letters; shorter words (de, du, les) tell nothing of a document


@dataclass(frozen=True)
class Listed:
    """A procedure in an editor's list."""

    id: str
    title: str
    origin: Origin
    verified_on: date | None


@dataclass(frozen=True)
class Charged:
    """A procedure with what it costs; ``highest`` is None when no text gives an amount in euros."""

    procedure: Listed
    lowest: Decimal | None
    highest: Decimal | None


def asking_for_document(engine: Engine, words: str) -> tuple[Listed, ...]:
    """Published procedures that ask for a document named ``words``, by title.

    Accents, case and small words do not matter: "justificatif de domicile" finds "Justificatif du domicile".
    """
    named = fold(words).split()
    telling = [word for word in named if len(word) >= _TELLING] or named
    asked = select(DocumentRow.procedure_id).where(
        *(DocumentRow.words.contains(word, autoescape=True) for word in telling)
    )
    return _listed(engine, _published().where(ProcedureRow.id.in_(asked)).order_by(ProcedureRow.title, ProcedureRow.id))


def with_a_fee(engine: Engine) -> tuple[Charged, ...]:
    """Published procedures that cost something, the dearest first; one that is said to be free is left out."""
    lowest, highest = func.min(FeeRow.amount), func.max(FeeRow.amount)
    query = (
        _published()
        .add_columns(lowest, highest)
        .join(FeeRow, FeeRow.procedure_id == ProcedureRow.id)
        .where(or_(FeeRow.amount.is_(None), FeeRow.amount > 0))
        .group_by(ProcedureRow.id, ProcedureRow.title, ProcedureRow.origin, ProcedureRow.verified_on)
        .order_by(func.coalesce(highest, 0).desc(), ProcedureRow.title, ProcedureRow.id)
    )
    with engine.connect() as connection:
        return tuple(Charged(Listed(*row[:4]), row[4], row[5]) for row in connection.execute(query))


def not_verified_since(engine: Engine, day: date) -> tuple[Listed, ...]:
    """Published procedures last verified before ``day``, or never; the oldest first. A year: ``today - A_YEAR``."""
    stale = or_(ProcedureRow.verified_on.is_(None), ProcedureRow.verified_on < day)
    age = func.coalesce(ProcedureRow.verified_on, date.min)
    return _listed(engine, _published().where(stale).order_by(age, ProcedureRow.id))


def listed(engine: Engine, ids: Collection[str]) -> tuple[Listed, ...]:
    """Those of ``ids`` that are published procedures, in the order of ``ids``."""
    found = {one.id: one for one in _listed(engine, _published().where(ProcedureRow.id.in_(ids)))}
    return tuple(found[one] for one in dict.fromkeys(ids) if one in found)


def hand_written(engine: Engine) -> tuple[Listed, ...]:
    """Published procedures that the guide did not bring, by title."""
    own = _published().where(ProcedureRow.origin != Origin.OFFICIAL)
    return _listed(engine, own.order_by(ProcedureRow.title, ProcedureRow.id))


def all_published(engine: Engine) -> tuple[Listed, ...]:
    """Every published procedure, those of the town first, then by title."""
    first = case((ProcedureRow.origin == Origin.OFFICIAL, 1), else_=0)
    return _listed(engine, _published().order_by(first, ProcedureRow.title, ProcedureRow.id))


def newest_verification(engine: Engine) -> date | None:
    """The latest day on which a published sheet of the official guide was verified: how old the guide is."""
    newest = select(func.max(ProcedureRow.verified_on)).where(
        ProcedureRow.state == State.PUBLISHED, ProcedureRow.origin == Origin.OFFICIAL
    )
    with engine.connect() as connection:
        return connection.scalar(newest)


def _published() -> Select[str, str, Origin, date | None]:
    columns = select(ProcedureRow.id, ProcedureRow.title, ProcedureRow.origin, ProcedureRow.verified_on)
    return columns.where(ProcedureRow.state == State.PUBLISHED)


def _listed(engine: Engine, query: Select[str, str, Origin, date | None]) -> tuple[Listed, ...]:
    with engine.connect() as connection:
        return tuple(Listed(*row) for row in connection.execute(query))


def official_ids(engine: Engine) -> frozenset[str]:
    """The ids of all procedures and dossiers that the guide has had in this base, withdrawn ones too."""
    with engine.connect() as connection:
        return frozenset(
            found
            for table in (ProcedureRow, DossierRow)
            for found in connection.scalars(select(table.id).where(table.origin == Origin.OFFICIAL))
        )
