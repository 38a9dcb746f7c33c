"""The channel on which the api speaks to Rasa: the REST webhook, deaf to commands and to endless messages."""

from __future__ import annotations

from typing import Optional, Text

from rasa.core.channels.rest import RestInput
from sanic.request import Request

from assistant.components.plain_words import plain_words


class CitizenChannel(RestInput):  # type: ignore[misc]
    """Served at ``/webhooks/rest/webhook``, like Rasa's own."""

    @classmethod
    def name(cls) -> Text:
        return "rest"

    def _extract_message(self, req: Request) -> Optional[Text]:
        text = super()._extract_message(req)
        return plain_words(text) if isinstance(text, str) else None
