"""E-mail addresses and telephone numbers of persons."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberMatcher, PhoneNumberType

from api.privacy.kinds import Found, Kind

_EMAIL = re.compile(
    r"""(?<![\w.+-])[\w.+-]{1,64}
    (?:\s?@\s?|\s*[(\[]\s*(?:at|arobase|@)\s*[)\]]\s*|\s+(?:arobase|arobas)\s+)
    [\w-]{1,63}(?:(?:\.|\s?[(\[]\s*(?:point|dot)\s*[)\]]\s?|\s+point\s+)[\w-]{2,63}){1,4}""",
    re.VERBOSE | re.IGNORECASE,
)

_GAP = r"[\s.\-‐‑–/_]{1,3}"
_FRENCH_PHONE = re.compile(
    rf"""(?<![\w+])(?<![0-9][.,/\-])
    (?:0[1-9][0-9]{{8}}                                            # in one block
      |0[1-9](?P<gap>{_GAP})[0-9]{{2}}(?:(?P=gap)[0-9]{{2}}){{3}}  # in pairs
      |0[1-9]{_GAP}?[0-9]{{4}}{_GAP}?[0-9]{{4}}
      |0[1-9]{_GAP}?[0-9]{{2}}{_GAP}?[0-9]{{3}}{_GAP}?[0-9]{{3}}
      |0[1-9][0-9]{_GAP}[0-9]{{3}}{_GAP}[0-9]{{2}}{_GAP}[0-9]{{2}}
      |0[1-9]{_GAP}[0-9]{{8}})
    (?![0-9])""",
    re.VERBOSE | re.IGNORECASE,
)
_INTERNATIONAL = re.compile(r"(?<![\w])(?:\+|00)[1-9]")

# Numbers of services (08…): nobody's own.
_OF_SERVICES = {
    PhoneNumberType.TOLL_FREE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.UAN,
}


def emails(text: str) -> Iterator[Found]:
    for match in _EMAIL.finditer(text):
        yield Found(Kind.EMAIL, match.start(), match.end())


def phones(text: str) -> Iterator[Found]:
    """Numbers of persons, French as written in France, foreign with their country code.

    A national number is looked for by its groups, not by its digits alone: « le 01 02 2023 à 15 h » has ten of them.
    """
    for match in _FRENCH_PHONE.finditer(text):
        if _is_personal(phonenumbers.parse(match.group(), "FR")):
            yield Found(Kind.PHONE, match.start(), match.end())
    if _INTERNATIONAL.search(text):
        for found in PhoneNumberMatcher(text, "FR"):
            bare = found.raw_string.lstrip("([ ")
            if bare.startswith(("+", "00")) and _is_personal(found.number):
                yield Found(Kind.PHONE, found.end - len(bare), found.end)


def _is_personal(number: PhoneNumber) -> bool:
    return phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) not in _OF_SERVICES
