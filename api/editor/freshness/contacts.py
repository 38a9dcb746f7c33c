"""Telephones and e-mails that a text gives, and that nobody vouches for: a wrong number is worse than none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import phonenumbers

ALLOWED_FILE = "contacts-verifies.txt"
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_OFFICIAL = (".gouv.fr",)


def contacts_in(text: str) -> Iterator[str]:
    """The French telephones and the e-mails in ``text``, as they are written."""
    for found in phonenumbers.PhoneNumberMatcher(text, "FR"):
        yield found.raw_string
    yield from _EMAIL.findall(text)


def unknown_contacts(text: str, allowed: frozenset[str]) -> tuple[str, ...]:
    """Those of ``text`` that are neither allowed nor of the State's own domain."""
    return tuple(
        dict.fromkeys(
            one for one in contacts_in(text) if normal(one) not in allowed and not one.lower().endswith(_OFFICIAL)
        )
    )


def allowed_contacts(known: Iterable[str], data_dir: Path) -> frozenset[str]:
    """Those that are known to be right (of the town's sheet, of the official directory), and those of the file
    ``contacts-verifies.txt``, one a line."""
    file = data_dir / ALLOWED_FILE
    written = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return frozenset(normal(one) for one in (*known, *written) if one.strip() and not one.startswith("#"))


def normal(contact: str) -> str:
    """One writing for one contact.

    >>> normal("01 99 00 12 34") == normal("+33 1 99 00 12 34")
    True
    """
    if "@" in contact:
        return contact.strip().lower()
    try:
        number = phonenumbers.parse(contact, "FR")
    except phonenumbers.NumberParseException:
        return contact.strip()
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
