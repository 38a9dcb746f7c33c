"""Everything on the editors' side, put together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from api.database import Engine
from api.editor.access import EditorServices
from api.editor.finding import Finding
from api.editor.preview import Preview
from api.editor.repository import Texts
from api.editor.service import Editing
from procedures.catalogue import Catalogue
from procedures.search import Search


def assemble(
    engine: Engine,
    texts: Texts,
    *,
    catalogue: Catalogue,
    search: Search,
    today: Callable[[], date],
    is_reviewed: Callable[[], bool],
) -> EditorServices:
    """``is_reviewed``: whether a second person reads what one wrote before it is published."""
    return EditorServices(
        editing=Editing(texts, today=today, is_reviewed=is_reviewed),
        finding=Finding(engine, texts, search, today),
        preview=Preview(catalogue, search),
    )
