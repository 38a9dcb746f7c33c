"""A fee by family quotient, as an editor fills it in: brackets that follow one another."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from procedures.yaml_files.scalars import Amount, Slug, Strict


class BracketBody(Strict):
    """Une tranche de quotients ; la dernière n'a pas de fin."""

    lower: int = Field(alias="de", ge=0, le=99_999)
    upper: int | None = Field(None, alias="jusqu_a", ge=0, le=99_999)
    amount: Amount = Field(alias="montant")


def _without_gap(brackets: list[BracketBody]) -> list[BracketBody]:
    """Each begins right after the one before: the first at 0, and only the last has no end."""
    expected: int | None = 0
    for place, bracket in enumerate(brackets):
        if expected is None:
            raise _out_of_line(place - 1, "jusqu_a", "cette tranche n'a pas de fin", "Dites jusqu'à quel quotient.")
        if bracket.lower != expected:
            wrong = "en recouvre une autre" if bracket.lower < expected else "laisse un trou avant elle"
            raise _out_of_line(place, "de", f"cette tranche {wrong}", f"Elle commence à {expected}.")
        if bracket.upper is not None and bracket.upper < bracket.lower:
            raise _out_of_line(place, "jusqu_a", "la fin est avant le début", f"Écrivez plus que {bracket.lower}.")
        expected = None if bracket.upper is None else bracket.upper + 1
    if expected is not None:
        last = "les quotients plus hauts n'ont pas de tarif"
        raise _out_of_line(len(brackets) - 1, "jusqu_a", last, "Laissez vide la fin de la dernière tranche.")
    return brackets


def _out_of_line(place: int, field: str, reason: str, cure: str) -> PydanticCustomError:
    return PydanticCustomError("tranche", "tranches", {"within": (place, field), "reason": reason, "cure": cure})


class ScaleBody(Strict):
    id: Slug
    unit: str = Field("", alias="unite", max_length=140, description="par repas, par jour…")
    brackets: Annotated[list[BracketBody], Field(min_length=2, max_length=12), AfterValidator(_without_gap)] = Field(
        alias="tranches"
    )
    unknown: Amount | None = Field(None, alias="sans_quotient", description="Pour qui ne donne pas son quotient.")


class ScaleBlock(Strict):
    """Un tarif par quotient familial : l'usager choisit sa tranche."""

    scale: ScaleBody = Field(alias="bareme")
