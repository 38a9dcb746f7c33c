"""Several procedures fit the words: offers the nearest rather than guessing."""

from __future__ import annotations

from collections.abc import Iterable

from procedures.catalogue import Catalogue
from procedures.dialogue import Candidate, State
from procedures.outcome import Deed, Step
from procedures.search.words import content_words
from procedures.turn.replies import asking, gone, menu, offers_of
from procedures.turn.skill import Done
from procedures.turn.wording import wording

_FEW_WORDS = 2


def clarify(state: State, near: Iterable[str], named: tuple[Candidate, ...], catalogue: Catalogue) -> Done:
    """Asks which of ``near`` is meant; the aspect asked about stays."""
    offers = offers_of(near, state.aspect, catalogue)
    if not offers:
        return gone(state)
    words = wording().clarify
    prompt = words.few_words if len(content_words(state.words)) <= _FEW_WORDS else words.prompt
    here = Step(aspect=state.aspect, words=state.words, deed=Deed.SEARCH)
    return asking(state, menu(prompt, offers), lead=prompt, candidates=named, here=here)
