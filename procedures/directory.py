"""The public services around the town, from the official directory: who is competent here, where and when.

``data_dir/annuaire.json`` is written by ``guichet import-directory``; without it nothing is known and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from procedures.wire import from_json, to_json

DIRECTORY_FILE = "annuaire.json"
# What the guide calls a kind of counter, and what the directory calls it where that differs.
_OTHER_NAMES = {
    "centre_impots": "sip",
    "msap": "france_services",
    "pole_emploi": "france_travail",
    "cg": "conseil_departemental",
}
FRANCE_SERVICES = "france_services"


@dataclass(frozen=True)
class Place:
    """A counter of a public service. ``communes``: INSEE codes of those that it serves; empty when it says none."""

    id: str
    name: str
    types: tuple[str, ...]
    address: tuple[str, ...] = ()
    postcode: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    website: str = ""
    communes: tuple[str, ...] = ()
    changed_on: date | None = None


@dataclass(frozen=True)
class Directory:
    places: tuple[Place, ...] = ()

    def of_type(self, kinds: Iterable[str], insee: str) -> Place | None:
        """The counter of one of ``kinds`` for a commune, the first kind that has one; None when none is known."""
        for kind in kinds:
            wanted = _OTHER_NAMES.get(kind, kind)
            for place in self.places:
                if wanted in place.types and insee in place.communes:
                    return place
        return None

    def france_services(self, *, postcode: str = "", insee: str = "") -> tuple[Place, ...]:
        """The houses where people are helped with any request: that of the commune first, then those of the postcode,
        then those of the department."""
        houses = [place for place in self.places if FRANCE_SERVICES in place.types]
        near = [place for place in houses if insee and insee in place.communes]
        near += [place for place in houses if postcode and place.postcode == postcode]
        near += [place for place in houses if postcode and place.postcode[:2] == postcode[:2]]
        return tuple(dict.fromkeys(near))


def load(data_dir: Path) -> Directory:
    """What ``guichet import-directory`` wrote; empty without it. Raises ValueError when the file is damaged."""
    file = data_dir / DIRECTORY_FILE
    if not file.exists():
        return Directory()
    try:
        found = from_json(Directory, file.read_bytes())
    except Exception as error:  # the errors of cattrs and of JSON are of many kinds
        raise ValueError(f"{file} ne se lit pas. Relancez « guichet import-directory ».") from error
    assert isinstance(found, Directory)
    return found


def save(directory: Directory, data_dir: Path) -> None:
    """Write ``directory`` in place of what was known."""
    written = data_dir / f"{DIRECTORY_FILE}.new"
    written.write_bytes(to_json(directory))
    written.replace(data_dir / DIRECTORY_FILE)
