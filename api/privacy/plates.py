"""Vehicle registration plates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from api.privacy.kinds import Found, Kind

# Since 2009: two letters, three digits, two letters; never I, O or U, which look like digits.
_LETTERS = "[A-HJ-NP-TV-Z]{2}"
_PLATE = re.compile(rf"(?<![\w-]){_LETTERS}(?:[0-9]{{3}}|-[0-9]{{3}}-){_LETTERS}(?![\w-])", re.IGNORECASE)
# "une immatriculation de type AB-123-CD": a shape, nobody's plate.
_SHAPE = re.compile(r"\b(?:types?|formats?|formes?|mod[eè]les?|exemples?)\W{1,4}$", re.IGNORECASE)
_SHAPES = frozenset({"aa111aa", "aa123aa"})  # shown as shapes without saying so
_BEFORE = 16  # characters looked at before a plate
_ANNOUNCED = re.compile(
    rf"""\b(?:plaques?|immatricul\w+|immat)\b[^0-9\n]{{0,30}}?(?<![\w-])
    (?P<plate>{_LETTERS}[\s.-]?[0-9]{{3}}[\s.-]?{_LETTERS}                   # since 2009
      |[1-9][0-9]{{0,3}}[\s.-]?[A-Z]{{1,3}}[\s.-]?(?:2[AB]|97[1-6]|[0-9]{{2}}))  # before
    (?![\w-])""",
    re.VERBOSE | re.IGNORECASE,
)


def plates(text: str) -> Iterator[Found]:
    """Plates as the car bears them; with spaces, or of the old kind, only once announced: "de 350 km" is none."""
    spans = [match.span("plate") for match in _ANNOUNCED.finditer(text)]
    spans += [match.span() for match in _PLATE.finditer(text)]
    for start, end in spans:
        if not _SHAPE.search(text[max(0, start - _BEFORE) : start]) and _bare(text[start:end]) not in _SHAPES:
            yield Found(Kind.PLATE, start, end)


def _bare(plate: str) -> str:
    return re.sub(r"[^a-z0-9]", "", plate.lower())
