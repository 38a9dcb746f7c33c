"""What is going stale, told before a citizen finds out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from api.editor.differences import Difference, Line, differences, lines
from api.editor.freshness.contacts import allowed_contacts, unknown_contacts
from api.editor.freshness.links import LinkState, MayAsk, addresses_in, check_links, is_public
from api.editor.freshness.repository import Freshness, GuideChange
from api.editor.service import Editing
from procedures import directory
from procedures.model import Procedure, Section
from procedures.store.base import Clock, utc_now
from procedures.store.extraction import pieces
from procedures.store.text_tables import TextKind
from procedures.store.words import words_in
from procedures.town import Town
from procedures.wire import to_python

_GUIDE_DAYS = 31  # of changes shown
_PASSAGE = 400  # characters: enough to know what is to be checked


@dataclass(frozen=True)
class ToReview:
    """A part of a text whose day of review has come. ``source_url``: where to check it."""

    procedure_id: str
    title: str
    section_id: str
    section: str
    passage: str
    source: str
    source_url: str
    verified_on: date | None


@dataclass(frozen=True)
class Troubled:
    """A link or a contact, and the texts that give it."""

    what: str
    problem: str
    procedures: tuple[tuple[str, str], ...]


class Watch:
    """``review_after``: how long a verification holds. ``town``: whose contacts are known to be right."""

    def __init__(
        self,
        freshness: Freshness,
        editing: Editing,
        *,
        town: Callable[[], Town],
        data_dir: Path,
        review_after: timedelta,
        clock: Clock = utc_now,
        may_ask: MayAsk = is_public,
    ) -> None:
        self.freshness = freshness
        self._editing = editing
        self._town = town
        self._data_dir = data_dir
        self._review_after = review_after
        self.clock = clock
        self._may_ask = may_ask

    def to_review(self) -> list[ToReview]:
        """The parts whose verification is too old or missing, the oldest first."""
        before = self._editing.today() - self._review_after
        found = [
            part
            for own in self.freshness.own_procedures()
            for part in _parts(own)
            if part.verified_on is None or part.verified_on < before
        ]
        return sorted(found, key=lambda part: part.verified_on or date.min)

    def guide_changes(self) -> list[GuideChange]:
        return self.freshness.guide_changes(self.clock() - timedelta(days=_GUIDE_DAYS))

    def guide_difference(self, revision_id: int) -> tuple[Difference, ...]:
        """What that change of the guide changed, in words."""
        before, after = self.freshness.before_and_after(revision_id)
        return differences(_lines(before), _lines(after))

    def broken_links(self) -> list[Troubled]:
        """Of the links that the town gives, those that did not answer well, or have moved, when last asked for."""
        states, found = self.freshness.link_states(), []
        for url, given_by in self._links().items():
            state = states.get(url)
            if state and (state.problem or state.moved_to):
                problem = state.problem or f"cette page a déménagé : {state.moved_to}"
                found.append(Troubled(url, problem, tuple(given_by)))
        return found

    def last_link_check(self) -> datetime | None:
        return max((state.checked_at for state in self.freshness.link_states().values()), default=None)

    async def check_links(self, links: list[str]) -> list[LinkState]:
        return await check_links(links, self.clock(), may_ask=self._may_ask)

    def links_to_check(self) -> list[str]:
        """Those that were not asked for in the last day, the longest ago first."""
        states, recent = self.freshness.link_states(), self.clock() - timedelta(days=1)
        due = [url for url in self._links() if url not in states or states[url].checked_at < recent]
        return sorted(due, key=lambda url: states[url].checked_at.timestamp() if url in states else 0)

    def unknown_contacts(self) -> list[Troubled]:
        """The telephones and e-mails that nobody vouches for."""
        allowed = allowed_contacts(self._known_contacts(), self._data_dir)
        found: dict[str, list[tuple[str, str]]] = {}
        for text_id, title, words in self._texts():
            for contact in unknown_contacts(words, allowed):
                found.setdefault(contact, []).append((text_id, title))
        problem = "ni votre fiche de mairie, ni l’annuaire officiel ne le donnent"
        return [Troubled(contact, problem, tuple(given)) for contact, given in found.items()]

    def _known_contacts(self) -> Iterator[str]:
        """Those of the town's own sheet, and of the official directory where it was imported."""
        town = self._town()
        yield from (phone.number for phone in town.phones)
        yield town.email or ""
        for place in directory.load(self._data_dir).places:
            yield from (*place.phones, *place.emails)

    def _texts(self) -> Iterator[tuple[str, str, str]]:
        """The words of all that the town gives: id, title, text."""
        for own in self.freshness.own_procedures():
            yield own.id, own.title, "\n".join(words_in(own.introduction + own.body))
        for text in self._editing.texts.of_kind(TextKind.OVERLAY):
            yield text.id, text.title or text.id, "\n".join(line.words for line in lines(text.live or {}))

    def _links(self) -> dict[str, list[tuple[str, str]]]:
        """Every web address that the town gives, and where."""
        found: dict[str, list[tuple[str, str]]] = {}
        for own in self.freshness.own_procedures():
            for url in dict.fromkeys(addresses_in(to_python(own))):
                found.setdefault(url, []).append((own.id, own.title))
        for text in self._editing.texts.of_kind(TextKind.OVERLAY):
            for url in dict.fromkeys(addresses_in(text.live or {})):
                found.setdefault(url, []).append((text.id, text.title or text.id))
        return found


def _parts(own: Procedure) -> Iterator[ToReview]:
    for section in own.body:
        if isinstance(section, Section):
            source = section.source
            yield ToReview(
                own.id,
                own.title,
                section.id,
                section.title,
                " ".join(words.strip() for words in words_in(section.blocks))[:_PASSAGE],
                source.name if source else "",
                source.url if source else own.url,
                source.verified_on if source else own.verified_on,
            )


def _lines(page: Procedure | None) -> list[Line]:
    if page is None:
        return []
    found = [Line("", page.title), Line("", page.description)]
    for piece in pieces(page):
        where = " › ".join(piece.path)
        found += (Line(where, words.strip()) for words in words_in(piece.section.blocks) if words.strip())
    return found
