"""Whether new words go on about the same subject ("c'est combien ?", "et pour un mineur ?") or open another."""

from __future__ import annotations

from procedures.dialogue import Said, State
from procedures.model import Aspect
from procedures.search.aspect_words import guess_aspect, subject_words
from procedures.search.word_kinds import words_of_kind
from procedures.search.words import stem, stems
from procedures.turn.linking import dossier_of, one_subject
from procedures.turn.skill import Turn
from procedures.turn.thread_words import says
from procedures.walk.tree import text_of

# Words about a person or a place: they tell the case, not the subject.
_SITUATION_WORDS = frozenset(stem(word) for word in words_of_kind("situation"))
_SINGLED_OUT = 0.6
_SURELY = 0.6
_HITS = 10
_FEW_WORDS = 4


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
    surely = one_subject(alone, turn.catalogue) >= _SURELY
    names = [word for word in new if not says("telling", word)]  # "perdue" tells of the thing spoken of
    if names and surely and not _related(alone[0].id, subject, turn):
        return None
    if sibling := _sibling(turn, subject, said.words):
        return sibling
    if not names:
        return subject
    if surely or len(new) > _FEW_WORDS:
        return None
    elsewhere = bool(alone) and not _related(alone[0].id, subject, turn)
    return None if elsewhere and not _told_in(names, subject, turn) else subject


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
    return [word for word in subject_words(words) if stem(word) not in _SITUATION_WORDS and not word.isdigit()]


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


def _sibling(turn: Turn, subject: str, words: str) -> str | None:
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
