"""The words by which citizens ask for a procedure, added by editors: live at once, and tried before."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from api.editor import schemas
from api.editor.access import PREFIX, Provided, TextId, Writer
from api.editor.inbox_routes import EffectsOut, Phrase
from api.editor.life import add_life
from procedures.store.text_tables import TextKind
from procedures.words import fold

router = APIRouter(prefix=PREFIX, tags=["editor"])


class WordingsOut(BaseModel):
    wordings: list[schemas.TextOut]


class Tried(BaseModel):
    phrase: Phrase


@router.get("/wordings")
def list_wordings(who: Writer, provided: Provided) -> WordingsOut:
    """The procedures and dossiers to which words were added here, by title."""
    found = [provided.editing.open(text.kind, text.id) for text in provided.editing.texts.of_kind(TextKind.PHRASINGS)]
    found.sort(key=lambda opened: fold(opened.text.title))
    return WordingsOut(wordings=[schemas.TextOut.of(one, provided.editing, who) for one in found])


@router.post("/wordings/{text_id}/try")
def try_words(text_id: TextId, tried: Tried, _who: Writer, provided: Provided) -> EffectsOut:
    """What would change if the phrase asked for that procedure: nothing is published."""
    return EffectsOut.of(provided.sorting.effects(text_id, tried.phrase), provided.sorting)


add_life(router, "/wordings/{text_id}", lambda _provided, _text_id: TextKind.PHRASINGS)
