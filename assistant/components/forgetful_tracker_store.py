"""A tracker store that keeps nothing: the api owns the conversation and sends its state with every message."""

from __future__ import annotations

from typing import Any, Iterable, Optional, Text

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker


class ForgetfulTrackerStore(TrackerStore):  # type: ignore[misc]
    """Each turn starts from an empty tracker, so it costs the same after a hundred turns, and leaves no trace."""

    def __init__(self, domain: Optional[Domain], event_broker: Optional[EventBroker] = None, **kwargs: Any) -> None:
        super().__init__(domain, event_broker)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keeps nothing."""

    async def retrieve(self, sender_id: Text) -> Optional[DialogueStateTracker]:
        return None

    async def keys(self) -> Iterable[Text]:
        return ()

    async def delete(self, sender_id: Text) -> None:
        """Nothing was kept."""
