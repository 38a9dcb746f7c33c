"""Everything on the editors' side, put together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from api.database import Engine
from api.editor.access import EditorServices
from api.editor.finding import Finding
from api.editor.freshness.digest import Counts
from api.editor.freshness.repository import Freshness
from api.editor.freshness.service import Watch
from api.editor.inbox.repository import Inbox
from api.editor.inbox.service import Sorting
from api.editor.preview import Preview
from api.editor.repository import Texts
from api.editor.service import Editing
from api.editor.spreadsheets.service import Spreadsheets
from api.site import Site
from procedures.catalogue import Catalogue
from procedures.search import Search
from procedures.store import queries


def assemble(
    engine: Engine,
    texts: Texts,
    *,
    catalogue: Catalogue,
    search: Search,
    indexed: Callable[[], str],
    site: Site,
    is_reviewed: Callable[[], bool],
    data_dir: Path,
    review_after: timedelta,
) -> EditorServices:
    """``indexed``: the version of the content that ``search`` knows. ``is_reviewed``: whether somebody else reads what
    one wrote before it is published."""
    editing, inbox = Editing(texts, today=site.today, is_reviewed=is_reviewed), Inbox(engine)
    return EditorServices(
        editing=editing,
        finding=Finding(engine, texts, search, inbox, site.today),
        preview=Preview(catalogue, search, site.around),
        sorting=Sorting(inbox, editing, catalogue, search, indexed=indexed, models=data_dir / "models"),
        watch=Watch(Freshness(engine), editing, town=lambda: site.town, data_dir=data_dir, review_after=review_after),
        spreadsheets=Spreadsheets(editing, lambda: [one.id for one in queries.hand_written(engine)]),
    )


def count(editor: EditorServices) -> Counts:
    """What the week's e-mail tells."""
    return Counts(
        questions=len(editor.sorting.groups()),
        drafts_to_read=sum(text.is_submitted for text in editor.editing.texts.unfinished()),
        to_review=len(editor.watch.to_review()),
        guide_changes=sum(bool(change.touches) for change in editor.watch.guide_changes()),
        links=len(editor.watch.broken_links()),
        contacts=len(editor.watch.unknown_contacts()),
    )
