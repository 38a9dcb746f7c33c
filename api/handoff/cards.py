"""An answer of the base that an agent shows to a citizen: walked to by the same choices as the citizen's own, knowing
what they have told. Pure computing: call it in a thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.conversations.messages import Kind, Spoken
from procedures.catalogue import Catalogue
from procedures.dialogue import Chose, State
from procedures.model import Aspect
from procedures.outcome import Offer, Step
from procedures.reply import Around, localised, seal, to_wire
from procedures.search import Search
from procedures.turn import advance


@dataclass(frozen=True)
class Sheet:
    """What an agent has found by searching. ``context``: the dossier or theme it belongs to, where twins differ."""

    id: str
    title: str
    context: str = ""


class Cards:
    def __init__(self, catalogue: Catalogue, search: Search) -> None:
        self._catalogue = catalogue
        self._search = search

    def knows(self, subject: str) -> bool:
        """Whether ``subject`` is the public id of a procedure or dossier."""
        return self._catalogue.procedure(subject) is not None or self._catalogue.dossier(subject) is not None

    def found(self, ids: Sequence[str]) -> list[Sheet]:
        """Those of ``ids`` that are in the base, each once, with what tells them apart."""
        titled = ((one, self._catalogue.title(one)) for one in dict.fromkeys(ids))
        return [Sheet(one, title, self._context(one)) for one, title in titled if title]

    def _context(self, subject: str) -> str:
        about = self._catalogue.procedure(subject)
        if about is None:
            return "Dossier"
        parts = (self._catalogue.title(about.dossier_id or about.theme_id or ""), about.sub_dossier, about.label)
        return " · ".join(dict.fromkeys(part for part in parts if part and part != about.title))

    def theme_of(self, subject: str | None) -> str | None:
        """The id of the theme of ``subject``."""
        about = subject and (self._catalogue.procedure(subject) or self._catalogue.dossier(subject))
        return about.theme_id if about else None

    def walk(
        self, state: State, subject: str, aspect: Aspect | None, choices: Sequence[Offer], *, around: Around
    ) -> Spoken:
        """What the citizen would be told about ``subject``, in the conversation whose memory is ``state``, after
        clicking ``choices`` one after the other: an answer, with the places known ``around`` them, or the question that
        comes before it."""
        state = replace(state, pending=(), asked=None, trail=(), last_said="", times_said=0, failures=0, last_move="")
        for offer in (Offer("", Step(subject=subject, aspect=aspect)), *choices):
            state, reply = advance(state, Chose(offer), catalogue=self._catalogue, search=self._search)
        wire = to_wire(reply, today=around.today)
        placed, text = localised(dict(wire["payload"]), str(wire["text"]), around)
        payload, offers = seal(placed)
        return Spoken(
            kind=Kind(wire["kind"]),
            text=text,
            payload=payload,
            state=state,
            offers=offers,
            trace={"decision": wire["decision"], "move": "card", "candidates": []},
        )
