"""Numbers with a check digit or a fixed shape: IBAN, bank card, social security, tax and foreigner numbers, plates.

Separators are what people type between groups of digits: spaces of any width, dots, hyphens, slashes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban, luhn
from stdnum.exceptions import ValidationError
from stdnum.fr import nif, nir

from api.privacy.kinds import Found, Kind

SEPARATOR = r"[\s.\-‐‑–/_]"
_NOT_INSIDE_NUMBER = r"(?<![0-9])(?<![0-9][.,])"
_NUMBER_ENDS = r"(?![0-9])(?![.,][0-9])"

_IBAN = re.compile(rf"(?<![A-Za-z0-9])[A-Za-z]{{2}}[0-9]{{2}}(?:{SEPARATOR}?[A-Za-z0-9]){{11,30}}")
_SHORTEST_IBAN = 15
_FRENCH_IBAN_LENGTH = 27

_CARD = re.compile(rf"{_NOT_INSIDE_NUMBER}(?:2[2-7]|[3-6][0-9])(?:{SEPARATOR}?[0-9]){{13,17}}{_NUMBER_ENDS}")
# Not 14: a SIRET, which names a business, has 14 digits and the same check.
_CARD_LENGTHS = (15, 16, 19)

_NIR = re.compile(
    rf"""{_NOT_INSIDE_NUMBER}
    [1-478]{SEPARATOR}*                                   # sex; 3, 4, 7, 8: numbers given for a time
    [0-9]{{2}}{SEPARATOR}*                                # year
    (?:0[1-9]|1[0-2]|[2-9][0-9]){SEPARATOR}*              # month, or a number that stands for an unknown one
    (?:2[ABab]|[0-9]{{2}}){SEPARATOR}*                    # department of birth
    [0-9]{{3}}{SEPARATOR}*[0-9]{{3}}                      # town, order
    (?:{SEPARATOR}*(?:cl[ée]f?\s*:?\s*)?[0-9]{{2}})?
    {_NUMBER_ENDS}""",
    re.VERBOSE,
)

_TAX_NUMBER = re.compile(rf"{_NOT_INSIDE_NUMBER}[0-3](?:{SEPARATOR}?[0-9]){{12}}{_NUMBER_ENDS}")

# Notices bear a number of 13 or 14 digits too, and accounts one of 7: without a check, only once announced.
_ANNOUNCED_TAX_NUMBER = re.compile(
    rf"""(?:\b(?:num[ée]ros?|n°|no)\s*fisca(?:l|ux)|\bspi\b|\br[ée]f[ée]rences?\s+(?:de\s+(?:l['’]|mon\s+|votre\s+)?)?avis
        |\bnum[ée]ro\s+d['’]\s?acc[eè]s\s+en\s+ligne|\bt[ée]l[ée]d[ée]clarant)
    [^0-9\n]{{0,40}}?
    (?P<number>[0-9](?:{SEPARATOR}?[0-9]){{12,13}}|[0-9](?:{SEPARATOR}?[0-9]){{6}})(?![0-9])""",
    re.VERBOSE | re.IGNORECASE,
)

_FOREIGNER_NUMBER = re.compile(
    r"""(?:\b(?:num[ée]ro|n°|no|n)\s*(?:d['’]?\s*)?(?:[ée]tranger|agdref|dossier\s+[ée]tranger)
        |\bagdref|\banef
        |\b(?:titre|carte)\s+de\s+s[ée]jour|\br[ée]c[ée]piss[ée])
    [^0-9\n]{0,40}?
    (?P<number>[0-9](?:[\s.\-]?[0-9]){9})(?![0-9])""",
    re.VERBOSE | re.IGNORECASE,
)
# Ten digits in one block that begin with no phone prefix: as good as always a file number.
_TEN_DIGITS = re.compile(r"(?<![\w.,+*-])[1-9][0-9]{9}(?![\w*-])(?![.,][0-9])")


def ibans(text: str) -> Iterator[Found]:
    """IBANs of any country, and numbers of the length and shape of a French one whatever their check digits."""
    for match in _IBAN.finditer(text):
        if end := _iban_end(text, match.start(), match.end()):
            yield Found(Kind.IBAN, match.start(), end)


def _iban_end(text: str, start: int, end: int) -> int | None:
    """Where the IBAN that begins at ``start`` ends: words that follow it look like a part of it."""
    for stop in range(end, start, -1):
        if not text[stop - 1].isalnum() or text[stop : stop + 1].isalnum():
            continue
        compact = re.sub(SEPARATOR, "", text[start:stop])
        if len(compact) < _SHORTEST_IBAN:
            return None
        if _is_iban(compact):
            return stop
    return None


def _is_iban(compact: str) -> bool:
    if len(compact) == _FRENCH_IBAN_LENGTH and re.fullmatch(r"(?i)fr[0-9]{12}[0-9A-Z]{11}[0-9]{2}", compact):
        return True
    try:
        iban.validate(compact, check_country=False)
    except ValidationError:
        return False
    return True


def cards(text: str) -> Iterator[Found]:
    for match in _CARD.finditer(text):
        digits = _digits(match.group())
        if len(digits) in _CARD_LENGTHS and luhn.is_valid(digits):
            yield Found(Kind.CARD, match.start(), match.end())


def social_security_numbers(text: str) -> Iterator[Found]:
    """Complete ones, right or mistyped, and those given without their key (13 characters).

    Without a key that proves it, only a number in one block or in the groups of the card counts: three postcodes in a
    row have fifteen digits too.
    """
    for match in _NIR.finditer(text):
        written = match.group()
        number = re.sub(SEPARATOR, "", written)
        if nif.is_valid(number):
            continue  # a tax number has 13 digits too, but its own check
        in_one_block = re.fullmatch(r"\w+", written) is not None
        if nir.is_valid(number) or in_one_block or _grouped_as_on_the_card(written):
            yield Found(Kind.NIR, match.start(), match.end())


def _grouped_as_on_the_card(written: str) -> bool:
    groups = [len(group) for group in re.split(rf"{SEPARATOR}+", written)]
    return groups[:6] == [1, 2, 2, 2, 3, 3]


def tax_numbers(text: str) -> Iterator[Found]:
    for match in _TAX_NUMBER.finditer(text):
        if nif.is_valid(_digits(match.group())):
            yield Found(Kind.TAX_NUMBER, match.start(), match.end())


def announced_tax_numbers(text: str) -> Iterator[Found]:
    """Those that the words before them call so, whatever their check digits: first, since others look alike."""
    for match in _ANNOUNCED_TAX_NUMBER.finditer(text):
        yield Found(Kind.TAX_NUMBER, match.start("number"), match.end("number"))


def foreigner_numbers(text: str) -> Iterator[Found]:
    """Ten digits with no check among them: after the words that announce them, or alone in one block."""
    for match in _FOREIGNER_NUMBER.finditer(text):
        yield Found(Kind.FOREIGNER_NUMBER, match.start("number"), match.end("number"))
    for match in _TEN_DIGITS.finditer(text):
        yield Found(Kind.FOREIGNER_NUMBER, match.start(), match.end())


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)
