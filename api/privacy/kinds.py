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
    PLATE = "plate"
    NAME = "name"
    BIRTH_DATE = "birth_date"


WORDS = {
    Kind.IBAN: "[IBAN masqué]",
    Kind.EMAIL: "[adresse électronique masquée]",
    Kind.CARD: "[numéro de carte bancaire masqué]",
    Kind.NIR: "[numéro de sécurité sociale masqué]",
    Kind.TAX_NUMBER: "[numéro fiscal masqué]",
    Kind.PHONE: "[numéro de téléphone masqué]",
    Kind.FOREIGNER_NUMBER: "[numéro étranger masqué]",
    Kind.PLATE: "[plaque d’immatriculation masquée]",
    Kind.NAME: "[nom masqué]",
    Kind.BIRTH_DATE: "[date de naissance masquée]",
}
# As the citizen is told of them: "j’ai masqué votre numéro de téléphone".
POSSESSIVES = {
    Kind.IBAN: "votre IBAN",
    Kind.EMAIL: "votre adresse électronique",
    Kind.CARD: "votre numéro de carte bancaire",
    Kind.NIR: "votre numéro de sécurité sociale",
    Kind.TAX_NUMBER: "votre numéro fiscal",
    Kind.PHONE: "votre numéro de téléphone",
    Kind.FOREIGNER_NUMBER: "votre numéro étranger",
    Kind.PLATE: "votre plaque d’immatriculation",
    Kind.NAME: "votre nom",
    Kind.BIRTH_DATE: "votre date de naissance",
}


@dataclass(frozen=True)
class Found:
    """Personal data at ``text[start:end]``. ``kept``: what of it may stay, such as an age."""

    kind: Kind
    start: int
    end: int
    kept: str = ""

    @property
    def words(self) -> str:
        """What takes its place."""
        return f"{WORDS[self.kind]} {self.kept}" if self.kept else WORDS[self.kind]
