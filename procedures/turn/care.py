"""Danger: the numbers first, the one that fits on top. Nothing is searched, nothing is asked."""

from __future__ import annotations

import re
from dataclasses import replace

from procedures.dialogue import Decision, Reply, Said
from procedures.turn.skill import Done, Turn
from procedures.turn.wording import wording
from procedures.words import fold

# Which help line comes first; all of them are given whatever the words.
_FIRST = (
    ("child", re.compile(r"\b(?:119|enfant|gamin|petit frere|petite soeur|mineur)")),
    ("elder", re.compile(r"\b(?:3977|maltrait\w*|ehpad|personne agee|grand[ -]?mere|grand[ -]?pere)")),
    ("violence", re.compile(r"\b(?:3919|frapp\w*|violen\w*|mari|conjoint\w*|compagnon|viol\w*|ex\b|menac\w*|bat\b)")),
    ("suicide", re.compile(r"\b(?:3114|suicid\w*|mourir|vivre|finir|en finir|tuer|mort)")),
)
_LINES = ("suicide", "violence", "child", "elder")


def care(turn: Turn, said: Said) -> Done:
    """Emergency and help numbers, in the order that the words ask for."""
    words = wording().care
    folded = fold(said.words)
    urgent = [name for name, pattern in _FIRST if pattern.search(folded)]
    # A threat is for the police first, dark thoughts for the listeners of the 3114 first.
    first = ["suicide"] if "suicide" in urgent and "violence" not in urgent else []
    lines = dict.fromkeys((*first, "danger", *urgent, *_LINES))
    text = "\n".join([words.opening, *(f"- {getattr(words, line)}" for line in lines), words.closing])
    return replace(turn.state, pending=(), failures=0, last_move="care"), Reply(Decision.CRISIS, text)
