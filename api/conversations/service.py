"""What a citizen can do with a conversation. Texts are masked here, before anything else sees them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool

from api.conversations.brain import Brain
from api.conversations.danger import whom_to_call
from api.conversations.feedback.repository import FeedbackRepository
from api.conversations.messages import History, Message, Written
from api.conversations.refusals import (
    NotAnAnswerError,
    UnknownConversationError,
    UnknownProcedureError,
)
from api.conversations.repository import Repository
from api.conversations.states import Status
from api.privacy import mask
from api.privacy.kinds import Kind
from api.security.tokens import hash_token, matches, new_token
from procedures.catalogue import Catalogue
from procedures.model import Aspect
from procedures.outcome import Step

MaskedObserver = Callable[[Kind], None]


@dataclass(frozen=True)
class Opened:
    """A new conversation. ``token`` is told once: only its hash is kept."""

    id: str
    token: str
    status: Status
    messages: tuple[Message, ...]


class Conversations:
    """All methods but ``open`` block on the database: call them in a thread."""

    def __init__(
        self,
        repository: Repository,
        feedback: FeedbackRepository,
        brain: Brain,
        catalogue: Catalogue,
        *,
        observe_masked: MaskedObserver,
    ) -> None:
        self._repository = repository
        self._feedback = feedback
        self._brain = brain
        self._catalogue = catalogue
        self._observe_masked = observe_masked

    async def open(self, procedure: str | None, aspect: Aspect | None, page_url: str | None) -> Opened:
        """Raises UnknownProcedureError."""
        step = None
        if procedure is not None:
            await run_in_threadpool(self._check_procedure, procedure)
            step = Step(subject=procedure, aspect=aspect)
        first = await self._brain.open(step)
        conversation_id, token = str(uuid.uuid4()), new_token()
        page = self._masked(_page(page_url))
        message = await run_in_threadpool(self._repository.create, conversation_id, hash_token(token), page, first)
        return Opened(conversation_id, token, Status.BOT, (message,))

    def check_token(self, conversation_id: str, token: str) -> None:
        """Raises UnknownConversationError alike for a conversation that does not exist and for another one's token."""
        stored = self._repository.token_hash(conversation_id)
        # A hash is compared in both cases, so that the time taken tells nothing either.
        if not matches(token, stored or hash_token("")) or stored is None:
            raise UnknownConversationError

    def already_accepted(self, conversation_id: str, client_id: str) -> Message | None:
        """The message that an earlier try with ``client_id`` stored."""
        return self._repository.find_by_client_id(conversation_id, client_id)

    def say(self, conversation_id: str, client_id: str, text: str) -> tuple[Message, bool]:
        """Stores what the citizen wrote; the message, and whether it is new."""
        aid = whom_to_call(text)
        written = Written(client_id, self._masked(text), first_aid=aid.text if aid else "")
        return self._repository.accept(conversation_id, written)

    def choose(self, conversation_id: str, client_id: str, value: str) -> tuple[Message, bool]:
        """Stores a click on any value ever offered in this conversation. Raises UnknownChoiceError."""
        return self._repository.accept_choice(conversation_id, client_id, value)

    def history(self, conversation_id: str, after: int) -> History:
        return self._repository.history(conversation_id, after)

    def give_feedback(self, conversation_id: str, seq: int, useful: bool, reason: str) -> None:
        """Raises NotAnAnswerError."""
        if not self._feedback.save(conversation_id, seq, useful, self._masked(reason)):
            raise NotAnAnswerError

    async def ask_why(self, conversation_id: str, seq: int) -> Message | None:
        """Asks what was wrong with the answer ``seq``; None when it is no answer, or when more was said meanwhile."""
        rated = await run_in_threadpool(self._feedback.rated, conversation_id, seq)
        if rated is None:
            return None
        spoken = await self._brain.ask_why(rated.state, rated.step)
        return await run_in_threadpool(self._repository.volunteer, conversation_id, spoken, after_seq=rated.last_seq)

    def _check_procedure(self, procedure: str) -> None:
        if self._catalogue.procedure(procedure) is None and self._catalogue.dossier(procedure) is None:
            raise UnknownProcedureError

    def _masked(self, text: str) -> str:
        masked = mask(text)
        for kind in masked.kinds:
            self._observe_masked(kind)
        return masked.text


def _page(url: str | None) -> str:
    """The page without its query and fragment, which may carry personal data; empty if it is no web page."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    return f"{parts.scheme}://{host}{parts.path}"[:400] if parts.scheme in ("http", "https") and host else ""
