"""Labels put together, as one reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Words that need no capital once they no longer open a sentence; place and body names keep theirs.
_ORDINARY = re.compile(
    r"(?:vous|votre|vos|les?|la|une?|si|date|pas|en|à|aux?|pour|par|il|elle|cas|autres?|demande|depuis|dans|sur|avec"
    r"|sans|avant|après|entre|moins|plus|première|renouvellement|carte|passeport|enfant|activité|l|s|d|n)\b",
    re.IGNORECASE,
)


def either(labels: Iterable[str]) -> str:
    """Labels of options that give the same, each once.

    >>> either(["Vous avez un passeport", "Pas de passeport"])
    'Vous avez un passeport ou pas de passeport'
    """
    return _strung(dict.fromkeys(labels), " ou ")


def along(labels: Iterable[str]) -> str:
    """Labels chosen one inside the other.

    >>> along(["Votre passeport est périmé", "Date d'expiration : moins de 2 ans"])
    "Votre passeport est périmé, date d'expiration : moins de 2 ans"
    """
    return _strung(labels, ", ")


def _strung(labels: Iterable[str], by: str) -> str:
    first, *others = labels
    return by.join([first, *map(_continued, others)])


def _continued(label: str) -> str:
    return label[:1].lower() + label[1:] if _ORDINARY.match(label) else label
