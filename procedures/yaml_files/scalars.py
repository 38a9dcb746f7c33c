"""The single values that a content file may hold, each with what makes it sound."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from procedures.fee_scale import read_amount
from procedures.yaml_files.inline import WEB_SCHEMES, link_targets


class Strict(BaseModel):
    """A mapping whose every key is known: a misspelt one must not be lost in silence."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


def _sound_links(words: str) -> str:
    for target in link_targets(words):
        if not target.startswith((*WEB_SCHEMES, "fiche:", "ressource:")):
            raise PydanticCustomError("lien", "le lien « {adresse} » n'est pas permis", {"adresse": target})
    return words


def _web_address(address: str) -> str:
    if not address.startswith(("https://", "http://")) or " " in address or "." not in address:
        raise PydanticCustomError("adresse_web", "« {adresse} » n'est pas une adresse web", {"adresse": address})
    return address


Slug = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=60,
        description="Petit nom stable, en minuscules sans accent, mots séparés par des tirets. "
        "Ne le changez plus ensuite : des conversations y font référence.",
    ),
]
Title = Annotated[str, Field(min_length=2, max_length=140)]
Words = Annotated[
    str,
    Field(
        min_length=2,
        max_length=700,
        description="Phrases courtes. **important** pour insister, [libellé](https://…) pour un lien, "
        "[libellé](fiche:F1341) pour une autre fiche.",
    ),
    AfterValidator(_sound_links),
]
WebAddress = Annotated[
    str, Field(description="Adresse complète, qui commence par https://"), AfterValidator(_web_address)
]


def _sound_amount(words: str) -> str:
    if read_amount(words) is None:
        raise PydanticCustomError("montant", "« {montant} » n'est pas un montant", {"montant": words})
    return words


Amount = Annotated[str, Field(description="3,20 €, ou gratuit"), AfterValidator(_sound_amount)]
