"""Two people changed one text: both changes in one, and the places where only they can decide. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

Path = tuple[str | int, ...]
# Lists of names whose order says nothing: what either side added is added, what either took away is gone.
_NAMES = frozenset({"phrases", "noms_courants", "demarches", "sujets", "remplace"})
MISSING: Final = object()  # on one side, there is nothing at this place


@dataclass(frozen=True)
class Conflict:
    """A place that both changed, each otherwise. ``path`` leads to it in the merged text, which holds ``mine``."""

    path: Path
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Merge:
    content: Any
    conflicts: tuple[Conflict, ...]


def merge(base: Any, mine: Any, theirs: Any) -> Merge:
    """``mine`` and ``theirs``, both made from ``base``, as one text. Where they conflict, ``mine`` stands.

    Parts of a list are told apart by their ``id`` where all have one, names by themselves; other lists are one piece.
    """
    found: list[Conflict] = []
    return Merge(_merged(base, mine, theirs, (), found), tuple(found))


def _merged(base: Any, mine: Any, theirs: Any, path: Path, found: list[Conflict]) -> Any:
    if mine == theirs or theirs == base:
        return mine
    if mine == base:
        return theirs
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return _merged_dicts(base if isinstance(base, dict) else {}, mine, theirs, path, found)
    if path and path[-1] in _NAMES and all(isinstance(side, list) for side in (mine, theirs)):
        return _merged_names(base if isinstance(base, list) else [], mine, theirs)
    if _identified(mine) and _identified(theirs) and (base is MISSING or _identified(base)):
        return _merged_lists([] if base is MISSING else base, mine, theirs, path, found)
    found.append(Conflict(path, *(None if side is MISSING else side for side in (base, mine, theirs))))
    return theirs if mine is MISSING else mine


def _merged_dicts(
    base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any], path: Path, found: list[Conflict]
) -> dict[str, Any]:
    merged = {}
    for key in dict.fromkeys((*mine, *theirs)):
        value = _merged(base.get(key, MISSING), mine.get(key, MISSING), theirs.get(key, MISSING), (*path, key), found)
        if value is not MISSING:
            merged[key] = value
    return merged


def _merged_names(base: list[Any], mine: list[Any], theirs: list[Any]) -> list[Any]:
    kept = [one for one in base if one in mine and one in theirs]
    added = [one for side in (mine, theirs) for one in side if one not in base]
    return [one for place, one in enumerate(kept + added) if one not in (kept + added)[:place]]


def _identified(value: Any) -> bool:
    """Whether it is a list whose parts have an ``id`` each, all different."""
    if not isinstance(value, list):
        return False
    ids = [_id(part) for part in value]
    return all(isinstance(one, str) for one in ids) and len(set(ids)) == len(ids)


def _id(part: Any) -> Any:
    return part.get("id") if isinstance(part, dict) else None


def _merged_lists(base: list[Any], mine: list[Any], theirs: list[Any], path: Path, found: list[Conflict]) -> list[Any]:
    """In the order of mine if I changed it, else in theirs; what the other side added stands after the same part."""
    was, my, their = ({_id(part): part for part in side} for side in (base, mine, theirs))
    merged = []
    for place, one in enumerate(_order(list(was), list(my), list(their))):
        value = _merged(was.get(one, MISSING), my.get(one, MISSING), their.get(one, MISSING), (*path, place), found)
        if value is not MISSING:
            merged.append(value)
    return merged


def _order(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    reordered = [one for one in mine if one in base] != [one for one in base if one in mine]
    first, second = (mine, theirs) if reordered else (theirs, mine)
    order = list(first)
    for place, one in enumerate(second):
        if one not in order:
            before = second[place - 1] if place else None
            order.insert(order.index(before) + 1 if before in order else 0, one)
    return order
