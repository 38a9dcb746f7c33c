"""Whether new words go on about the same subject ("c'est combien ?", "et pour un mineur ?") or open another."""

from __future__ import annotations

from procedures.dialogue import Said, State
from procedures.model import Aspect
from procedures.search import Hit
from procedures.search.aspect_words import guess_aspect, subject_words
from procedures.search.word_kinds import words_of_kind
from procedures.search.words import stem, stems
from procedures.turn.countries import without_country
from procedures.turn.kin import akin_to_any
from procedures.turn.linking import dossier_of, one_subject
from procedures.turn.skill import Turn
from procedures.turn.thread_words import says, without
from procedures.walk.tree import text_of

# Words about a person or a place: they tell the case, not the subject.
_SITUATION_WORDS = words_of_kind("situation")
_SINGLED_OUT = 0.6
_SURELY = 0.6
_HITS = 10
_FEW_WORDS = 4
_SHORT = 2  # words; with so few, what was being spoken of tells what is meant


def follow_up(turn: Turn, said: Said) -> str | None:
    """The subject that ``said`` goes on about: the one under way or its sibling; None when it opens another."""
    subject = turn.state.subject
    if subject is None:
        return None
    new = naming_words(said.words)
    if not new:
        return _counterpart(turn, subject, said.words) or subject
    alone = turn.search.find(said.words, limit=_HITS)
    if alone and _names(new, turn.catalogue.title(alone[0].id) or ""):
        return alone[0].id if _related(alone[0].id, subject, turn) else None
    return _beyond(turn, said, new, alone)


def _beyond(turn: Turn, said: Said, new: list[str], alone: tuple[Hit, ...]) -> str | None:
    """The same of words that name something, though not the whole title of a sheet."""
    subject = turn.state.subject or ""
    names = [word for word in new if not says("telling", word)]  # "perdue" tells of the thing spoken of
    title = _titles(alone[0].id, turn) if alone else ""
    if is_situation(said) and not any(akin_to_any(word, title) for word in names):
        return subject
    if names and all(akin_to_any(word, _titles(subject, turn)) for word in names):
        return sibling_of(turn, subject, said.words) or subject
    elsewhere = bool(alone) and not _related(alone[0].id, subject, turn)
    surely = one_subject(alone, turn.catalogue) >= _SURELY
    told_here = len(names) <= _FEW_WORDS and _told_in(names, subject, turn)
    if names and surely and elsewhere:
        if any(akin_to_any(word, title) for word in names):
            return None
        return subject if told_here else _meant_here(turn, subject, said.words, names)
    if sibling := sibling_of(turn, subject, said.words):
        return sibling
    if not names:
        return subject
    if surely or len(new) > _FEW_WORDS:
        return None
    wholly = all(akin_to_any(word, title) for word in names)
    return _meant_here(turn, subject, said.words, names) if elsewhere and (wholly or not told_here) else subject


def is_situation(said: Said) -> bool:
    """Whether the words only tell how things are ("mon fiancé est marocain", "je gagne 900 euros") and ask nothing."""
    asks = "?" in said.words or aspect_of(said) is not None or says("wishing", said.words)
    return says("being", said.words) and not asks


def _meant_here(turn: Turn, subject: str, words: str, names: list[str]) -> str | None:
    """What a word or two mean beside the subject under way: "préavis", said of a rented flat, is a tenant's."""
    if len(names) > _SHORT:
        return None
    hits = turn.search.find(f"{turn.catalogue.title(subject) or ''} {words}", limit=1)
    if not hits or hits[0].score < _SINGLED_OUT:
        return None
    title = turn.catalogue.title(hits[0].id) or ""
    return hits[0].id if all(akin_to_any(word, title) for word in names) else None


def _titles(found: str, turn: Turn) -> str:
    """The titles of a sheet and of its dossier, as one text."""
    subjects = dict.fromkeys((found, dossier_of(found, turn.catalogue)))
    return " ".join(turn.catalogue.title(subject) or "" for subject in subjects if subject)


def _told_in(words: list[str], subject: str, turn: Turn) -> bool:
    """Whether the subject under way speaks of one of ``words`` at least: "et la photo ?"."""
    procedure, dossier = turn.catalogue.procedure(subject), turn.catalogue.dossier(subject)
    text = turn.catalogue.title(subject) or ""
    if procedure:
        text += " " + text_of((*procedure.introduction, *procedure.body))
    if dossier:
        labels = (entry.label for sub in dossier.sub_dossiers for entry in sub.entries)
        text = " ".join((text, *labels, *(entry.label for entry in dossier.entries)))
    return bool({stem(word) for word in words} & set(stems(text)))


def aspect_of(said: Said) -> Aspect | None:
    """What is asked: as understood, else as the words tell."""
    return said.aspect or guess_aspect(said.words)


def takes_up_aspect(state: State, said: Said) -> bool:
    """Whether another subject is named to ask the same of it: "et le passeport ?"."""
    return (
        state.aspect is not None
        and aspect_of(said) is None
        and says("supposing", said.words)
        and len(naming_words(said.words)) <= _FEW_WORDS
    )


def naming_words(words: str) -> list[str]:
    """The words that may name a subject; none in "c'est combien ?" nor in "pour moi, je suis majeur"."""
    return [
        word
        for word in subject_words(without_country(without("idle", words)))
        if word not in _SITUATION_WORDS
        and word.removesuffix("s") not in _SITUATION_WORDS
        and not word.isdigit()
        and not says("said_of_any", word)
    ]


def _counterpart(turn: Turn, subject: str, words: str) -> str | None:
    """The same procedure for someone else: "et pour un mineur ?" goes from one sub-dossier to another."""
    dossier = turn.catalogue.dossier(dossier_of(subject, turn.catalogue) or "")
    here = turn.catalogue.procedure(subject)
    if dossier is None or here is None:
        return None
    said = set(stems(words))
    for sub in dossier.sub_dossiers:
        if sub.label != here.sub_dossier and set(stems(sub.label)) & said:
            return next((entry.procedure_id for entry in sub.entries if entry.label == here.label), None)
    return None


def _names(words: list[str], title: str) -> bool:
    """Whether the words hold the whole title of a hit: they name it."""
    named = set(stems(title))
    return bool(named) and named <= {stem(word) for word in words}


def sibling_of(turn: Turn, subject: str, words: str) -> str | None:
    """The procedure of the same dossier that the words single out: "et en cas de perte ?"."""
    dossier = dossier_of(subject, turn.catalogue)
    if dossier is None:
        return None
    context = turn.catalogue.title(dossier) or ""
    hits = turn.search.find(f"{context} {words}", limit=1)
    if hits and hits[0].score >= _SINGLED_OUT and _related(hits[0].id, subject, turn):
        return hits[0].id
    return None


def _related(found: str, subject: str, turn: Turn) -> bool:
    return found == subject or dossier_of(found, turn.catalogue) == dossier_of(subject, turn.catalogue) is not None
