"""A card of the base in a conversation, walked to again from what the agent has chosen."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from api.conversations.messages import Kind, Spoken
from api.conversations.refusals import RefusedError, UnknownProcedureError
from api.services import Services
from procedures.model import Aspect

Value = Annotated[str, Field(max_length=80)]


class NewCard(BaseModel):
    """``choices``: values that earlier previews have offered, in the order in which they were chosen."""

    subject: Annotated[str, Field(max_length=80)]
    aspect: Aspect | None = None
    choices: Annotated[list[Value], Field(max_length=20)] = []


class StillAQuestionError(RefusedError):
    sentence = "La fiche pose encore une question : choisissez d’abord la situation de l’habitant."


def previewed(provided: Services, conversation_id: str, new: NewCard) -> Spoken:
    """What the citizen would see; what it offers can be chosen next. Blocks on the database.

    Raises UnknownConversationError, UnknownProcedureError, UnknownChoiceError.
    """
    spoken = _walked(provided, conversation_id, new)
    provided.card_offers.keep(conversation_id, spoken.offers)
    return spoken


def card(provided: Services, conversation_id: str, new: NewCard) -> Spoken:
    """The same, to be sent. Raises StillAQuestionError when it is no answer yet."""
    spoken = _walked(provided, conversation_id, new)
    if spoken.kind is not Kind.ANSWER:
        raise StillAQuestionError
    return spoken


def _walked(provided: Services, conversation_id: str, new: NewCard) -> Spoken:
    state, choices = provided.card_offers.begin(conversation_id, new.choices)
    if not provided.cards.knows(new.subject):
        raise UnknownProcedureError
    return provided.cards.walk(state, new.subject, new.aspect, choices, around=provided.site.around())
