"""What a card is walked to with: the memory of the conversation, and what was offered in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Engine

from api.conversations.refusals import UnknownChoiceError
from api.conversations.rows import as_state, find_offer, keep_offers
from api.database import reading, writing
from api.handoff.repository.requests import locked_for_agents, seen_by_agents
from procedures.dialogue import State
from procedures.outcome import Offer
from procedures.wire import to_python


class CardRepository:
    """All methods raise UnknownConversationError for a conversation that agents may not see."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, conversation_id: str, values: Sequence[str]) -> tuple[State, list[Offer]]:
        """What the assistant remembers, and what ``values`` stand for. Raises UnknownChoiceError."""
        with reading(self._engine) as session:
            conversation = seen_by_agents(session, conversation_id)
            offers = [find_offer(session, conversation_id, value) for value in values]
            if None in offers:
                raise UnknownChoiceError
            return as_state(conversation.state), [offer for offer in offers if offer is not None]

    def keep(self, conversation_id: str, offers: Mapping[str, Offer]) -> None:
        """``offers`` can be chosen from now on."""
        with writing(self._engine) as session:
            locked_for_agents(session, conversation_id)
            keep_offers(session, conversation_id, to_python(dict(offers)))
