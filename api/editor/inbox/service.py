"""What editors do with a question that went wrong: say what it means, or what else is to be done with it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from api.editor.inbox.effects import Effects, Trial
from api.editor.inbox.grouping import Group, grouped
from api.editor.inbox.models import Resolution
from api.editor.inbox.repository import Inbox
from api.editor.repository import Change
from api.editor.service import Editing
from api.editor.texts import Author, StaleError, UnknownTextError
from api.staff.refusals import refused
from procedures.catalogue import Catalogue
from procedures.search import Search
from procedures.store.text_tables import TextKind
from procedures.words import fold

_SUGGESTED = 4
_TRIES = 3  # two people may add a phrasing to one subject in the same moment


def _is_whole(model: Path) -> bool:
    return not model.name.startswith("unfinished-")


@dataclass(frozen=True)
class Suggested:
    id: str
    title: str


class Sorting:
    """``indexed``: the version of the content that ``search`` knows. ``models``: the folder of dialogue models."""

    def __init__(
        self,
        inbox: Inbox,
        editing: Editing,
        catalogue: Catalogue,
        search: Search,
        *,
        indexed: Callable[[], str],
        models: Path,
    ) -> None:
        self.inbox = inbox
        self._editing = editing
        self._catalogue = catalogue
        self._search = search
        self._models = models
        self._trial = Trial(catalogue, search, indexed=indexed, added=self._added)

    def trained_at(self) -> datetime | None:
        """When the newest dialogue model was trained; None when there is none."""
        moments = [model.stat().st_mtime for model in self._models.glob("*.tar.gz") if _is_whole(model)]
        return datetime.fromtimestamp(max(moments), UTC) if moments else None

    def groups(self) -> list[Group]:
        return grouped(self.inbox.open_items())

    def suggested(self, text: str) -> list[Suggested]:
        """What the question may mean, by the search as it is."""
        hits = self._search.find(text, limit=_SUGGESTED)
        return [Suggested(hit.id, self._catalogue.title(hit.id) or hit.id) for hit in hits]

    def title(self, subject_id: str) -> str:
        return self._catalogue.title(subject_id) or subject_id

    def effects(self, subject_id: str, phrase: str) -> Effects:
        """Raises UnknownTextError."""
        self._check(subject_id)
        return self._trial.of(subject_id, phrase)

    def means(self, ids: Collection[str], subject_id: str, phrase: str, author: Author) -> int:
        """From now on ``phrase`` asks for ``subject_id``, in every process, and the questions are settled."""
        self._check(subject_id)
        self._add(subject_id, phrase, author)
        return self.inbox.resolve(ids, Resolution.MEANS, by=author.id)

    def missing(self, ids: Collection[str], title: str, author: Author) -> str:
        """Starts the procedure that is missing, as a draft; its id."""
        text = self._editing.start(title, author)
        self.inbox.resolve(ids, Resolution.MISSING, by=author.id)
        return text.id

    def _check(self, subject_id: str) -> None:
        if self._catalogue.title(subject_id) is None:
            raise UnknownTextError

    def _added(self) -> dict[str, list[str]]:
        """The phrasings that the town has added, by subject."""
        texts = self._editing.texts.of_kind(TextKind.PHRASINGS)
        return {text.id: list(text.live["phrases"]) for text in texts if text.live}

    def _add(self, subject_id: str, phrase: str, author: Author) -> None:
        for left in reversed(range(_TRIES)):
            text = self._editing.texts.find(TextKind.PHRASINGS, subject_id)
            said = list(text.live["phrases"]) if text and text.live else []
            if any(fold(one) == fold(phrase) for one in said):
                return
            change = Change(TextKind.PHRASINGS, subject_id, text.edition if text else 0, author, phrase)
            try:
                self._editing.publish_at_once(change, {"phrases": [*said, phrase]})
            except StaleError:
                if not left:
                    raise refused("Un collègue ajoute des mots au même moment. Recommencez.") from None
            else:
                return
