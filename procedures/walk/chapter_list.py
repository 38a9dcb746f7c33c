"""All the chapters of a sheet that may concern a person, as buttons."""

from __future__ import annotations

from procedures.model import Procedure
from procedures.outcome import Given, Offer, Step
from procedures.walk.alternatives import chapters_as_choices
from procedures.walk.chapters import visible
from procedures.walk.settling import Settler, implied_variables
from procedures.walk.tree import choices_in
from procedures.words import fold


def chapter_offers(procedure: Procedure, given: Given) -> tuple[Offer, ...]:
    """One button per chapter of ``procedure``, in reading order; chapters of the same title are one."""
    body = chapters_as_choices(procedure.body)
    variables = implied_variables(list(choices_in(body)) if given.answers else [], given)
    found: dict[str, Offer] = {}
    for chapter in visible(body, Settler(procedure, given, variables), variables):
        section = chapter.section
        if chapter.depth == 0 and section.title:
            aspect = section.aspects[0] if section.aspects else None
            step = Step(procedure.id, aspect, given.answers, given.variables, section=section.id)
            found.setdefault(fold(section.title), Offer(section.title, step))
    return tuple(found.values())
