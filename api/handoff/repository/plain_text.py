"""Searching in what was said whatever its accents and capitals."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, String, func
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.functions import FunctionElement

from procedures.words import plain

_ACCENTED = "àâäÀÂÄéèêëÉÈÊËîïÎÏôöÔÖùûüÙÛÜçÇ’"
_ALONE = "aaaaaaeeeeeeeeiiiioooouuuuuucc'"


class _Plain(FunctionElement[str]):
    """``plain`` of a column: by Python's own on SQLite (``procedures.store.engine``), by PostgreSQL's otherwise."""

    type = String()
    name = "plain"
    inherit_cache = True


@compiles(_Plain, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return f"plain({compiler.process(element.clauses, **options)})"


@compiles(_Plain, "postgresql")
def _on_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    text = func.translate(func.lower(*element.clauses), _ACCENTED, _ALONE)
    return str(compiler.process(func.replace(func.replace(text, "œ", "oe"), "Œ", "oe"), **options))


def says(text: InstrumentedAttribute[str], words: str) -> ColumnElement[bool]:
    """Whether ``words`` are in ``text``."""
    return _Plain(text).contains(plain(words), autoescape=True)
