"""A chapter of the sheet under way, named by its title: "et comment on le saisit ?", "la photo ?"."""

from __future__ import annotations

from procedures.model import ProcedureKind
from procedures.outcome import Given
from procedures.search.words import content_words
from procedures.turn.follow_up import naming_words
from procedures.turn.kin import akin_to_any
from procedures.turn.skill import Turn
from procedures.walk import chapter_offers

_BESIDE = 3  # words of a title


def chapter_meant(turn: Turn, words: str) -> str | None:
    """The id of the one chapter whose title holds all that ``words`` name and the sheet's own title does not; None
    when they name none, or several."""
    state = turn.state
    procedure = turn.catalogue.procedure(state.subject or "")
    named = naming_words(words)
    if procedure is None or procedure.kind is ProcedureKind.LIFE_EVENT or not named:
        return None  # the chapters of a life event are filtered by questions, not read one by one
    if all(akin_to_any(word, procedure.title) for word in named):
        return None
    offers = chapter_offers(procedure, Given(state.answers, state.facts, state.variables))
    fitting = [offer for offer in offers if all(akin_to_any(word, offer.label) for word in named)]
    return fitting[0].step.section if len(fitting) == 1 and _tells(fitting[0].label, named) else None


def _tells(title: str, named: list[str]) -> bool:
    """Whether the title is not much more than what was named: a long one holds a word by chance."""
    return len(content_words(title)) <= len(named) + _BESIDE
