"""A draft as citizens would meet it: walked with the same brain, and found, or not, by the same search."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from procedures.catalogue import Catalogue, Phrasings, SearchEntry
from procedures.dialogue import Act, Chose, State
from procedures.model import Audience, Dossier, Procedure, Resource, Theme
from procedures.outcome import Offer, Step
from procedures.reply import Around, localised, to_wire
from procedures.search import Hit, LexicalSearch, Search
from procedures.store.words import body_of, headings_of
from procedures.turn import advance, read_unaided
from procedures.wire import from_python, to_python

FOUND = 5  # results that an editor is shown


class WithDraft:
    """A catalogue in which one procedure is as its draft says. Implements ``Catalogue``."""

    def __init__(self, catalogue: Catalogue, draft: Procedure) -> None:
        self._catalogue = catalogue
        self._draft = draft
        self._ids = {draft.id, *draft.replaces}

    def procedure(self, procedure_id: str) -> Procedure | None:
        return self._draft if procedure_id in self._ids else self._catalogue.procedure(procedure_id)

    def dossier(self, dossier_id: str) -> Dossier | None:
        return self._catalogue.dossier(dossier_id)

    def theme(self, theme_id: str) -> Theme | None:
        return self._catalogue.theme(theme_id)

    def themes(self, audience: Audience = Audience.INDIVIDUALS) -> tuple[Theme, ...]:
        return self._catalogue.themes(audience)

    def resource(self, resource_id: str) -> Resource | None:
        return self._catalogue.resource(resource_id)

    def title(self, subject_id: str) -> str | None:
        return self._draft.title if subject_id in self._ids else self._catalogue.title(subject_id)

    def version(self) -> str:
        return "draft"

    def search_entries(self) -> Iterable[SearchEntry]:
        own: SearchEntry | None = None
        phrasings: list[Phrasings] = []
        for entry in self._catalogue.search_entries():
            if entry.id == self._draft.id:
                own = entry
            if entry.id in self._ids:
                phrasings += entry.phrasings
            else:
                yield entry
        draft = self._draft
        yield SearchEntry(
            id=draft.id,
            kind="procedure",
            procedure_kind=draft.kind,
            audience=draft.audience,
            origin=draft.origin,
            title=draft.title,
            labels=own.labels if own else (),
            headings=headings_of(draft.introduction + draft.body),
            questions=tuple(question.title for question in draft.questions),
            description=draft.description,
            body=body_of(draft),
            everyday_names=draft.everyday_names,
            dossier_id=draft.dossier_id,
            replaces=draft.replaces,
            replaced_names=own.replaced_names if own else (),
            phrasings=tuple(dict.fromkeys(phrasings)),
        )


@dataclass(frozen=True)
class Shown:
    """A reply as the HTTP contract writes it, and the state that the next step goes on from."""

    reply: dict[str, Any]
    state: dict[str, Any]


@dataclass(frozen=True)
class Tried:
    """What a question would get: the best results with their titles, and the reply."""

    hits: tuple[tuple[str, Hit], ...]
    shown: Shown


class Preview:
    def __init__(self, catalogue: Catalogue, search: Search, around: Callable[[], Around]) -> None:
        self._catalogue = catalogue
        self._search = search
        self._around = around
        self._one_at_a_time = Lock()  # building an index takes a processor for a second
        self._last: tuple[str, Procedure, Search] | None = None  # several questions are tried on one draft

    def walk(self, draft: Procedure, *, state: Any, step: Any) -> Shown:
        """The reply to a click on ``step``, or the first words about ``draft``. Raises ValueError for what no reply
        of ours held."""
        try:
            before = from_python(State, state) if state else State()
            chosen = from_python(Step, step) if step else Step(subject=draft.id)
        except Exception as error:  # cattrs raises groups of whatever it met
            raise ValueError("no step of ours") from error
        catalogue = WithDraft(self._catalogue, draft)
        return self._shown(before, Chose(Offer("", chosen)), catalogue, self._search)

    def ask(self, draft: Procedure, question: str) -> Tried:
        """What ``question`` would find and get if ``draft`` were published."""
        catalogue = WithDraft(self._catalogue, draft)
        search = self._search_with(draft, catalogue)
        hits = search.find(question, limit=FOUND)
        shown = self._shown(State(), read_unaided(question), catalogue, search)
        return Tried(tuple((catalogue.title(hit.id) or hit.id, hit) for hit in hits), shown)

    def _search_with(self, draft: Procedure, catalogue: Catalogue) -> Search:
        version = self._catalogue.version()
        with self._one_at_a_time:
            if self._last is None or self._last[:2] != (version, draft):
                self._last = (version, draft, LexicalSearch(catalogue))
            return self._last[2]

    def _shown(self, before: State, act: Act, catalogue: Catalogue, search: Search) -> Shown:
        around = self._around()
        state, reply = advance(before, act, catalogue=catalogue, search=search)
        wire = to_wire(reply, today=around.today)
        payload, text = localised(dict(wire["payload"]), str(wire["text"]), around)
        return Shown(
            {"decision": wire["decision"], "kind": wire["kind"], "text": text, "payload": payload}, to_python(state)
        )
