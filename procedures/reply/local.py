"""Real places in an answer: this town's counter where it takes the request, another town hall where the law names one,
and the public services that serve the commune.

A source that gives an address or a phone of its own is left as it is. A fictional town has no address to give.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from procedures.directory import FRANCE_SERVICES, Directory, Place
from procedures.local_services import LocalService
from procedures.reply.dates import in_french
from procedures.reply.notices import Notice, noticed
from procedures.reply.plain import contact_line
from procedures.town import WEEKDAYS, Slot, Town

Json = dict[str, Any]

_FILE = Path(__file__).parent / "town_halls.yaml"
_TOWN_HALL = "mairie"
_AHEAD = timedelta(days=31)  # exceptional hours are told a month before
_POSTCODE = re.compile(r"\b\d{5}\b")
# Somebody who cannot do it alone on a screen is helped there, for nothing.
HELPED = "De l'aide gratuite pour la démarche en ligne"
_LEADS_ONLINE = ("online", "how", "where")
_SOLVED = ("address", "phone", "hours")


@dataclass(frozen=True)
class Case:
    """Which town hall the law names for a request."""

    counter: str
    which: str
    anybody_s: bool = False
    here: str = ""
    otherwise: str = ""


@dataclass(frozen=True)
class Around:
    """What is known of the places around the citizen, and what the town tells today."""

    town: Town
    directory: Directory
    today: date
    notices: tuple[Notice, ...] = ()


def localised(payload: Json, text: str, around: Around) -> tuple[Json, str]:
    """``payload`` and its plain ``text`` with the places that are known and the messages of the day. Both as they were
    when there are none."""
    if "offices" not in payload:  # only an answer has them
        return payload, text
    placed, told = (payload, text) if around.town.demonstration else _placed(payload, text, around)
    return noticed(placed, told, around.notices, names_the_town=_names_the_town(payload, around))


def _placed(payload: Json, text: str, around: Around) -> tuple[Json, str]:
    elsewhere = _elsewhere(payload, around.town)
    changed: dict[str, Json] = {}

    def place(office: Json) -> Json:
        found = _local(office, payload["procedure"]["id"], around, elsewhere=elsewhere)
        if found != office:
            changed[contact_line(office)] = found
        return found

    offices = [place(office) for office in payload.get("offices", ())]
    sections = _with_contacts(payload.get("sections", []), place)
    for before, found in changed.items():
        text = text.replace(before, contact_line(found))
    if house := _house_for(payload, around, elsewhere):
        offices.append(house)
        text = f"{text}\n\n{contact_line(house)}"
    return {**payload, "offices": offices, "sections": sections}, text


def _names_the_town(payload: Json, around: Around) -> bool:
    """Whether the answer sends people to a counter of this town."""
    procedure = payload["procedure"]["id"]
    if any(procedure in service.procedures for service in around.town.services):
        return True
    case = cases().get(procedure)
    if case is None or _elsewhere(payload, around.town) or not _has_counter(procedure, case, around.town):
        return False
    return any(map(_is_town_hall, _offices_in(payload)))


def _offices_in(part: Any) -> Iterator[Json]:
    """Every place that a payload, or a part of one, names."""
    match part:
        case list():
            for inner in part:
                yield from _offices_in(inner)
        case {"type": "contact"}:
            yield part
        case dict():
            yield from part.get("offices", ())
            for key in ("sections", "blocks", "items", "options", "rows", "cells"):
                yield from _offices_in(part.get(key, []))


def _is_town_hall(office: Json) -> bool:
    return _TOWN_HALL in office.get("types", ()) or str(office["title"]).startswith("Mairie")


@cache
def cases() -> dict[str, Case]:
    """The reviewed table, by procedure."""
    written = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {
        procedure: Case(counter, one["which"], one.get("anybody_s", False), one.get("here", ""), one.get("else", ""))
        for counter, entries in written.items()
        for one in entries
        for procedure in one["procedures"]
    }


def _with_contacts(part: Any, place: Any) -> Any:
    """``part`` of a payload, however deep, with its contact blocks put in their place."""
    match part:
        case list():
            return [_with_contacts(inner, place) for inner in part]
        case {"type": "contact"}:
            return place(part)
        case dict():
            return {key: _with_contacts(inner, place) for key, inner in part.items()}
    return part


def _local(office: Json, procedure: str, around: Around, *, elsewhere: str) -> Json:
    types = office.get("types", [])
    if any(office.get(field) for field in _SOLVED):
        return office
    if _is_town_hall(office):
        case = cases().get(procedure)
        return _town_hall(office, procedure, case, around, elsewhere=elsewhere) if case else office
    found = _public_service(types, around, elsewhere)
    return {**office, **_of_place(found)} if found else office


def _town_hall(office: Json, procedure: str, case: Case, around: Around, *, elsewhere: str) -> Json:
    named = {**office, "title": case.which}
    here = _counter(procedure, case, around)
    if elsewhere:
        return named
    if here is None:
        return {**named, "address": case.otherwise} if case.otherwise else named
    if case.anybody_s:
        line = ", ".join(part for part in (here["address"], here.get("phone")) if part)
        return {**named, "address": f"{case.here} : {here['title']}, {line}"}
    return {**office, **here}


def _counter(procedure: str, case: Case, around: Around) -> Json | None:
    """The counter of this town that takes the request: a service of its own, else the town hall if it says so."""
    service = _service(procedure, case, around.town)
    if service:
        return _of_service(service, around.town)
    return _of_town(around) if case.counter in around.town.counters else None


def _service(procedure: str, case: Case, town: Town) -> LocalService | None:
    return next(
        (one for one in town.services if procedure in one.procedures or case.counter in one.counters),
        None,
    )


def _has_counter(procedure: str, case: Case, town: Town) -> bool:
    return case.counter in town.counters or _service(procedure, case, town) is not None


def _of_service(service: LocalService, town: Town) -> Json:
    return _without_empty(
        title=service.name,
        address=", ".join(service.address or town.address),
        phone=service.phones[0] if service.phones else town.phones[0].number,
        hours=", ".join(service.hours),
        url=service.appointment or service.website,
    )


def _of_town(around: Around) -> Json:
    town = around.town
    return _without_empty(
        title=f"Mairie ({town.name})",
        address=", ".join(town.address),
        phone=town.phones[0].number,
        hours=" ; ".join((*_week(town), *_exceptions(town, around.today))),
        url=town.appointment or town.website,
    )


def _house_for(payload: Json, around: Around, elsewhere: str) -> Json | None:
    """A France services house near the citizen, for an answer that leads to a service in line; None where one is named
    already, or none is known."""
    if not payload.get("online_services") or payload.get("aspect") not in _LEADS_ONLINE:
        return None
    place = _public_service([FRANCE_SERVICES], around, elsewhere)
    if place is None or any({FRANCE_SERVICES, "msap"} & set(one.get("types", ())) for one in payload["offices"]):
        return None
    found = _of_place(place)
    return {"types": [FRANCE_SERVICES], **found, "title": f"{HELPED} : {found['title']}"}


def _public_service(types: list[str], around: Around, elsewhere: str) -> Place | None:
    """A counter that serves the town; for somebody from another postcode, only a house where anybody is helped."""
    insee = "" if elsewhere else around.town.insee
    if FRANCE_SERVICES in types or "msap" in types:
        postcode = elsewhere or next(iter(_POSTCODE.findall(" ".join(around.town.address))), "")
        return next(iter(around.directory.france_services(postcode=postcode, insee=insee)), None)
    return around.directory.of_type(types, insee) if insee else None


def _of_place(place: Place) -> Json:
    return _without_empty(
        title=place.name,
        address=", ".join(place.address),
        phone=place.phones[0] if place.phones else "",
        hours=" ; ".join(place.hours),
        url=place.website,
    )


def _without_empty(**details: str) -> Json:
    return {field: words for field, words in details.items() if words}


def _week(town: Town) -> Iterator[str]:
    for day, slots in zip(WEEKDAYS, town.hours, strict=True):
        if slots:
            yield f"{day} {_in_words(slots)}"


def _exceptions(town: Town, today: date) -> Iterator[str]:
    """Days of the coming month that are not as usual."""
    for closure in town.closures:
        if closure.last >= today and closure.first <= today + _AHEAD:
            until = f" au {in_french(closure.last)}" if closure.last > closure.first else ""
            since = "du" if until else "le"
            yield f"fermé {since} {in_french(closure.first)}{until} ({closure.reason})"
    for special in town.special_days:
        if today <= special.day <= today + _AHEAD:
            yield f"le {in_french(special.day)} : {_in_words(special.slots) or 'fermé'}"


def _in_words(slots: tuple[Slot, ...]) -> str:
    return " et ".join(f"{slot.start:%H:%M}-{slot.end:%H:%M}" for slot in slots)


def _elsewhere(payload: Json, town: Town) -> str:
    """The postcode that the citizen has said, when it is not this town's; else nothing."""
    here = set(_POSTCODE.findall(" ".join(town.address)))
    said = [found for fact in payload.get("facts", ()) for found in _POSTCODE.findall(str(fact.get("value", "")))]
    return said[0] if said and here and not here & set(said) else ""
