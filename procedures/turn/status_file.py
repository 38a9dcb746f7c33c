"""Someone's own file: we hold none and ask for no number; the service that received it can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from procedures.dialogue import Decision, Reply, Said, State
from procedures.extract import offices_in, services_in
from procedures.model import Aspect, Office, Procedure, Service, ServiceKind
from procedures.outcome import Answer
from procedures.turn.candidates import candidates
from procedures.turn.follow_up import aspect_of, follow_up, naming_words
from procedures.turn.kin import akin_to_any
from procedures.turn.linking import link
from procedures.turn.memory import nowhere
from procedures.turn.replies import offers_of, person_offer
from procedures.turn.skill import Done, Turn
from procedures.turn.thread_words import says
from procedures.turn.what_more import what_more
from procedures.turn.wording import wording
from procedures.walk.answers import header

LAST_MOVE = "status_file"
_NEAREST = 3
_NEAR_ENOUGH = 0.4
_MOST_OFFICES = 3
_FEW_WORDS = 4
_TRACKS = re.compile(r"\bsuiv(?:ez|re|i)\b|\bavancement\b", re.IGNORECASE)


def status_file(turn: Turn, said: Said) -> Done:
    """Where to follow the file and whom to call, when it is known what about; else what it may be about."""
    hits = tuple(hit for hit in turn.search.find(said.words, limit=_NEAREST) if hit.score >= _NEAR_ENOUGH)
    meant = link(said.words, hits, turn.catalogue).subject
    after = replace(turn.state, pending=(), failures=0, last_move=LAST_MOVE)
    if is_about_the_file(turn, said) and _names_again(turn, said):
        return what_more(turn, _about(after, meant or turn.state.subject))  # its card was just shown
    subject = follow_up(turn, said) or meant
    named = candidates(hits, subject, turn.catalogue)
    words = wording().status_file
    card = _card(turn, subject) if subject else None
    if card:
        return _about(after, subject), Reply(Decision.FALLBACK, words.tracking_of, card, (person_offer(),), named)
    subjects = tuple(dict.fromkeys((*filter(None, (subject,)), *(hit.id for hit in hits))))
    offers = offers_of(subjects[:_NEAREST], Aspect.STATUS, turn.catalogue)
    text = words.tracking if offers else f"{words.tracking} {words.which}"
    return after, Reply(Decision.FALLBACK, text, suggestions=(*offers, person_offer()), candidates=named)


def is_about_the_file(turn: Turn, said: Said) -> bool:
    """Whether the words only say which file was meant: "où en est mon dossier ?", then "carte grise"."""
    if turn.state.last_move != LAST_MOVE or aspect_of(said) is not None or says("wishing", said.words):
        return False
    tells_what_happened = any(fact.name == "state" for fact in said.facts)
    return not tells_what_happened and 0 < len(naming_words(said.words)) <= _FEW_WORDS


def _names_again(turn: Turn, said: Said) -> bool:
    title = turn.catalogue.title(turn.state.subject or "") or ""
    return all(akin_to_any(word, title) for word in naming_words(said.words))


def _about(state: State, subject: str | None) -> State:
    """``state`` about the file of ``subject``: "c'est combien ?" goes on about it."""
    return state if subject == state.subject else replace(nowhere(state), subject=subject, aspect=Aspect.STATUS)


def _card(turn: Turn, subject: str) -> Answer | None:
    """The tracking service and the offices of a subject, from its sheet or those beside it; None when none is told."""
    sheets = list(_sheets(turn, subject))
    if not sheets:
        return None
    services = next((found for sheet in sheets if (found := _tracking(sheet))), ())
    offices = _offices(sheets[0])
    if not services and not offices:
        return None
    return Answer(header(sheets[0]), Aspect.STATUS, (), (), (), services=services, offices=offices)


def _sheets(turn: Turn, subject: str) -> Iterator[Procedure]:
    """The sheet itself, then those of its dossier: a renewal is followed as a first request is."""
    own = turn.catalogue.procedure(subject)
    dossier = turn.catalogue.dossier((own.dossier_id or "") if own else subject)
    ids = (*((own.id,) if own else ()), *(dossier.procedure_ids() if dossier else ()))
    found = (turn.catalogue.procedure(sheet) for sheet in dict.fromkeys(ids))
    return (sheet for sheet in found if sheet)


def _tracking(sheet: Procedure) -> tuple[Service, ...]:
    services = (*sheet.services, *services_in((*sheet.introduction, *sheet.body)))
    tracking = (one for one in services if one.kind is ServiceKind.ONLINE_SERVICE and _TRACKS.search(one.title))
    return tuple({one.url: one for one in tracking}.values())


def _offices(sheet: Procedure) -> tuple[Office, ...]:
    offices = (*sheet.offices, *offices_in((*sheet.introduction, *sheet.body)))
    return tuple({one.title: one for one in offices}.values())[:_MOST_OFFICES]
