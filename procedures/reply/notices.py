"""Dated messages of the town inside the answers that they concern."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

LEAD = "Message de la mairie :"


@dataclass(frozen=True)
class Notice:
    """What the town tells today. ``procedures``: those in whose answers it stands; none for what concerns the town hall
    as a whole ("fermée le 24 décembre")."""

    text: str
    procedures: tuple[str, ...] = ()


def noticed(payload: Json, text: str, notices: Iterable[Notice], *, names_the_town: bool) -> tuple[Json, str]:
    """``payload`` and its plain ``text`` with the notices that concern the answer. Both as they were without any.

    ``names_the_town``: whether the answer sends people to a counter of the town.
    """
    procedure = payload["procedure"]
    told = [one.text for one in notices if (procedure["id"] in one.procedures if one.procedures else names_the_town)]
    if not told:
        return payload, text
    told = list(dict.fromkeys(told))
    return {**payload, "notices": told}, _after(text, str(procedure["title"]), [f"{LEAD} {one}" for one in told])


def _after(text: str, title: str, told: list[str]) -> str:
    """``told`` right under the title of the answer, where the eye falls; at the end when it has none."""
    paragraphs = text.split("\n\n")
    place = paragraphs.index(title) + 1 if title in paragraphs else len(paragraphs)
    return "\n\n".join([*paragraphs[:place], *told, *paragraphs[place:]])
