"""Dates in French, and how old a sheet is."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

# A sheet that nobody checked for a year may quote amounts that changed on a first of January.
MONTHS_BEFORE_OLD = 12


def in_french(day: date) -> str:
    """``1er mars 2024``."""
    return f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}"


def months_between(earlier: date, later: date) -> int:
    """Whole months from ``earlier`` to ``later``; 0 when ``later`` comes first."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)
    return max(months, 0)


def is_old(verified_on: date | None, today: date) -> bool:
    """Whether amounts of a sheet last checked on ``verified_on`` must be shown with their date."""
    return verified_on is not None and months_between(verified_on, today) >= MONTHS_BEFORE_OLD


def age_in_words(verified_on: date, today: date) -> str:
    """``plus de 2 ans``, ``14 mois``: how long ago a sheet was checked."""
    months = months_between(verified_on, today)
    if months < 24:
        return f"{months} mois"
    return f"{months // 12} ans" if months % 12 == 0 else f"plus de {months // 12} ans"
