"""What the citizen is told when personal data was masked, and when it was given in order to be called back.

Read from the masked text alone: what was masked is kept nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from api.privacy.kinds import POSSESSIVES, WORDS, Kind
from api.privacy.masking import without_masks

_CALL_ME = re.compile(
    r"""\b(?:r?appel(?:er|ez|le|lez)|recontact\w*|contact(?:ez|er)[ -]moi
    |me\s+(?:joindre|contacter|r[ée]pondre|rappeler|t[ée]l[ée]phoner)
    |joignable|(?:mon|voici\s+(?:mon|le))\s+(?:num[ée]ro|t[ée]l\w*|portable|mobile|mail|e-?mail|courriel|adresse\s+mail)
    |r[ée]ponse\s+(?:par|au)|[ée]crivez[ -]moi|vous\s+pouvez\s+me)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_FIELDS = {Kind.PHONE: "phone", Kind.EMAIL: "email"}


def kinds_in(masked_text: str) -> tuple[Kind, ...]:
    """What was masked in a text, each kind once."""
    return tuple(kind for kind, words in WORDS.items() if words in masked_text)


def masked_notice(kinds: Iterable[Kind]) -> str:
    """Says what was masked, and that nothing of the kind is needed."""
    listed = [POSSESSIVES[kind] for kind in kinds]
    what = " et ".join(filter(None, (", ".join(listed[:-1]), listed[-1])))
    return f"Pour vous protéger, j’ai masqué {what}. Rien de cela n’est gardé, ni utile pour vous répondre."


def contact_fields(masked_text: str) -> tuple[str, ...]:
    """``phone`` and ``email`` when they were typed in order to be called back; nothing otherwise."""
    fields = tuple(_FIELDS[kind] for kind in kinds_in(masked_text) if kind in _FIELDS)
    return fields if fields and _CALL_ME.search(without_masks(masked_text)) else ()


def contact_notice(fields: tuple[str, ...]) -> str:
    """Says that the contact form is open, filled in on the citizen's own screen."""
    alone = fields[0] if len(fields) == 1 else ""
    what = {"phone": "votre numéro", "email": "votre adresse"}.get(alone, "vos coordonnées")
    return (
        f"Vous voulez être recontacté ? Vérifiez {what} dans le formulaire, puis envoyez-le. Rien n’est encore gardé."
    )
