"""The routes by which a text lives, the same for each kind: written, read by another, published, taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Depends, Response

from api.editor import schemas
from api.editor.access import Edition, EditorServices, Provided, RevisionId, TextId, author_of
from api.editor.differences import differences, lines
from api.editor.intake import sound
from api.editor.repository import Change
from api.editor.service import Opened
from api.editor.texts import Author, Text
from procedures.store.text_tables import TextEvent, TextKind

_PAST = (TextEvent.PUBLISHED, TextEvent.ORIGINAL)

KindOf = Callable[[EditorServices, str], TextKind]
AuthorOf = Callable[..., Author]  # a dependency of the routes


def add_life(router: APIRouter, path: str, kind_of: KindOf, author: AuthorOf = author_of) -> None:
    """Gives ``router`` all of them; ``path`` is that of one text, ``kind_of`` tells its kind from its id, and
    ``author`` refuses whoever may not write it."""
    who = Depends(author)

    def change_wanted(*, text_id: TextId, author: Author = who, edition: Edition, provided: Provided) -> Change:
        # Who asks comes before the edition: nobody else learns that a text is there.
        return Change(kind_of(provided, text_id), text_id, edition, author)

    wanted = Depends(change_wanted)
    _add_reading(router, path, kind_of, who)
    for add in (_add_writing, _add_publishing, _add_return):
        add(router, path, wanted)


def opened_out(provided: EditorServices, opened: Opened, who: Author, response: Response) -> schemas.TextOut:
    """A text for its editor, and its edition as the ``ETag``."""
    response.headers["ETag"] = f'"{opened.text.edition}"'
    return schemas.TextOut.of(opened, provided.editing, who)


def _done(provided: EditorServices, text: Text, change: Change, response: Response) -> schemas.TextOut:
    return opened_out(provided, provided.editing.open(text.kind, text.id), change.author, response)


def _add_reading(router: APIRouter, path: str, kind_of: KindOf, author: Any) -> None:
    @router.get(path)
    def open_text(*, text_id: TextId, who: Author = author, provided: Provided, response: Response) -> schemas.TextOut:
        """The draft if there is one, else what is published, with what has to be mended."""
        return opened_out(provided, provided.editing.open(kind_of(provided, text_id), text_id), who, response)

    @router.get(f"{path}/revisions")
    def list_revisions(*, text_id: TextId, _who: Author = author, provided: Provided) -> schemas.RevisionsOut:
        """All that was ever done to it, the newest first."""
        found = provided.editing.history(kind_of(provided, text_id), text_id)
        return schemas.RevisionsOut(revisions=[schemas.RevisionOut.of(one) for one in found])

    @router.get(f"{path}/revisions/{{revision_id}}")
    def show_revision(
        *, text_id: TextId, revision_id: RevisionId, _who: Author = author, provided: Provided
    ) -> schemas.RevisionDetailOut:
        """What it was, and what changed from the version published before."""
        kind = kind_of(provided, text_id)
        revision = provided.editing.texts.revision(kind, text_id, revision_id)
        earlier = [one for one in provided.editing.texts.revisions(kind, text_id) if one.id < revision_id]
        before = next((one.content for one in earlier if one.event in _PAST), None)
        return schemas.RevisionDetailOut(
            revision=schemas.RevisionOut.of(revision),
            content=revision.content,
            differences=[
                schemas.DifferenceOut.of(one) for one in differences(lines(before or {}), lines(revision.content or {}))
            ],
        )


def _add_writing(router: APIRouter, path: str, wanted: Any) -> None:
    @router.put(f"{path}/draft")
    def save_draft(
        *, new: schemas.NewDraft, change: Change = wanted, provided: Provided, response: Response
    ) -> schemas.TextOut:
        """Keeps what is being written, faults included; 412 with both versions when somebody else was faster."""
        change = replace(change, comment=new.comment)
        return _done(provided, provided.editing.save(change, sound(new.content)), change, response)

    @router.delete(f"{path}/draft")
    def discard_draft(*, change: Change = wanted, provided: Provided, response: Response) -> schemas.TextOut:
        """Back to what is published."""
        return _done(provided, provided.editing.texts.discard(change), change, response)

    @router.post(f"{path}/submit")
    def submit(
        *, deed: schemas.Deed, change: Change = wanted, provided: Provided, response: Response
    ) -> schemas.TextOut:
        """Asks another person to read the draft and publish it."""
        change = replace(change, comment=deed.comment)
        return _done(provided, provided.editing.texts.submit(change), change, response)


def _add_publishing(router: APIRouter, path: str, wanted: Any) -> None:
    @router.post(f"{path}/publish")
    def publish(
        *, publication: schemas.Publication, change: Change = wanted, provided: Provided, response: Response
    ) -> schemas.TextOut:
        """The draft is what citizens read from now on, or from a day to come."""
        change = replace(change, comment=publication.comment)
        return _done(provided, provided.editing.publish(change, publication.starts_on), change, response)

    @router.post(f"{path}/unschedule")
    def unschedule(
        *, deed: schemas.Deed, change: Change = wanted, provided: Provided, response: Response
    ) -> schemas.TextOut:
        """What was waiting for its day is a draft again."""
        change = replace(change, comment=deed.comment)
        return _done(provided, provided.editing.texts.unschedule(change), change, response)

    @router.post(f"{path}/withdraw")
    def withdraw(
        *, deed: schemas.Deed, change: Change = wanted, provided: Provided, response: Response
    ) -> schemas.TextOut:
        """Citizens no longer read it; it stays as a draft, with all its revisions."""
        change = replace(change, comment=deed.comment)
        return _done(provided, provided.editing.withdraw(change), change, response)


def _add_return(router: APIRouter, path: str, wanted: Any) -> None:
    @router.post(f"{path}/revert")
    def revert(
        *, back: schemas.Return, change: Change = wanted, provided: Provided, response: Response
    ) -> schemas.TextOut:
        """Back to an earlier version, in one click; to be read by somebody else first where that is the rule."""
        change = replace(change, comment=back.comment)
        return _done(provided, provided.editing.revert(change, back.revision), change, response)
