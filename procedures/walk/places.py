"""Settling choices between places from a postcode, a department or a town, never by reading out a hundred of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from procedures.facts import Fact, Pick
from procedures.model import ChoiceNature
from procedures.words import fold

_DATA = Path(__file__).with_name("departments.yaml")
_POSTCODE = re.compile(r"(?<!\d)(\d{2})\s?(\d{3})(?!\d|\s*(?:€|euro))")
_NUMBERED = re.compile(r"\((\d{2,3}|2[ab])\)")
_NUMBER_ALONE = re.compile(r"(\d{2,3}|2[ab])")
_LEADING = re.compile(r"^(?:vous (?:habitez|vivez|residez) )?(?:en|a|au|aux|dans|pour|sur)? ?(?:l'|le |la |les )?")
_ABROAD = re.compile(r"etranger|autre pays|hors de france|europe\b|consul")
_ELSEWHERE = re.compile(
    r"cas general|autres? (?:departement|region|cas|situation|commune|ville|lieu)s?\b|reste|ailleurs|hors (?:de )?paris"
)
_MAINLAND = re.compile(r"metropol|france metropolitaine|hexagone")
_FRANCE = re.compile(r"en france|france entiere")
_PLACE_NATURES = (ChoiceNature.PLACE, ChoiceNature.GENERAL)


@dataclass(frozen=True)
class Place:
    """A department, and the town if it was said."""

    department: str
    town: str = ""


@dataclass(frozen=True)
class _Map:
    names: dict[str, frozenset[str]]  # folded name of a place -> the departments it covers
    towns: dict[str, str]  # folded name of a chief town -> its department


@cache
def _map() -> _Map:
    data = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    names: dict[str, set[str]] = {}
    towns: dict[str, str] = {}
    for number, (department, region, capital) in data["departments"].items():
        for name in (department, region):
            names.setdefault(_bare(name), set()).add(number)
        towns[_bare(capital)] = number
    for name, numbers in data["areas"].items():
        names.setdefault(_bare(name), set()).update(numbers)
    return _Map({name: frozenset(numbers) for name, numbers in names.items()}, towns)


def _bare(name: str) -> str:
    """The folded name without preposition, article or hyphens.

    >>> _bare("En Île-de-France"), _bare("À la Réunion")
    ('ile de france', 'reunion')
    """
    return _LEADING.sub("", fold(_NUMBERED.sub("", fold(name))).replace("-", " ")).strip()


def department_of(postcode: str) -> str | None:
    """The department of a French postcode of five digits, or None.

    >>> department_of("38000"), department_of("20200"), department_of("97300"), department_of("99123")
    ('38', '2B', '973', None)
    """
    number = postcode[:3] if postcode.startswith("97") else postcode[:2]
    if number == "20":
        number = "2A" if postcode[2] in "01" else "2B"
    return number if number in _departments() else None


@cache
def _departments() -> frozenset[str]:
    return frozenset().union(*_map().names.values())


def place_in(words: str) -> Fact | None:
    """The place that ``words`` name, as a fact: a postcode, a department (number or name), a region or a chief town."""
    if (found := _POSTCODE.search(words)) and department_of(found[1] + found[2]):
        return Fact("self", "postcode", found[1] + found[2])
    folded = _bare(words)
    if _NUMBER_ALONE.fullmatch(folded) and folded.upper() in _departments():
        return Fact("self", "department", folded)
    names = _map().names
    for name in sorted({*names, *_map().towns}, key=len, reverse=True):
        if re.search(rf"\b{re.escape(name)}\b", folded):
            if name in _map().towns:
                return Fact("self", "commune", name)
            covered = names[name]
            return (
                Fact("self", "department", min(covered).lower()) if len(covered) == 1 else Fact("self", "region", name)
            )
    return None


def pick(nature: ChoiceNature, labels: Sequence[str], facts: Sequence[Fact]) -> Pick | None:
    """The options where the person lives, when ``labels`` are places and ``facts`` say where that is."""
    if nature not in _PLACE_NATURES:
        return None
    for fact in reversed(facts):
        if fact.bearer != "self":
            continue
        departments, towns = _where(fact)
        if departments and (indexes := _matching(labels, departments, towns)):
            return Pick(indexes, fact)
    return None


def _where(fact: Fact) -> tuple[frozenset[str], frozenset[str]]:
    """The departments where the person may live according to ``fact``, and the names of the town."""
    match fact.name:
        case "postcode":
            number = department_of(fact.value)
            town = next((name for name, code in _map().towns.items() if number == "75" and code == "75"), "")
            return (frozenset({number} if number else ()), frozenset({town} - {""}))
        case "department":
            names = _map().names.get(_bare(fact.value))
            number = fact.value.upper()
            return (frozenset({number}) if number in _departments() else names or frozenset(), frozenset())
        case "region":
            return _map().names.get(_bare(fact.value), frozenset()), frozenset()
        case "commune":
            town = _bare(fact.value)
            number = _map().towns.get(town)
            return (frozenset({number} if number else ()), frozenset({town}))
        case _:
            return frozenset(), frozenset()


def _matching(labels: Sequence[str], departments: frozenset[str], towns: frozenset[str]) -> tuple[int, ...]:
    """The options that cover the place: by name, else "anywhere else" when every other option is another place."""
    covered = [_covered(label) for label in labels]
    named = tuple(
        index
        for index, (label, area) in enumerate(zip(labels, covered, strict=True))
        if (area is not None and departments <= area) or _bare(label) in towns
    )
    if named:
        return named
    if any(area and area & departments for area in covered):
        return ()  # the place is known too roughly to tell
    elsewhere = tuple(index for index, label in enumerate(labels) if _ELSEWHERE.search(fold(label)))
    others = [area for index, area in enumerate(covered) if index not in elsewhere]
    return elsewhere if elsewhere and all(area is not None for area in others) else ()


def _covered(label: str) -> frozenset[str] | None:
    """The departments that ``label`` covers; empty for places abroad; None when it is not the name of a place."""
    folded = fold(label)
    if number := _NUMBERED.search(folded):
        return frozenset({number[1].upper()})
    if _ABROAD.search(folded):
        return frozenset()
    if _MAINLAND.search(folded):
        return frozenset(number for number in _departments() if len(number) == 2)
    if _FRANCE.search(folded):
        return _departments()
    parts = [part for part in re.split(r",| et | ou ", _bare(label)) if part]
    areas = [_map().names.get(_bare(part)) for part in parts]
    if any(area is None for area in areas):
        return _town(parts)
    return frozenset().union(*(area for area in areas if area is not None))


def _town(parts: list[str]) -> frozenset[str] | None:
    """Labels that are towns ("Lyon", "Marseille") cover no whole department, yet are places."""
    return frozenset() if parts and all(_bare(part) in _map().towns for part in parts) else None
