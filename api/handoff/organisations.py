"""Where a citizen can be sent to: the town's own services, and the public services around it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from procedures.directory import FRANCE_SERVICES, Place
from procedures.local_services import LocalService
from procedures.reply import Around
from procedures.words import fold

MOST_FOUND = 20


@dataclass(frozen=True)
class Organisation:
    """``kind``: what it is besides its name, for searching. The texts are as citizens read them."""

    id: str
    name: str
    kind: str = ""
    address: str = ""
    phone: str = ""
    hours: str = ""
    website: str = ""

    @property
    def card(self) -> str:
        """How to reach it, in lines; telephones and addresses of the web are pressable wherever they are shown."""
        lines = (
            self.name,
            self.address,
            f"Téléphone : {self.phone}" if self.phone else "",
            f"Horaires : {self.hours}" if self.hours else "",
            self.website,
        )
        return "\n".join(line for line in lines if line)


def found(words: str, around: Around) -> list[Organisation]:
    """Those whose name, kind or address hold all of ``words``, the town's own first, then those that serve the town;
    without words, all of these."""
    wanted = fold(words).split()
    return [one for one in _all(around) if all(word in _searched(one) for word in wanted)][:MOST_FOUND]


def with_id(organisation_id: str, around: Around) -> Organisation | None:
    return next((one for one in _all(around) if one.id == organisation_id), None)


def _searched(one: Organisation) -> str:
    return fold(f"{one.name} {one.kind} {one.address}")


def _all(around: Around) -> Iterator[Organisation]:
    for service in around.town.services:
        yield _of_service(service, around)
    places = around.directory.places
    near = [place for place in places if around.town.insee and around.town.insee in place.communes]
    for place in sorted(near, key=_name):
        yield _of_place(place)
    for place in sorted(set(places) - set(near), key=_name):
        yield _of_place(place)


def _name(place: Place) -> str:
    return fold(place.name)


def _of_service(service: LocalService, around: Around) -> Organisation:
    town = around.town
    return Organisation(
        id=f"service-{fold(service.name).replace(' ', '-')}"[:80],
        name=f"{service.name} ({town.name})",
        kind="service de la commune",
        address=", ".join(service.address or town.address),
        phone=service.phones[0] if service.phones else town.phones[0].number,
        hours=" ; ".join(service.hours),
        website=service.appointment or service.website,
    )


def _of_place(place: Place) -> Organisation:
    kinds = ["France services" if kind == FRANCE_SERVICES else kind.replace("_", " ") for kind in place.types]
    return Organisation(
        id=place.id[:80],
        name=place.name,
        kind=", ".join(kinds),
        address=", ".join(place.address),
        phone=place.phones[0] if place.phones else "",
        hours=" ; ".join(place.hours),
        website=place.website,
    )
