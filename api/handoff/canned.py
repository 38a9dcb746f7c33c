"""Replies that agents need often, and the words in them that are filled when one is chosen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from api.site import Site, hours_today

FILE = Path(__file__).with_name("canned.yaml")

_VARIABLE = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True)
class CannedReply:
    id: str
    title: str
    text: str


class UnknownVariableError(ValueError):
    """A word in braces, ``name``, that nothing can fill."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


VARIABLES = (
    "prénom de l'agent",
    "nom de l'agent",
    "commune",
    "téléphone",
    "adresse",
    "site",
    "courriel",
    "horaires du jour",
)


@cache
def first_replies() -> tuple[CannedReply, ...]:
    """Those that every town begins with, until it changes or withdraws them."""
    written = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(CannedReply(str(number), one["title"], one["text"]) for number, one in enumerate(written, 1))


def first_reply(reply_id: str) -> CannedReply | None:
    return next((one for one in first_replies() if one.id == reply_id), None)


def checked(text: str) -> str:
    """``text`` with its variables written in one way. Raises UnknownVariableError."""

    def one(found: re.Match[str]) -> str:
        name = " ".join(found[1].replace("’", "'").split()).lower()
        if name not in VARIABLES:
            raise UnknownVariableError(found[1].strip())
        return f"{{{name}}}"

    return _VARIABLE.sub(one, text)


def values(agent_name: str, site: Site, now: datetime) -> dict[str, str]:
    """What the variables stand for now; those of which the town's sheet says nothing are left out."""
    town = site.town
    local = now.astimezone(ZoneInfo(town.time_zone))
    known = {
        "prénom de l'agent": re.split(r"[\s,]", agent_name.strip(), maxsplit=1)[0],
        "nom de l'agent": agent_name,
        "commune": town.name,
        "téléphone": town.phones[0].number,
        "adresse": ", ".join(town.address),
        "site": town.website,
        "courriel": town.email,
        "horaires du jour": hours_today(town, local),
    }
    return {name: value for name, value in known.items() if value}
