"""What facts make of the subject under way: another sheet of its dossier, or answers that no longer hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from procedures.catalogue import Catalogue
from procedures.dialogue import State
from procedures.facts import Fact, pick, told_by
from procedures.model import Choice, Dossier, Option, Procedure, SubDossier
from procedures.outcome import Step
from procedures.walk.tree import choices_in

Answers = Mapping[str, tuple[str, ...]]


def fitted_to(state: State, facts: Sequence[Fact], catalogue: Catalogue) -> State:
    """``state`` once ``facts`` are known: on the sheet of the dossier that they pick, without the answers they deny."""
    subject = sheet_for(state.subject or "", facts, catalogue)
    if subject is not None and subject != state.subject:
        return moved_to(state, subject, catalogue)
    state = not_too_young_nor_old(state, facts, catalogue)
    if procedure := catalogue.procedure(state.subject or ""):
        return replace(state, answers=_not_denied(procedure, state.answers, facts))
    dossier = catalogue.dossier(state.subject or "")
    return replace(state, answers=_part_not_denied(dossier, state.answers, facts)) if dossier else state


def not_too_young_nor_old(state: State, facts: Sequence[Fact], catalogue: Catalogue) -> State:
    """``state`` off a sheet that its dossier keeps for people of another age ("Demandeur de 25 ans ou plus"): before
    the choice of those that are left."""
    procedure = catalogue.procedure(state.subject or "")
    dossier = catalogue.dossier(procedure.dossier_id) if procedure and procedure.dossier_id else None
    if procedure is None or dossier is None:
        return state
    sheets = [entry.procedure_id for entry in dossier.entries]
    found = pick(dossier.id, dossier.title, [entry.label for entry in dossier.entries], facts)
    left = {sheets[index] for index in found.indexes} if found and found.fact.name == "age" else set(sheets)
    if procedure.id not in sheets or procedure.id in left:
        return state
    return replace(state, subject=dossier.id, answers={dossier.id: tuple(left)}, variables={}, section=None)


def moved_to(state: State, subject: str, catalogue: Catalogue) -> State:
    """``state`` on another sheet of the same kind, with the answers to the choices that both have."""
    old, new = catalogue.procedure(state.subject or ""), catalogue.procedure(subject)
    answers = dict(_carried(old, state.answers, new)) if old and new else {}
    return replace(state, subject=subject, answers=answers, variables={}, section=None)


def _carried(old: Procedure, answers: Answers, new: Procedure) -> Iterator[tuple[str, tuple[str, ...]]]:
    chosen = {tuple(_labels(choice.options)): index for choice, index in _chosen(old, answers)}
    for choice in choices_in(new.body) if chosen else ():
        index = chosen.get(tuple(_labels(choice.options)))
        if index is not None:
            yield choice.id, (choice.options[index].id,)


def _part_not_denied(dossier: Dossier, answers: Answers, facts: Sequence[Fact]) -> Answers:
    found = pick(dossier.id, dossier.title, [sub.label for sub in dossier.sub_dossiers], facts)
    kept = {dossier.sub_dossiers[index].id for index in found.indexes} if found else set()
    chosen = {sub.id for sub in dossier.sub_dossiers} & set(answers.get(dossier.id, ()))
    denied = found is not None and bool(chosen) and not chosen & kept
    return {key: ids for key, ids in answers.items() if key != dossier.id} if denied else answers


def sheet_for(subject: str, facts: Sequence[Fact], catalogue: Catalogue) -> str | None:
    """The sheet of the same dossier that ``facts`` pick in place of ``subject``; None when they pick none."""
    dossier, own = _stands(subject, catalogue)
    if dossier is None or own is None:
        return None
    entry = next(entry for entry in own.entries if entry.procedure_id == subject)
    labels = [sub.label for sub in dossier.sub_dossiers]
    found = pick(dossier.id, dossier.title, labels, facts)
    keeps = found is None or dossier.sub_dossiers.index(own) in found.indexes
    sub = own if keeps or found is None else dossier.sub_dossiers[found.indexes[0]]
    wanted = pick(dossier.id, dossier.title, [other.label for other in sub.entries], facts)
    if wanted:
        return sub.entries[wanted.indexes[0]].procedure_id
    return next((other.procedure_id for other in sub.entries if other.label == entry.label), None)


def for_whom(subject: str, catalogue: Catalogue) -> tuple[Fact, ...]:
    """What asking for the sheet ``subject`` tells of the person it is for, by the part of the dossier it stands in."""
    dossier, own = _stands(subject, catalogue)
    if dossier is None or own is None:
        return ()
    return _told(dossier, [(sub.label, sub is own) for sub in dossier.sub_dossiers])


def twins(subject: str, catalogue: Catalogue) -> tuple[str, ...]:
    """``subject`` and the sheets of the same name for other people ("Carte perdue", for a child); empty without any."""
    dossier, own = _stands(subject, catalogue)
    if dossier is None or own is None:
        return ()
    label = next(entry.label for entry in own.entries if entry.procedure_id == subject)
    same = [entry.procedure_id for sub in dossier.sub_dossiers for entry in sub.entries if entry.label == label]
    return tuple(dict.fromkeys(same)) if len(set(same)) > 1 else ()


def name_of_twins(subject: str, catalogue: Catalogue) -> str:
    """How ``subject`` and its twins are called together: their dossier, and the name that they bear in it."""
    dossier, own = _stands(subject, catalogue)
    labels = [entry.label for entry in own.entries if entry.procedure_id == subject] if own else []
    return " : ".join((dossier.title if dossier else "", *labels))


def _stands(subject: str, catalogue: Catalogue) -> tuple[Dossier | None, SubDossier | None]:
    """The dossier of a sheet, and the part of it where the sheet stands."""
    procedure = catalogue.procedure(subject)
    dossier = catalogue.dossier(procedure.dossier_id) if procedure and procedure.dossier_id else None
    subs = dossier.sub_dossiers if dossier else ()
    own = next((sub for sub in subs if any(entry.procedure_id == subject for entry in sub.entries)), None)
    return dossier, own


def learnt(before: State, step: Step, catalogue: Catalogue) -> tuple[Fact, ...]:
    """What taking ``step``, offered by the question of ``before``, tells of the person."""
    subject = before.subject or ""
    if dossier := catalogue.dossier(subject):
        return tuple(_learnt_of_dossier(dossier, step))
    procedure = catalogue.procedure(subject)
    if procedure is None or step.subject not in (subject, ""):
        return ()
    new = {key: ids for key, ids in step.answers.items() if before.answers.get(key) != ids}
    return tuple(
        fact
        for choice, index in _chosen(procedure, new)
        for fact in told_by(procedure.id, procedure.title, _labels(choice.options), index)
    )


def _learnt_of_dossier(dossier: Dossier, step: Step) -> Iterator[Fact]:
    """For whom, by the part of the dossier; what for, by the sheet in it."""
    named = {step.subject, *step.answers.get(dossier.id, ())}
    parts = [(sub.label, sub.id in named or bool(_sheets_of(sub) & named)) for sub in dossier.sub_dossiers]
    yield from _told(dossier, parts)
    for sub in dossier.sub_dossiers:
        yield from _told(dossier, [(entry.label, entry.procedure_id in named) for entry in sub.entries])


def _told(dossier: Dossier, members: Sequence[tuple[str, bool]]) -> tuple[Fact, ...]:
    """What choosing the one member that is named states."""
    places = [place for place, (_, is_named) in enumerate(members) if is_named]
    return told_by(dossier.id, dossier.title, [label for label, _ in members], places[0]) if len(places) == 1 else ()


def _sheets_of(sub: SubDossier) -> set[str]:
    return {entry.procedure_id for entry in sub.entries}


def _not_denied(procedure: Procedure, answers: Answers, facts: Sequence[Fact]) -> Answers:
    """``answers`` without those to choices where ``facts`` pick something else."""
    denied = {
        option.id
        for choice, index in _chosen(procedure, answers)
        for option in choice.options
        if (found := pick(procedure.id, procedure.title, _labels(choice.options), facts)) and index not in found.indexes
    }
    if not denied:
        return answers
    return {key: ids for key, ids in answers.items() if not denied & set(ids)}


def _chosen(procedure: Procedure, answers: Answers) -> Iterator[tuple[Choice, int]]:
    """The choices of which ``answers`` name one option alone, with its index."""
    ids = {id_ for chosen in answers.values() for id_ in chosen}
    if not ids:
        return
    for choice in choices_in(procedure.body):
        places = [place for place, option in enumerate(choice.options) if option.id in ids]
        if len(places) == 1:
            yield choice, places[0]


def _labels(options: Sequence[Option]) -> list[str]:
    return [option.label for option in options]
