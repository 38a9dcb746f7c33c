"""The routes by which a text lives, the same for each kind: written, read by another, published, taken back."""

from __future__ import annotations

from collections.abc import Callable
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
    who = Depends(author)  # asked before the edition is: nobody else learns that a text is there
    for add in (_add_opening, _add_writing, _add_publishing, _add_history):
        add(router, path, kind_of, who)


def opened_out(provided: EditorServices, opened: Opened, who: Author, response: Response) -> schemas.TextOut:
    """A text for its editor, and its edition as the ``ETag``."""
    response.headers["ETag"] = f'"{opened.text.edition}"'
    return schemas.TextOut.of(opened, provided.editing, who)


def _done(provided: EditorServices, text: Text, who: Author, response: Response) -> schemas.TextOut:
    return opened_out(provided, provided.editing.open(text.kind, text.id), who, response)


def _add_opening(router: APIRouter, path: str, kind_of: KindOf, author: Any) -> None:
    @router.get(path)
    def open_text(*, text_id: TextId, who: Author = author, provided: Provided, response: Response) -> schemas.TextOut:
        """The draft if there is one, else what is published, with what has to be mended."""
        return opened_out(provided, provided.editing.open(kind_of(provided, text_id), text_id), who, response)


def _add_writing(router: APIRouter, path: str, kind_of: KindOf, author: Any) -> None:
    @router.put(f"{path}/draft")
    def save_draft(
        *,
        text_id: TextId,
        new: schemas.NewDraft,
        who: Author = author,
        edition: Edition,
        provided: Provided,
        response: Response,
    ) -> schemas.TextOut:
        """Keeps what is being written, faults included; 412 with both versions when somebody else was faster."""
        change = Change(kind_of(provided, text_id), text_id, edition, who, new.comment)
        return _done(provided, provided.editing.save(change, sound(new.content)), who, response)

    @router.delete(f"{path}/draft")
    def discard_draft(
        *, text_id: TextId, who: Author = author, edition: Edition, provided: Provided, response: Response
    ) -> schemas.TextOut:
        """Back to what is published."""
        change = Change(kind_of(provided, text_id), text_id, edition, who)
        return _done(provided, provided.editing.texts.discard(change), who, response)

    @router.post(f"{path}/submit")
    def submit(
        *,
        text_id: TextId,
        deed: schemas.Deed,
        who: Author = author,
        edition: Edition,
        provided: Provided,
        response: Response,
    ) -> schemas.TextOut:
        """Asks another person to read the draft and publish it."""
        change = Change(kind_of(provided, text_id), text_id, edition, who, deed.comment)
        return _done(provided, provided.editing.texts.submit(change), who, response)


def _add_publishing(router: APIRouter, path: str, kind_of: KindOf, author: Any) -> None:
    @router.post(f"{path}/publish")
    def publish(
        *,
        text_id: TextId,
        wanted: schemas.Publication,
        who: Author = author,
        edition: Edition,
        provided: Provided,
        response: Response,
    ) -> schemas.TextOut:
        """The draft is what citizens read from now on, or from a day to come."""
        change = Change(kind_of(provided, text_id), text_id, edition, who, wanted.comment)
        return _done(provided, provided.editing.publish(change, wanted.starts_on), who, response)

    @router.post(f"{path}/unschedule")
    def unschedule(
        *,
        text_id: TextId,
        deed: schemas.Deed,
        who: Author = author,
        edition: Edition,
        provided: Provided,
        response: Response,
    ) -> schemas.TextOut:
        """What was waiting for its day is a draft again."""
        change = Change(kind_of(provided, text_id), text_id, edition, who, deed.comment)
        return _done(provided, provided.editing.texts.unschedule(change), who, response)

    @router.post(f"{path}/withdraw")
    def withdraw(
        *,
        text_id: TextId,
        deed: schemas.Deed,
        who: Author = author,
        edition: Edition,
        provided: Provided,
        response: Response,
    ) -> schemas.TextOut:
        """Citizens no longer read it; it stays as a draft, with all its revisions."""
        change = Change(kind_of(provided, text_id), text_id, edition, who, deed.comment)
        return _done(provided, provided.editing.withdraw(change), who, response)


def _add_history(router: APIRouter, path: str, kind_of: KindOf, author: Any) -> None:
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

    @router.post(f"{path}/revert")
    def revert(
        *,
        text_id: TextId,
        back: schemas.Return,
        who: Author = author,
        edition: Edition,
        provided: Provided,
        response: Response,
    ) -> schemas.TextOut:
        """Back to an earlier version, in one click; to be read by somebody else first where that is the rule."""
        change = Change(kind_of(provided, text_id), text_id, edition, who, back.comment)
        return _done(provided, provided.editing.revert(change, back.revision), who, response)
