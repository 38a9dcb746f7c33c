"""The kinds of personal data that are masked, and the words that take their place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    IBAN = "iban"
    EMAIL = "email"
    CARD = "card"
    NIR = "nir"
    TAX_NUMBER = "tax_number"
    PHONE = "phone"
    FOREIGNER_NUMBER = "foreigner_number"


WORDS = {
    Kind.IBAN: "[IBAN masqué]",
    Kind.EMAIL: "[adresse électronique masquée]",
    Kind.CARD: "[numéro de carte bancaire masqué]",
    Kind.NIR: "[numéro de sécurité sociale masqué]",
    Kind.TAX_NUMBER: "[numéro fiscal masqué]",
    Kind.PHONE: "[numéro de téléphone masqué]",
    Kind.FOREIGNER_NUMBER: "[numéro étranger masqué]",
}


@dataclass(frozen=True)
class Found:
    """Personal data at ``text[start:end]``."""

    kind: Kind
    start: int
    end: int
