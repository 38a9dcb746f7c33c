"""A conversation as a text that makes sense on its own."""

from __future__ import annotations

from collections.abc import Iterable

from api.conversations.messages import Author, Message
from api.site import Site

_NAMES = {
    Author.CITIZEN: "Vous",
    Author.ASSISTANT: "Assistant automatique",
    Author.AGENT: "Agent",
    Author.SYSTEM: "Information",
}


def transcript_of(messages: Iterable[Message], site: Site) -> str:
    """Who said what and when, in the town's own time."""
    parts = [f"Conversation avec l’assistant de {site.name}"]
    for message in messages:
        moment = message.created_at.astimezone(site.time_zone)
        parts.append(f"{_NAMES[message.author]}, le {moment:%d/%m/%Y} à {moment:%H h %M} :\n{message.text}")
    return "\n\n".join(parts) + "\n"
