"""From a dossier ("Carte d'identité") to one of its sheets: for whom first, then what for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from procedures import facts as reviewed
from procedures.families import with_kin
from procedures.model import Aspect, Dossier, DossierEntry, SubDossier
from procedures.outcome import Given, Offer, Question, Step
from procedures.walk.questions import prompt
from procedures.words import stems

BUTTONS_AT_MOST = 6


@dataclass(frozen=True)
class _Entry:
    """One button: a sheet, or a sub-dossier that holds several."""

    id: str
    label: str
    procedures: tuple[DossierEntry, ...]


def resolve_dossier(dossier: Dossier, aspect: Aspect | None, given: Given) -> Question | Step:
    """The question that chooses among the sheets of ``dossier``, or the step to the one that is meant.

    Facts choose first ("pour ma fille de 12 ans"), then the citizen's words when they fit one entry alone. Raises
    ``ValueError`` for a dossier without any sheet.
    """
    if not dossier.procedure_ids():
        raise ValueError(f"dossier {dossier.id} lists no procedure; correct it or withdraw it")
    path: list[str] = []
    entries = _top(dossier)
    while True:
        entries, label = _left(entries, dossier, given)
        if label:
            path.append(label)
        if len(entries) > 1:
            return _question(entries, path, dossier, aspect, given)
        only = entries[0]
        if len(only.procedures) == 1:
            return Step(only.procedures[0].procedure_id, aspect)
        entries = tuple(_Entry(entry.procedure_id, entry.label, (entry,)) for entry in only.procedures)


def _top(dossier: Dossier) -> tuple[_Entry, ...]:
    """The first level: all sheets when they are few, else the sub-dossiers and the sheets outside any."""
    alone = _distinct(dossier.entries)
    subs = [sub for sub in dossier.sub_dossiers if sub.entries]
    if len(dossier.procedure_ids()) <= BUTTONS_AT_MOST:
        return _distinct((*_flattened(subs), *dossier.entries))
    if len(subs) == 1 and not alone:
        return _distinct(subs[0].entries)
    return (*(_Entry(sub.id, sub.label, sub.entries) for sub in subs), *alone)


def _flattened(subs: Sequence[SubDossier]) -> list[DossierEntry]:
    """The sheets of ``subs``, named with the one they stand in where a name alone would not tell them apart: the same
    in two ("Renouvellement"), or one that holds the other ("Pension de réversion", "Pension de réversion de
    l'époux")."""
    names = [[set(stems(entry.label)) for entry in sub.entries] for sub in subs]
    apart = all(
        not (name <= other or other <= name)
        for place, own in enumerate(names)
        for others in names[place + 1 :]
        for name in own
        for other in others
    )
    entries = [(sub, entry) for sub in subs for entry in sub.entries]
    if apart:
        return [entry for _, entry in entries]
    return [DossierEntry(entry.procedure_id, f"{sub.label} : {entry.label}") for sub, entry in entries]


def _distinct(entries: Sequence[DossierEntry]) -> tuple[_Entry, ...]:
    first = {entry.procedure_id: entry for entry in reversed(entries)}
    return tuple(_Entry(id_, entry.label, (entry,)) for id_, entry in reversed(first.items()))


def _left(entries: tuple[_Entry, ...], dossier: Dossier, given: Given) -> tuple[tuple[_Entry, ...], str]:
    """The entries that still hold, and the label of the one chosen, if one was."""
    left = _answered(entries, given) or entries
    labels = [entry.label for entry in left]
    pick = reviewed.pick(dossier.id, dossier.title, labels, given.facts)
    if indexes := pick.indexes if pick else _by_words(labels, dossier.title, given.words):
        left = tuple(left[index] for index in indexes)
    return left, left[0].label if len(left) == 1 < len(entries) else ""


def _answered(entries: tuple[_Entry, ...], given: Given) -> tuple[_Entry, ...]:
    """The entries that the answers name, each without the sheets that they leave out."""
    chosen = {id_ for ids in given.answers.values() for id_ in ids}
    named = []
    for entry in entries:
        inside = tuple(sheet for sheet in entry.procedures if sheet.procedure_id in chosen)
        if inside:
            named.append(replace(entry, procedures=inside))
        elif entry.id in chosen:
            named.append(entry)
    return tuple(named)


def _by_words(labels: Sequence[str], title: str, words: str) -> tuple[int, ...]:
    """The one label that shares with ``words`` a stem that neither the title nor any other label has."""
    said = with_kin(set(stems(words)) - set(stems(title)))
    own = [set(stems(label)) for label in labels]
    fitting = [index for index, label in enumerate(own) if label & said]
    return (fitting[0],) if len(fitting) == 1 and len(labels) > 1 else ()


def _question(
    entries: tuple[_Entry, ...], path: list[str], dossier: Dossier, aspect: Aspect | None, given: Given
) -> Question:
    return Question(
        prompt=prompt("", _named(dossier.title, path)),
        choices=tuple(_offer(entry, dossier, aspect, given) for entry in entries),
        subject=dossier.id,
        title=dossier.title,
        aspect=aspect,
        path=tuple(path),
        choice_id=dossier.id,
    )


def _named(title: str, path: Sequence[str]) -> str:
    """The title with what is settled: the next question would else read as the same for a child and an adult."""
    return f"{title} ({', '.join(label[:1].lower() + label[1:] for label in path)})" if path else title


def _offer(entry: _Entry, dossier: Dossier, aspect: Aspect | None, given: Given) -> Offer:
    if len(entry.procedures) == 1:
        return Offer(entry.label, Step(entry.procedures[0].procedure_id, aspect))
    return Offer(entry.label, Step(dossier.id, aspect, {**given.answers, dossier.id: (entry.id,)}))
