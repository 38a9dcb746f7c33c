"""A name with a full date of birth: together they tell who someone is, apart they seldom do.

The age is kept in place of the date, because procedures depend on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from api.privacy.kinds import Found, Kind

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
_MONTH = r"janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre"
_DATE = rf"(?P<day>[0-3]?[0-9])(?:er)?[\s./-]+(?P<month>[01]?[0-9]|{_MONTH})[\s./-]+(?P<year>(?:19|20)[0-9]{{2}})"
_BIRTH = re.compile(
    rf"\b(?:n[ée]e?\(?e?\)?|naissance|ddn)\b[^0-9\n]{{0,20}}?(?<![0-9])(?P<date>{_DATE})(?![0-9])", re.IGNORECASE
)
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w'’-]+"
_NAME = re.compile(
    rf"""(?i:\b(?:je\s+m['’]\s?appell?e|je\s+me\s+nomme|mon\s+nom\s+(?:est|c['’]est)|(?:pr[ée]noms?|noms?)\s*(?:et\s+pr[ée]noms?)?\s*:
        |m(?:onsieur|\.)|mme|madame|mlle|mademoiselle|je\s+suis)\s+)
    (?P<name>{_CAPITALISED}(?:\s+{_CAPITALISED}){{0,3}})""",
    re.VERBOSE,
)
_NAME_BY_ITS_CUE = re.compile(
    r"""\b(?:je\s+m['’]\s?appell?e|je\s+me\s+nomme|mon\s+nom\s+est)\s+
    (?P<name>(?!n[ée]e?\b)[^\W\d_][\w'’-]+(?:\s+(?!n[ée]e?\b|et\b|je\b|j\b|suis\b|ai\b)[^\W\d_][\w'’-]+){0,2})""",
    re.VERBOSE | re.IGNORECASE,
)
_NAME_BEFORE_BIRTH = re.compile(rf"(?P<name>{_CAPITALISED}(?:\s+{_CAPITALISED}){{1,3}})\s*,?\s*\(?(?=n[ée]e?\b)")


def names_and_birth_dates(text: str) -> Iterator[Found]:
    """The names and the dates of birth of a text that holds both; nothing of one that holds only one of them."""
    births = [found for match in _BIRTH.finditer(text) if (found := _birth(match))]
    names = list(_names(text)) if births else []
    if names:
        yield from births
        yield from names


def _names(text: str) -> Iterator[Found]:
    for pattern in (_NAME, _NAME_BY_ITS_CUE, _NAME_BEFORE_BIRTH):
        for match in pattern.finditer(text):
            yield Found(Kind.NAME, match.start("name"), match.end("name"))


def _birth(match: re.Match[str]) -> Found | None:
    try:
        born = date(int(match["year"]), _month(match["month"]), int(match["day"]))
    except ValueError:
        return None
    return Found(Kind.BIRTH_DATE, match.start("date"), match.end("date"), kept=_age(born))


def _month(words: str) -> int:
    if words.isdigit():
        return int(words)
    return next(number for number, name in enumerate(_MONTHS, start=1) if _plain(name) == _plain(words))


def _plain(month: str) -> str:
    return month.lower().translate(str.maketrans("éû", "eu"))


def _age(born: date) -> str:
    today = datetime.now(UTC).date()
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return f"({years} an{'s' if years > 1 else ''})" if years >= 1 else ""
