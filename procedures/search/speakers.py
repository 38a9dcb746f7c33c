"""For whom the words speak: oneself, unless they say "my company", "our association", "as a shopkeeper".

An employee writes "mon employeur" and "l'entreprise" too: only who owns, runs or stands for one speaks for it.
"""

from __future__ import annotations

from procedures.model import Audience
from procedures.search.word_kinds import words_of_kind
from procedures.search.words import stem, tokens

_AUDIENCES = (Audience.PROFESSIONALS, Audience.ASSOCIATIONS)
_NAMES = {audience: frozenset(stem(word) for word in words_of_kind(audience.value)) for audience in _AUDIENCES}
_BUSINESS = frozenset(stem(word) for word in words_of_kind("only_of_companies"))
_OF_OTHERS = frozenset(stem(word) for word in words_of_kind("said_by_employees"))
_POSSESSIVES = frozenset({"mon", "ma", "mes", "notre", "nos"})
_BEING = frozenset({"suis", "sommes", "que", "comme", "un", "une"})  # "je suis artisan", "en tant que gérante"
_IDENTITY = frozenset({"suis", "sommes", "tant"})
_BEFORE = 3  # words before the name that may tell who speaks


def spoken_for(words: str) -> frozenset[Audience]:
    """The audiences that ``words`` speak for; none when a person speaks for themselves.

    >>> [audience.value for audience in spoken_for("je dois déclarer les revenus de ma société")]
    ['professionnels']
    >>> spoken_for("mon employeur ne veut pas me payer, l'entreprise va fermer")
    frozenset()
    """
    said = [(word, stem(word)) for word in tokens(words)]
    found = set()
    for place, (_, name) in enumerate(said):
        before = [word for word, _ in said[max(0, place - _BEFORE) : place]]
        if name in _BUSINESS:
            found.add(Audience.PROFESSIONALS)
        for audience, names in _NAMES.items():
            if name in names and _claims(before, own=name not in _OF_OTHERS):
                found.add(audience)
    return frozenset(found)


def _claims(before: list[str], *, own: bool) -> bool:
    """Whether the words before a name say that it is the speaker's (``own``: it can be) or the speaker themselves."""
    if own and before and before[-1] in _POSSESSIVES:
        return True
    return bool(before) and before[-1] in _BEING and bool(_IDENTITY & set(before))
