"""Public ids: what a procedure, dossier, theme or resource of the guide is called in the base.

The guide numbers its pages per audience: F133 exists for individuals and for associations, with other content.
Individuals keep the bare number; the page of another audience is ``F133@associations`` when the number is shared,
bare when not.
"""

from __future__ import annotations

from collections.abc import Iterable

from procedures.model import Audience


def marked(source_id: str, audience: Audience) -> str:
    """The id of a page whose number another audience uses too."""
    return f"{source_id}@{audience.value}"


def candidates(source_id: str, audience: Audience | None) -> tuple[str, ...]:
    """Public ids that a link to ``source_id`` may mean, the likeliest first: the first one that exists is right."""
    if audience is None or audience is Audience.INDIVIDUALS:
        return (source_id,)
    return (marked(source_id, audience), source_id)


class PublicIds:
    """Which numbers exist for which audiences, and so the public id of each page."""

    def __init__(self, pages: Iterable[tuple[str, Audience]]) -> None:
        self._audiences: dict[str, set[Audience]] = {}
        for source_id, audience in pages:
            self._audiences.setdefault(source_id, set()).add(audience)

    def of(self, source_id: str, audience: Audience) -> str:
        """The public id of a page of ``audience``, whether or not the page is known."""
        others = self._audiences.get(source_id, set()) - {audience}
        if audience is Audience.INDIVIDUALS or not others:
            return source_id
        return marked(source_id, audience)

    def linked(self, source_id: str, audience: Audience) -> str:
        """The public id of the page that a link from a page of ``audience`` reaches.

        The link's own audience may lack that page: it then means the one that exists.
        """
        known = self._audiences.get(source_id, set())
        if audience in known or len(known) != 1:
            return self.of(source_id, audience)
        return self.of(source_id, next(iter(known)))
