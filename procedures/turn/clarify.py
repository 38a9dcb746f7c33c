"""Several procedures fit the words: offers the nearest rather than guessing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from procedures.catalogue import Catalogue
from procedures.dialogue import Candidate, State
from procedures.model import Aspect
from procedures.outcome import Deed, Offer, Step
from procedures.search.words import content_words
from procedures.turn.fitting import name_of_twins, twins
from procedures.turn.linking import MOST_OFFERED, dossier_of
from procedures.turn.replies import asking, gone, menu, offers_of
from procedures.turn.skill import Done
from procedures.turn.wording import wording

_FEW_WORDS = 2


def clarify(state: State, near: Iterable[str], named: tuple[Candidate, ...], catalogue: Catalogue) -> Done:
    """Asks which of ``near``, best first, is meant; the aspect asked about stays."""
    offers = tuple(_unlike(tuple(near), state.aspect, catalogue))[:MOST_OFFERED]
    if not offers:
        return gone(state)
    words = wording().clarify
    prompt = words.few_words if len(content_words(state.words)) <= _FEW_WORDS else words.prompt
    here = Step(aspect=state.aspect, words=state.words, deed=Deed.SEARCH)
    return asking(state, menu(prompt, offers), lead=prompt, candidates=named, here=here)


def _unlike(near: tuple[str, ...], aspect: Aspect | None, catalogue: Catalogue) -> Iterator[Offer]:
    """One button each; but sheets of one name ("Carte perdue", for an adult and for a child) are one button, after
    which their dossier asks: four places are few."""
    told: set[str] = set()
    for offer in offers_of(near, aspect, catalogue):
        subject = offer.step.subject
        same = tuple(twin for twin in twins(subject, catalogue) if twin in near)
        dossier = dossier_of(subject, catalogue)
        if subject in told:
            continue
        told.update(same)
        if len(same) > 1 and dossier:
            yield Offer(name_of_twins(subject, catalogue), Step(dossier, aspect, {dossier: same}))
        else:
            yield offer
