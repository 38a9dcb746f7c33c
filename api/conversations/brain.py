"""What the assistant says next: words go through Rasa, clicks straight to the brain; so do words when Rasa is away."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from anyio import CapacityLimiter, to_thread

from api.answer_address import path_of
from api.conversations.danger import read_alone
from api.conversations.messages import Kind, Spoken, Turn
from api.conversations.persons import Persons
from api.conversations.rasa import RasaUnavailableError, Understanding
from api.privacy import contact_fields, contact_notice, kinds_in, masked_notice, without_masks
from api.site import Reach, Site
from procedures.catalogue import Catalogue
from procedures.dialogue import Act, Chose, Decision, Opened, State
from procedures.outcome import Deed, Offer, Step
from procedures.reply import localised, seal, to_wire
from procedures.search import Search
from procedures.turn import advance
from procedures.wire import to_python

DEGRADED = "Je réponds avec la recherche seule : je comprends moins bien les phrases en ce moment."
SORRY = "Je n’ai pas réussi à préparer une réponse. Vous pouvez poser votre question autrement."
READ_FIRST = "Sur ce sujet, un agent de la mairie relit la réponse avant qu’elle vous soit envoyée."
APPROVAL = "approval"  # why a person is needed
LEARN_MORE = "En savoir plus"

_MASKING = "masking"  # among what is told once

_log = logging.getLogger(__name__)


class UnderstandsWords(Protocol):
    """The dialogue model. Raises RasaUnavailableError."""

    async def understand(self, turn: Turn) -> Understanding: ...


@dataclass(frozen=True)
class _Thought:
    """A reply as ``to_wire`` writes it, the state after it, and what is known of how it came about."""

    reply: Mapping[str, Any]
    state: State
    understood: Mapping[str, Any]
    degraded: bool = False


class Brain:
    def __init__(
        self, catalogue: Catalogue, search: Search, dialogue: UnderstandsWords, site: Site, persons: Persons
    ) -> None:
        self._catalogue = catalogue
        self._search = search
        self._dialogue = dialogue
        self._site = site
        self._persons = persons
        # Walking and searching are pure computing: several at once would only share the interpreter's lock.
        self._one_at_a_time = CapacityLimiter(1)

    async def open(self, step: Step | None) -> Spoken:
        """The first words of a conversation, about ``step`` if its page says which procedure it is on."""
        act = Opened(step, self._site.retention_days)
        spoken = await self._spoken(await self._advance(State(), act, {"move": "open"}))
        return self._presented(await self._read_first(spoken, State()))

    async def ask_why(self, state: State, step: Step) -> Spoken:
        """The question what was wrong with the answer that ``step`` leads to."""
        offer = Offer("", replace(step, deed=Deed.NOT_USEFUL))
        return await self._complete(await self._advance(state, Chose(offer), {"move": "not_useful"}), state)

    async def reply(self, turn: Turn) -> Spoken:
        """The reply to ``turn``. Always one: when all fails, words that say so and leave the state as it was."""
        try:
            spoken = await self._complete(await self._think(turn), turn.state)
            fields = contact_fields(turn.message.text)
            if fields and not await to_thread.run_sync(self._persons.takes_contacts):
                fields = ()
            return _privately(turn, spoken, fields)
        except Exception:
            _log.exception("no reply could be made to message %s of %s", turn.message.seq, turn.conversation_id)
            return self._sorry(turn)

    async def _think(self, turn: Turn) -> _Thought:
        if turn.offer is not None:
            return await self._advance(turn.state, Chose(turn.offer), {"move": "click"})
        try:
            understanding = await self._dialogue.understand(turn)
        except RasaUnavailableError as error:
            _log.warning("degraded reply: Rasa is unavailable (%s)", error)
            return await self._think_alone(turn)
        return _Thought(understanding.reply, understanding.state, understanding.understood)

    async def _think_alone(self, turn: Turn) -> _Thought:
        said = read_alone(without_masks(turn.message.text))
        understood = {
            "intent": said.intent,
            "move": said.move.value,
            "aspect": said.aspect.value if said.aspect else None,
        }
        return await self._advance(turn.state, said, understood, degraded=True)

    async def _advance(
        self, state: State, act: Act, understood: Mapping[str, Any], *, degraded: bool = False
    ) -> _Thought:
        def compute() -> _Thought:
            new_state, reply = advance(state, act, catalogue=self._catalogue, search=self._search)
            return _Thought(to_wire(reply, today=self._site.today()), new_state, understood, degraded)

        return await to_thread.run_sync(compute, limiter=self._one_at_a_time)

    async def _complete(self, thought: _Thought, before: State) -> Spoken:
        """The reply; when a person is needed, with what can be said of one at this moment."""
        spoken = await self._spoken(thought)
        if not thought.reply["handoff"]:
            return await self._read_first(spoken, before)
        proposal = await to_thread.run_sync(self._persons.propose)
        payload = {**spoken.payload, "reach": self._site.reach().as_json(), "handoff": dict(proposal.payload)}
        return replace(spoken, payload=payload, text=f"{spoken.text}\n\n{proposal.text}")

    async def _read_first(self, spoken: Spoken, before: State) -> Spoken:
        """``spoken``; or, where an agent reads the answer first, that one does, and whether the citizen agrees. The
        answer is kept with it, out of sight, until an agent sends it; the conversation stays where it was ``before``.
        """
        if spoken.kind is not Kind.ANSWER or spoken.trace.get("decision") != Decision.ANSWER:
            return spoken
        if not await to_thread.run_sync(self._persons.read_first, spoken.state.subject):
            return spoken
        proposal = await to_thread.run_sync(self._persons.propose)
        title = (spoken.payload.get("procedure") or {}).get("title", "")
        withheld = {
            "kind": spoken.kind.value,
            "text": spoken.text,
            "payload": dict(spoken.payload),
            "state": to_python(spoken.state),
            "offers": {value: to_python(offer) for value, offer in spoken.offers.items()},
        }
        handoff = {"reason": APPROVAL, "summary": f"Réponse à relire : {title}"}
        return Spoken(
            kind=Kind.TEXT,
            text=f"{READ_FIRST} {proposal.text}",
            payload={"reach": self._site.reach().as_json(), "handoff": dict(proposal.payload)},
            state=before,
            trace={**spoken.trace, "decision": Decision.HANDOFF.value, "handoff": handoff, "withheld": withheld},
        )

    async def _spoken(self, thought: _Thought) -> Spoken:
        reply = thought.reply
        placed, text = dict(reply["payload"]), str(reply["text"])
        if reply["kind"] == Kind.ANSWER:
            placed, text = localised(placed, text, await to_thread.run_sync(self._site.around))
        payload, offers = seal(placed)
        if reply["kind"] == Kind.ANSWER:
            payload["address"] = self._site.answer_url(path_of(payload))
        if thought.degraded and reply["decision"] != Decision.CRISIS:
            payload["notice"] = DEGRADED
            text = f"{DEGRADED}\n\n{text}"
        return Spoken(
            kind=Kind(reply["kind"]),
            text=text,
            payload=payload,
            state=thought.state,
            offers=offers,
            trace=_trace(thought),
        )

    def _presented(self, spoken: Spoken) -> Spoken:
        """The first words lead to all that there is to know of what is kept, by whom, and of one's rights."""
        about = {"label": LEARN_MORE, "url": self._site.privacy_url}
        return replace(
            spoken,
            text=f"{spoken.text}\n\n{LEARN_MORE} : {self._site.privacy_url}",
            payload={**spoken.payload, "about": about},
        )

    def _sorry(self, turn: Turn) -> Spoken:
        reach: Reach = self._site.reach()
        return Spoken(
            kind=Kind.NOTICE,
            text=f"{SORRY} {reach.sentence}",
            payload={"reach": reach.as_json()},
            state=turn.state,
            trace={"decision": Decision.FALLBACK.value, "failed": True, "candidates": []},
        )


def _privately(turn: Turn, spoken: Spoken, fields: tuple[str, ...]) -> Spoken:
    """``spoken`` with what must be known of the personal data masked in the citizen's message: the contact form, with
    ``fields``, when they want to be called back and can be; else that it was masked, once in a conversation."""
    masked = kinds_in(turn.message.text)
    if fields:
        payload = {**spoken.payload, "contact": {"fields": list(fields)}}
        return replace(_with_notice(spoken, contact_notice(fields)), payload=payload)
    if not masked or _MASKING in spoken.state.told:
        return spoken
    state = replace(spoken.state, told=(*spoken.state.told, _MASKING))
    return replace(_with_notice(spoken, masked_notice(masked)), state=state)


def _with_notice(spoken: Spoken, notice: str) -> Spoken:
    """The notice first, but never before a number to call."""
    in_danger = spoken.trace.get("decision") == Decision.CRISIS
    return replace(spoken, text="\n\n".join((spoken.text, notice) if in_danger else (notice, spoken.text)))


def _trace(thought: _Thought) -> dict[str, Any]:
    reply, understood = thought.reply, thought.understood
    return {
        "decision": reply["decision"],
        "intent": understood.get("intent"),
        "confidence": understood.get("confidence"),
        "aspect": understood.get("aspect") or reply["payload"].get("aspect"),
        "move": understood.get("move"),
        "candidates": list(reply["candidates"])[:5],
        "handoff": reply["handoff"],
        "report": reply.get("report", ""),
        "degraded": thought.degraded,
        "facts": to_python(thought.state).get("facts", []),
    }
