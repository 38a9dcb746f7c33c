"""Labels put together, as one reads them."""

from __future__ import annotations

from collections.abc import Iterable

# Words that need no capital once they no longer open a sentence; place and body names keep theirs.
_ORDINARY = frozenset(
    [
        "Vous",
        "Votre",
        "Vos",
        "Le",
        "La",
        "Les",
        "Un",
        "Une",
        "Si",
        "Date",
        "Pas",
        "En",
        "À",
        "Au",
        "Aux",
        "Pour",
        "Par",
        "Il",
        "Elle",
        "Cas",
        "Autre",
        "Autres",
        "Demande",
        "Depuis",
        "Dans",
        "Sur",
        "Avec",
        "Sans",
        "Avant",
        "Après",
        "Entre",
        "Moins",
        "Plus",
        "Première",
        "Renouvellement",
        "Carte",
        "Passeport",
        "Enfant",
        "Activité",
    ]
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
    word = label.split(" ", 1)[0].split("'", 1)[0]
    return label[:1].lower() + label[1:] if word in _ORDINARY or word in ("L", "S", "D", "N", "J") else label
