"""One turn of conversation outside any conversation: the brain of the api, without its database of messages."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from functools import partial

from api.conversations.brain import Brain
from api.conversations.messages import Author, Kind, Message, Spoken, Turn
from api.conversations.persons import TelephoneOnly
from api.conversations.rasa_pool import RasaPool
from api.database import create_engine, migrate
from api.knowledge import Knowledge
from api.site import Site
from assistant.cli.settings import Settings
from procedures.dialogue import State
from procedures.store import StoredCatalogue
from procedures.store.queries import newest_verification


async def reply_to(question: str, settings: Settings) -> Spoken:
    """What the assistant says to ``question`` as the first words of a conversation; nothing is stored."""
    migrate(settings.database_url)
    engine = create_engine(settings.database_url)
    newest = partial(newest_verification, engine)
    knowledge = Knowledge(StoredCatalogue(engine, settings.content), newest)
    site = Site(settings.data_dir, newest, retention_days=settings.retention_days)
    rasa = RasaPool.at(settings.rasa_urls)
    try:
        return await Brain(knowledge.catalogue, knowledge, rasa, site, TelephoneOnly(site)).reply(_turn(question))
    finally:
        await rasa.close()
        engine.dispose()


def _turn(question: str) -> Turn:
    message = Message(
        id=str(uuid.uuid4()),
        seq=1,
        author=Author.CITIZEN,
        kind=Kind.TEXT,
        text=question,
        payload={},
        created_at=datetime.now(UTC),
    )
    return Turn(conversation_id=f"ask-{message.id}", message=message, state=State())
