"""Procedures as editors list, open, try and verify them, over HTTP. Their life is in ``life``."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.editor import schemas
from api.editor.access import PREFIX, Edition, EditorServices, Provided, TextId, Writer
from api.editor.finding import Filter
from api.editor.intake import sound
from api.editor.life import add_life, opened_out
from api.editor.repository import Change
from api.staff.refusals import refused
from procedures.store.text_tables import TextKind

router = APIRouter(prefix=PREFIX, tags=["editor"])


# --- Finding and beginning --------------------------------------------------------------------------------------------


@router.get("/procedures")
def list_procedures(
    _who: Writer,
    provided: Provided,
    q: Annotated[str, Query(max_length=200)] = "",
    filter: Filter | None = None,
) -> schemas.LinesOut:
    """Those that ``q`` and the filter ask for; those written here when nothing is asked."""
    found, total = provided.finding.find(q.strip(), filter)
    return schemas.LinesOut(procedures=[schemas.LineOut.of(one) for one in found], total=total)


@router.post("/procedures", status_code=201)
def start_procedure(new: schemas.NewProcedure, who: Writer, provided: Provided, response: Response) -> schemas.TextOut:
    """A new procedure: a draft with a title."""
    text = provided.editing.start(new.title, who)
    return opened_out(provided, provided.editing.open_procedure(text.id), who, response)


@router.post("/procedures/{text_id}/verified")
def say_verified(
    text_id: TextId, seen: schemas.Verification, who: Writer, edition: Edition, provided: Provided, response: Response
) -> schemas.TextOut:
    """Checked today at its source, and nothing has changed."""
    change = Change(_kind(provided, text_id), text_id, edition, who)
    provided.editing.verified(change, seen.section)
    return opened_out(provided, provided.editing.open_procedure(text_id), who, response)


@router.get("/unfinished")
def list_unfinished(_who: Writer, provided: Provided) -> schemas.UnfinishedOut:
    """The texts of every kind that have a draft, the latest first."""
    found = provided.editing.unfinished()
    return schemas.UnfinishedOut(texts=[schemas.UnfinishedLineOut.of(one) for one in found])


# --- Before publishing ------------------------------------------------------------------------------------------------


@router.post("/procedures/{text_id}/preview")
def preview(text_id: TextId, walked: schemas.Walked, _who: Writer, provided: Provided) -> schemas.ShownOut:
    """What a citizen would be answered, step after step."""
    opened = provided.editing.open_procedure(text_id)
    draft = provided.editing.served(opened, sound(walked.content) if walked.content else opened.content)
    try:
        shown = provided.preview.walk(draft, state=walked.state, step=walked.step)
    except ValueError as error:
        raise refused("Recommencez l’aperçu depuis le début.") from error
    return schemas.ShownOut(reply=shown.reply, state=shown.state)


@router.post("/procedures/{text_id}/try")
def try_question(text_id: TextId, asked: schemas.Asked, _who: Writer, provided: Provided) -> schemas.TriedOut:
    """Whether a question would find it, and what it would be answered."""
    opened = provided.editing.open_procedure(text_id)
    draft = provided.editing.served(opened, sound(asked.content) if asked.content else opened.content)
    tried = provided.preview.ask(draft, asked.question)
    found = [
        schemas.HitOut(id=hit.id, title=title, likelihood=round(hit.score, 2), is_this_one=hit.id == draft.id)
        for title, hit in tried.hits
    ]
    rank = next((place for place, one in enumerate(found, start=1) if one.is_this_one), None)
    return schemas.TriedOut(reply=tried.shown.reply, state=tried.shown.state, found=found, rank=rank)


def _kind(provided: EditorServices, text_id: str) -> TextKind:
    return provided.editing.open_procedure(text_id).text.kind


add_life(router, "/procedures/{text_id}", _kind)
