"""What editors do with texts: open, write, have read, publish, take back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from api.editor import content as contents
from api.editor.content import Fault
from api.editor.merging import merge
from api.editor.repository import Change, Texts
from api.editor.texts import (
    Author,
    Content,
    NothingToDoError,
    Revision,
    StaleError,
    Text,
    UnknownTextError,
    may_publish,
)
from api.handoff.canned import first_reply
from api.staff.refusals import StaffRefusedError, refused
from procedures.model import Origin, Procedure, Section
from procedures.overlay import laid_over, sections
from procedures.store.text_tables import TextKind
from procedures.words import fold

FURTHEST = timedelta(days=366)  # ahead for which a text may be prepared
_GUIDE_NUMBER = re.compile(r"^[fnr]\d+$")
_LONGEST_NAME = 50

Json = dict[str, Any]


@dataclass(frozen=True)
class Opened:
    """A text, what an editor goes on from, and the sheet that the base holds under its id.

    ``untouched``: what is read of it where nobody has written it here.
    """

    text: Text
    content: Content
    stored: Procedure | None = None
    untouched: Content | None = None

    @property
    def is_official(self) -> bool:
        return self.text.kind is TextKind.OVERLAY

    @property
    def live(self) -> Content | None:
        """What is read today; None when nothing is."""
        return self.text.live if self.text.edition else self.untouched


class Editing:
    """``is_reviewed``: whether somebody else reads what one writes; with one editor, nobody could."""

    def __init__(self, texts: Texts, *, today: Callable[[], date], is_reviewed: Callable[[], bool]) -> None:
        self.texts = texts
        self.today = today
        self._is_reviewed = is_reviewed

    # --- Reading --------------------------------------------------------------------------------------------------

    def open_procedure(self, procedure_id: str) -> Opened:
        """Raises UnknownTextError."""
        stored = self.texts.stored(procedure_id)
        kind = TextKind.OVERLAY if stored and stored.origin is Origin.OFFICIAL else TextKind.PROCEDURE
        text = self.texts.find(kind, procedure_id)
        if text is None:
            if stored is None:
                raise UnknownTextError
            text = Text(kind, procedure_id, title=stored.title)
        if kind is TextKind.OVERLAY:
            return Opened(text, text.content or {"ajouts": []}, stored)
        untouched = contents.written(stored) if stored and text.content is None else None
        return Opened(text, text.content or untouched or {}, stored, untouched)

    def open(self, kind: TextKind, text_id: str) -> Opened:
        """Raises UnknownTextError."""
        if kind in (TextKind.PROCEDURE, TextKind.OVERLAY):
            return self.open_procedure(text_id)
        text = self.texts.find(kind, text_id)
        match kind:
            case TextKind.PHRASINGS:
                text = replace(text or Text(kind, text_id), title=self._named(text_id))
                return Opened(text, text.content or {"phrases": []})
            case TextKind.CANNED_REPLY if (first := first_reply(text_id)) is not None:
                known = text or Text(kind, text_id)
                begins = contents.written_reply(first)
                named = replace(known, title=known.title or first.title)
                return Opened(named, known.content or begins, untouched=begins)
        if text is None:
            raise UnknownTextError
        return Opened(text, text.content or {})

    def _named(self, subject_id: str) -> str:
        """The title of a procedure or dossier. Raises UnknownTextError."""
        title = self.texts.title(subject_id)
        if title is None:
            raise UnknownTextError
        return title

    def unfinished(self) -> list[Text]:
        """Those of every kind that have a draft, the latest first; each under the name of what it is about."""
        found = self.texts.unfinished()
        return [text if text.title else replace(text, title=self.texts.title(text.id) or "") for text in found]

    def faults(self, kind: TextKind, text_id: str, content: Content) -> tuple[Fault, ...]:
        return contents.faults(kind, text_id, content, today=self.today())

    def review_is_needed(self) -> bool:
        return self._is_reviewed()

    def may_publish(self, text: Text, author: Author) -> bool:
        return may_publish(text, author, reviewed=self._is_reviewed())

    def served(self, opened: Opened, content: Content) -> Procedure:
        """The procedure that citizens would get of ``content``. Raises StaffRefusedError when it has faults."""
        self._check(opened.text.kind, opened.text.id, content)
        if opened.is_official:
            assert opened.stored is not None
            return laid_over(opened.stored, contents.overlay(content), self.today())
        origin = opened.stored.origin if opened.stored else Origin.OWN
        return contents.procedure(opened.text.id, content, origin)

    def places(self, opened: Opened) -> tuple[Section, ...]:
        """The parts of the official sheet at which something can be added."""
        return sections(opened.stored.body) if opened.is_official and opened.stored else ()

    def places_lost(self, opened: Opened) -> tuple[str, ...]:
        """Those that the content names and that the guide no longer has."""
        known = {section.id for section in self.places(opened)}
        additions = opened.content.get("ajouts", ())
        named = [one.get("rubrique") for one in additions if isinstance(one, dict)]
        return tuple(dict.fromkeys(place for place in named if isinstance(place, str) and place and place not in known))

    # --- Writing --------------------------------------------------------------------------------------------------

    def start(self, title: str, author: Author, content: Content | None = None) -> Text:
        """A new procedure, as a draft that holds its title."""
        name = self._free_name(title)
        change = Change(TextKind.PROCEDURE, name, 0, author)
        return self.texts.save_draft(change, {**(content or {}), "titre": title})

    def save(self, change: Change, content: Content) -> Text:
        """Raises StaleError, with both texts as one, and UnknownTextError."""
        self.open(change.kind, change.text_id)
        try:
            return self.texts.save_draft(change, content)
        except StaleError as error:
            raise self._merged(error, content) from error

    def publish(self, change: Change, starts_on: date | None = None) -> Text:
        """Now, or on the day ``starts_on``. Raises StaffRefusedError when it cannot be published as it is."""
        opened = self.open(change.kind, change.text_id)
        if not self.may_publish(opened.text, change.author):
            raise StaffRefusedError(
                409, "Une autre personne doit relire ce texte avant sa publication. Demandez la relecture."
            )
        if opened.text.draft is not None:
            self._check(change.kind, change.text_id, opened.text.draft)
        if starts_on is None or starts_on <= self.today():
            return self.texts.publish(change)
        if starts_on > self.today() + FURTHEST:
            raise refused("Choisissez un jour dans l’année qui vient.")
        return self.texts.schedule(change, starts_on)

    def publish_at_once(self, change: Change, content: Content) -> Text:
        """For what needs no second reader: a day of verification, a phrasing."""
        self._check(change.kind, change.text_id, content)
        return self.texts.publish_at_once(change, content)

    def revert(self, change: Change, revision_id: int) -> Text:
        """The text as it was at that revision: published at once where nobody has to read it, else a draft to read."""
        revision = self.texts.revision(change.kind, change.text_id, revision_id)
        if revision.content is None:
            raise NothingToDoError("À ce moment, le texte était retiré. Choisissez une autre version.")
        comment = change.comment or f"Retour à la version du {revision.at:%d/%m/%Y}."
        text = self.texts.save_draft(replace(change, comment=comment), revision.content)
        next_change = replace(change, edition=text.edition, comment=comment)
        if not self.may_publish(text, change.author) or self.faults(change.kind, change.text_id, revision.content):
            return self.texts.submit(next_change)
        return self.texts.publish(next_change)

    def verified(self, change: Change, section_id: str | None) -> Text:
        """Says that a published text was checked today and that nothing has changed: one section, or all of them."""
        opened = self.open(change.kind, change.text_id)
        if opened.live is None:
            raise NothingToDoError("Publiez d’abord ce texte.")
        content = _dated(opened.live, self.today(), section_id)
        if content is None:
            raise NothingToDoError("Cette partie n’a pas de source à vérifier.")
        return self.publish_at_once(replace(change, comment="Vérifié, rien n’a changé."), content)

    def withdraw(self, change: Change) -> Text:
        self.open(change.kind, change.text_id)
        return self.texts.withdraw(change)

    def history(self, kind: TextKind, text_id: str) -> list[Revision]:
        """The newest first. Raises UnknownTextError."""
        self.open(kind, text_id)
        return self.texts.revisions(kind, text_id)

    # --- Inside ---------------------------------------------------------------------------------------------------

    def _check(self, kind: TextKind, text_id: str, content: Content) -> None:
        found = self.faults(kind, text_id, content)
        if found:
            count = f"{len(found)} points restent" if len(found) > 1 else "Un point reste"
            sentence = f"{count} à corriger avant la publication : {found[0].reason}. {found[0].cure}"
            raise StaffRefusedError(422, sentence, more={"faults": [vars(fault) for fault in found]})

    def _merged(self, error: StaleError, mine: Content) -> StaleError:
        theirs = error.current.content or {}
        error.merge = merge(error.base if error.base is not None else {}, mine, theirs)
        return error

    def _free_name(self, title: str) -> str:
        name = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:_LONGEST_NAME].strip("-") or "fiche"
        if _GUIDE_NUMBER.match(name):
            name = f"fiche-{name}"
        found, number = name, 1
        while self.texts.find(TextKind.PROCEDURE, found) or self.texts.stored(found):
            number += 1
            found = f"{name}-{number}"
        return found


def _dated(content: Content, today: date, section_id: str | None) -> Content | None:
    """``content`` with ``today`` as the day of its sources; None when no source is concerned."""
    parts = "rubriques" if "rubriques" in content else "ajouts"
    changed = False
    dated = []
    for part in content.get(parts, ()):
        if part.get("source") and section_id in (None, part["id"]):
            part = {**part, "source": {**part["source"], "verifie_le": today.isoformat()}}
            changed = True
        dated.append(part)
    return {**content, parts: dated} if changed else None
