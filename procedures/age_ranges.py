"""The ages that a label of the guide covers ("Moins de 16 ans", "Majeur"), and whose age it speaks of.

Labels are folded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_CHILD = re.compile(r"\b(enfant|mineur|nourrisson|bebe)")
_SELF = re.compile(r"\bvous (avez|etes)\b")
_UNDER = re.compile(r"(?:moins de|avant|jusqu'a|inferieur a) (\d{1,3}) ans")
_OVER = re.compile(r"(?:a partir de|plus de|\+ de|au moins|des) (\d{1,3}) ans|(\d{1,3}) ans (?:et|ou|\(ou) plus")
_BETWEEN = re.compile(r"(?:entre|de) (\d{1,3}) (?:ans )?(?:et|a) (\d{1,3}) ans")
AgeRange = tuple[int, int]  # the first age, and the one after the last
_OLDEST = 200
MAJORITY = 18
# The other words of a label that tells an age. Any word besides ("expiration", "contrat", "vehicule") may be what is so
# old: "date d'expiration : + de 5 ans" is about a card, whatever the age of its holder.
_BESIDE_AN_AGE = re.compile(
    r"vous|avez|etes|votre|son|l|s|n|d|une?|l[ea]|si|a|est|il|elle|pour|et|ou|de|plus|que|ayant|avoir"
    r"|enfants?|nourrisson|bebe|mineure?|majeure?|adulte|jeune|personnes?|age|agee?s?|ans|annees"
)


def bearer_of(labels: Sequence[str], title: str) -> str:
    """Who is so old: said by the labels themselves, else by the title of the sheet; else nobody can tell."""
    if any(_SELF.search(label) for label in labels):
        return "self"
    if any(_CHILD.search(text) for text in (*labels, title)):
        return "child"
    return ""


def tell_majority(ranges: Sequence[AgeRange | None]) -> bool:
    """Whether a range begins or ends at majority: then it is about the person the procedure is for, whoever that is."""
    return any(found is not None and MAJORITY in found for found in ranges)


def age_range(label: str) -> AgeRange | None:
    """The ages that ``label`` covers, from the first to the one after the last, or None.

    >>> age_range("entre 12 et 13 ans"), age_range("a partir de 16 ans"), age_range("pour un mineur")
    ((12, 13), (16, 200), (0, 18))
    >>> age_range("date d'expiration : + de 5 ans")
    """
    rest = _OVER.sub(" ", _UNDER.sub(" ", _BETWEEN.sub(" ", label)))
    if not all(map(_BESIDE_AN_AGE.fullmatch, re.findall(r"[a-z0-9]+", rest))):
        return None
    if found := _BETWEEN.search(label):
        return int(found[1]), int(found[2])
    if found := _UNDER.search(label):
        return 0, int(found[1])
    if found := _OVER.search(label):
        return int(found[1] or found[2]), _OLDEST
    if re.search(r"\bmineure?\b", label):
        return 0, MAJORITY
    if re.search(r"\bmajeure?\b|\badulte\b", label):
        return MAJORITY, _OLDEST
    return None
