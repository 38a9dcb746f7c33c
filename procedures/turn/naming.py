"""Whether words are nothing but the name of a sheet ("APA", "RSA", "permis de chasse")."""

from __future__ import annotations

from procedures.turn.follow_up import naming_words
from procedures.turn.kin import akin_to_any
from procedures.turn.skill import Turn

_MOST_WORDS = 5
_SURELY = 0.45


def names_a_sheet(turn: Turn, words: str) -> bool:
    """Whether the likeliest title holds all that ``words`` name, and they name something."""
    named = naming_words(words)
    if not named or len(words.split()) > _MOST_WORDS:
        return False
    hits = turn.search.find(words, limit=1)
    if not hits or hits[0].score < _SURELY:
        return False
    title = turn.catalogue.title(hits[0].id) or ""
    return all(akin_to_any(word, title) for word in named)
