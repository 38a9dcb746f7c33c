"""What a citizen has said of the situation: typed facts, each with its bearer.

A fact travels from one procedure to the next within a conversation; the guide's own variables do not, because the
same variable means different things in different sheets (GUIDE-CORPUS, "The variables"). ``facts.yaml`` is the
reviewed table that says which options a fact picks; without an entry there, the citizen is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from procedures.age_ranges import MAJORITY, AgeRange, age_range, bearer_of, tell_majority
from procedures.words import fold

_TABLE = Path(__file__).with_name("facts.yaml")


@dataclass(frozen=True, order=True)
class Fact:
    """``bearer.name = value``: ``self.residence = abroad``, ``child.age = 12``, ``passport.state = expired``.

    Bearers: self, partner, child, parent, relative, deceased, passport, identity_card, vehicle, driving_licence…
    Values are lower-case ASCII; numbers are written in digits.
    """

    bearer: str
    name: str
    value: str

    @property
    def key(self) -> str:
        """What the fact tells, whatever its value: "self.residence"."""
        return f"{self.bearer}.{self.name}"


@dataclass(frozen=True)
class Pick:
    """The options that still hold once ``fact`` is known, by index."""

    indexes: tuple[int, ...]
    fact: Fact


@dataclass(frozen=True)
class _Value:
    text: str  # how a citizen reads it
    options: tuple[re.Pattern[str], ...]  # folded labels that this value picks
    told: bool = True  # whether choosing such a label states it, rather than the same of another bearer


@dataclass(frozen=True)
class _Review:
    """Labels that name no bearer, and the sheets where they were seen to speak of this one."""

    procedures: frozenset[str]
    value: str
    options: tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class _Ages:
    """Labels that name no age, and the ages that they cover in the sheets or dossiers where they were reviewed."""

    procedures: frozenset[str]
    ranges: Mapping[str, AgeRange]


@dataclass(frozen=True)
class _Rule:
    label: str
    values: Mapping[str, _Value]
    unit: str = ""  # of a number: "ans"
    phrase: str = "{value}"  # how the fact is told without its label ("passeport périmé")
    travels: bool = True  # whether it still holds when another subject is spoken of
    only_titles: re.Pattern[str] | None = None  # the sheets where the labels speak of this bearer
    except_titles: re.Pattern[str] | None = None
    exceptions: frozenset[str] = frozenset()  # sheets where the same labels tell something else
    also: tuple[_Review, ...] = ()
    ages: tuple[_Ages, ...] = ()


def load_rules(text: str) -> dict[tuple[str, str], _Rule]:
    """The reviewed table, by bearer and name. Raises ``ValueError`` naming the entry that cannot be read."""
    rules: dict[tuple[str, str], _Rule] = {}
    for key, entry in yaml.safe_load(text)["facts"].items():
        try:
            bearer, name = key.split(".")
            rules[bearer, name] = _rule(entry)
        except (KeyError, TypeError, AttributeError, ValueError, re.error) as error:
            raise ValueError(
                f"facts.yaml: entry {key!r} cannot be read ({error}); write it like its neighbours"
            ) from error
    return rules


def _rule(entry: Mapping[str, Any]) -> _Rule:
    only, but = entry.get("only_titles"), entry.get("except_titles")
    return _Rule(
        label=entry["label"],
        values={str(value): _value(detail) for value, detail in entry.get("values", {}).items()},
        unit=entry.get("unit", ""),
        phrase=entry.get("phrase", "{value}"),
        travels=entry.get("travels", True),
        only_titles=re.compile(only) if only else None,
        except_titles=re.compile(but) if but else None,
        exceptions=frozenset(exception["procedure"] for exception in entry.get("exceptions", ())),
        also=tuple(_review(review) for review in entry.get("also", ())),
        ages=tuple(_ages(review) for review in entry.get("ages", ())),
    )


def _review(entry: Mapping[str, Any]) -> _Review:
    return _Review(frozenset(entry["procedures"]), str(entry["value"]), _patterns(entry["options"]))


def _ages(entry: Mapping[str, Any]) -> _Ages:
    ranges = {label: (int(first), int(after)) for label, (first, after) in entry["options"].items()}
    return _Ages(frozenset(entry["procedures"]), ranges)


def _value(detail: Mapping[str, Any]) -> _Value:
    return _Value(detail["text"], _patterns(detail.get("options", ())), detail.get("told", True))


def _patterns(texts: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text) for text in texts)


@cache
def _rules() -> dict[tuple[str, str], _Rule]:
    return load_rules(_TABLE.read_text(encoding="utf-8"))


def display(fact: Fact) -> tuple[str, str]:
    """The French label and value of ``fact``, as a citizen reads them ("Passeport", "périmé")."""
    rule = _rules().get((fact.bearer, fact.name))
    if rule is None:
        return fact.name.replace("_", " ").capitalize(), fact.value
    if fact.value in rule.values:
        return rule.label, rule.values[fact.value].text
    if fact.name in _PLACES and not fact.value.isdigit():
        return rule.label, fact.value.title()
    return rule.label, f"{fact.value} {rule.unit}".strip()


def phrase(fact: Fact) -> str:
    """``fact`` in the fewest words that tell it: "à l'étranger", "passeport périmé", "enfant de 12 ans"."""
    rule = _rules().get((fact.bearer, fact.name))
    return (rule.phrase if rule else "{value}").format(value=display(fact)[1])


def pick(procedure_id: str, title: str, labels: Sequence[str], facts: Sequence[Fact]) -> Pick | None:
    """The options of one choice that the reviewed table lets ``facts`` pick, or None when none can tell.

    ``title`` is the sheet's: it decides about whom labels without a bearer ("Mineur", "Moins de 16 ans") speak. The
    fact told last is tried first: someone who asked for a child, then for himself, has changed the subject.
    """
    folded = [fold(label) for label in labels]
    for fact in reversed(facts):
        for said in (fact, *(_implied(fact) if fact.name in _PLACES else ())):
            rule = _rules().get((said.bearer, said.name))
            if rule is None or not _speaks_of(rule, procedure_id, fold(title)):
                continue
            indexes = (
                _by_value(rule, procedure_id, said.value, folded)
                or _by_reviewed_age(rule, procedure_id, said, folded)
                or _by_age(said, folded, fold(title))
            )
            if 0 < len(indexes) < len(labels):
                return Pick(indexes, fact)
    return None


def _speaks_of(rule: _Rule, procedure_id: str, title: str) -> bool:
    if procedure_id in rule.exceptions:
        return False
    if rule.except_titles and rule.except_titles.search(title):
        return False
    return rule.only_titles is None or bool(rule.only_titles.search(title))


_OTHERWISE = re.compile(r"\bautres? (situation|cas)s?\b")


def _by_value(rule: _Rule, procedure_id: str, value: str, labels: Sequence[str]) -> tuple[int, ...]:
    """The options that say the fact; if none does, the one left for every other case ("autre situation").

    What is left without such a label tells nothing: a card that was lost is not one that expired, though a sheet may
    offer only "valide" and "périmée".
    """
    if value not in rule.values:
        return ()
    by_value = {key: _matching(_options(rule, procedure_id, key), labels) for key in rule.values}
    if by_value[value]:
        return by_value[value]
    denied = {index for indexes in by_value.values() for index in indexes}
    left = tuple(index for index in range(len(labels)) if index not in denied)
    return left if denied and len(left) == 1 and _OTHERWISE.search(labels[left[0]]) else ()


def _options(rule: _Rule, procedure_id: str, value: str) -> tuple[re.Pattern[str], ...]:
    reviewed = (review for review in rule.also if review.value == value and procedure_id in review.procedures)
    return rule.values[value].options + tuple(pattern for review in reviewed for pattern in review.options)


def _matching(patterns: Sequence[re.Pattern[str]], labels: Sequence[str]) -> tuple[int, ...]:
    return tuple(index for index, label in enumerate(labels) if any(pattern.fullmatch(label) for pattern in patterns))


def _by_reviewed_age(rule: _Rule, procedure_id: str, fact: Fact, labels: Sequence[str]) -> tuple[int, ...]:
    """The options that hold at an age, several perhaps, where the ages that their labels mean were reviewed."""
    ranges = next((review.ranges for review in rule.ages if procedure_id in review.procedures), None)
    if ranges is None or fact.name != "age" or not fact.value.isdigit():
        return ()
    known = [ranges.get(label) or age_range(label) for label in labels]
    age = int(fact.value)
    return tuple(index for index, found in enumerate(known) if found is None or found[0] <= age < found[1])


def _by_age(fact: Fact, labels: Sequence[str], title: str) -> tuple[int, ...]:
    """The option whose range of ages holds the age of the person that the labels speak of."""
    if fact.name != "age" or not fact.value.isdigit():
        return ()
    ranges = [age_range(label) for label in labels]
    bearer = bearer_of(labels, title) or (fact.bearer if tell_majority(ranges) else "")
    if fact.bearer != bearer or any(found is None for found in ranges):
        return ()
    age = int(fact.value)
    inside = tuple(index for index, found in enumerate(ranges) if found and found[0] <= age < found[1])
    return inside if len(inside) == 1 else ()


# --- What facts say of one another --------------------------------------------------------------------------------


def told_by(procedure_id: str, title: str, labels: Sequence[str], index: int) -> tuple[Fact, ...]:
    """The facts that choosing ``labels[index]`` states: those that would have picked it alone.

    A citizen who clicks "À l'étranger" for a passport is not asked again for an identity card.
    """
    folded = [fold(label) for label in labels]
    stated = []
    for (bearer, name), rule in _rules().items():
        if not _speaks_of(rule, procedure_id, fold(title)):
            continue
        for value, detail in rule.values.items():
            if detail.told and _matching(_options(rule, procedure_id, value), folded) == (index,):
                stated.append(Fact(bearer, name, value))
    return tuple(stated)


def alternatives(fact: Fact) -> tuple[Fact, ...]:
    """The other values that ``fact`` could have; none for a number or a place."""
    rule = _rules().get((fact.bearer, fact.name))
    values = rule.values if rule else ()
    return tuple(Fact(fact.bearer, fact.name, value) for value in values if value != fact.value)


def travels(fact: Fact) -> bool:
    """Whether ``fact`` still holds when another subject is spoken of; what is asked for ("renouvellement") does not."""
    rule = _rules().get((fact.bearer, fact.name))
    return rule is None or rule.travels


def clash(one: Fact, other: Fact) -> bool:
    """Whether both cannot hold, by what they say or by what follows from it.

    >>> clash(Fact("self", "age", "16"), Fact("self", "majority", "adult"))
    True
    >>> clash(Fact("self", "commune", "lyon"), Fact("self", "department", "69"))
    False
    """
    first = {fact.key: fact.value for fact in (one, *_implied(one))}
    return any(first.get(fact.key, fact.value) != fact.value for fact in (other, *_implied(other)))


_PLACES = ("postcode", "commune", "department", "region")


def _implied(fact: Fact) -> tuple[Fact, ...]:
    if fact.name == "age" and fact.value.isdigit():
        return (Fact(fact.bearer, "majority", "adult" if int(fact.value) >= MAJORITY else "minor"),)
    if fact.name in _PLACES:
        return (Fact(fact.bearer, "residence", "france"),)
    return ()
