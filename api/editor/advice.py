"""Help while somebody types, over HTTP."""

from __future__ import annotations

from fastapi import APIRouter

from api.editor import schemas
from api.editor.access import PREFIX, ReplyWriter
from procedures.plain_language import advise

router = APIRouter(prefix=PREFIX, tags=["editor"])


@router.post("/plain-language")
def advise_on(written: schemas.Written, _who: ReplyWriter) -> schemas.AdviceOut:
    """What could be said more plainly; advice, which stops nothing."""
    advice = advise(written.text)
    hints = [schemas.HintOut(words=hint.words, advice=hint.advice) for hint in advice.hints]
    return schemas.AdviceOut(ease=advice.ease, hints=hints)
