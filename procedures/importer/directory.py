"""The official directory of public services ("Annuaire de l'administration, base de données locales", DILA, open
data): the counters that serve one commune, and the France services houses of its department.

Format: a JSON object with a list ``service``; each has ``pivot`` (kind of counter and INSEE codes), ``adresse``,
``telephone``, ``adresse_courriel``, ``site_internet`` and ``plage_ouverture``. A second file, ``commune``, says which
counter serves which commune; without it a counter serves the communes of its own pivot.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import orjson

from procedures.directory import FRANCE_SERVICES, Directory, Place

_POSTAL = "Adresse postale"
_DAYS = {day.casefold() for day in ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")}


class DirectoryError(Exception):
    """The file is not the official directory; says so in French."""


def read_directory(file: Path, insee: str, *, competences: Path | None = None) -> Directory:
    """The counters of ``file`` that serve the commune ``insee``, and the France services houses of its department.

    Raises DirectoryError when a file is not what it should be.
    """
    serving = _serving(competences, insee) if competences else {}
    places = (_place(service, insee, serving) for service in _entries(file, "service"))
    return Directory(tuple(place for place in places if place and _concerns(place, insee)))


def _entries(file: Path, key: str) -> list[Any]:
    try:
        entries = orjson.loads(file.read_bytes())[key]
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise DirectoryError(f"« {file.name} » n'est pas l'annuaire officiel (« {key} » manque)") from error
    if not isinstance(entries, list):
        raise DirectoryError(f"« {file.name} » n'est pas l'annuaire officiel (« {key} » n'est pas une liste)")
    return entries


def _serving(file: Path, insee: str) -> dict[str, set[str]]:
    """For each counter that serves the commune, the kinds under which it does."""
    found: dict[str, set[str]] = {}
    for commune in _entries(file, "commune"):
        if commune.get("code_insee_commune") == insee:
            for kind in commune.get("type_service_local", ()):
                for organisation in kind.get("organisme", ()):
                    found.setdefault(organisation, set()).add(kind.get("code_type_service_local", ""))
    return found


def _place(service: Any, insee: str, serving: Mapping[str, set[str]]) -> Place | None:
    """A counter; None for an entry without a name or a kind."""
    if not isinstance(service, dict) or not service.get("nom"):
        return None
    pivots = [pivot for pivot in service.get("pivot") or () if isinstance(pivot, dict)]
    kinds = {pivot.get("type_service_local", "") for pivot in pivots} | serving.get(service.get("id", ""), set())
    communes = {code for pivot in pivots for code in pivot.get("code_insee_commune") or ()}
    if service.get("id") in serving:
        communes.add(insee)
    address: Mapping[str, Any] = next(
        (one for one in service.get("adresse") or () if one.get("type_adresse") != _POSTAL), {}
    )
    if not kinds - {""}:
        return None
    return Place(
        id=str(service.get("id", "")),
        name=" ".join(service["nom"].split()),
        types=tuple(sorted(kinds - {""})),
        address=tuple(_address(address)),
        postcode=address.get("code_postal") or "",
        phones=tuple(one["valeur"] for one in service.get("telephone") or () if one.get("valeur")),
        emails=tuple(one for one in service.get("adresse_courriel") or () if isinstance(one, str) and "@" in one),
        hours=tuple(_hours(service.get("plage_ouverture") or ())),
        website=next((one["valeur"] for one in service.get("site_internet") or () if one.get("valeur")), ""),
        communes=tuple(sorted(communes)),
        changed_on=_day(service.get("date_modification")),
    )


def _concerns(place: Place, insee: str) -> bool:
    near = {code[:2] for code in (*place.communes, place.postcode)}
    return insee in place.communes or (FRANCE_SERVICES in place.types and insee[:2] in near)


def _address(address: Mapping[str, Any]) -> Iterator[str]:
    for field in ("complement1", "complement2", "numero_voie", "service_distribution"):
        if words := str(address.get(field) or "").strip():
            yield words
    if town := f"{address.get('code_postal') or ''} {address.get('nom_commune') or ''}".strip():
        yield town


def _hours(slots: Any) -> Iterator[str]:
    """``Du lundi au vendredi : 08:30-12:00 et 13:30-17:00``, and what is said beside it."""
    for slot in slots:
        first, last = slot.get("nom_jour_debut") or "", slot.get("nom_jour_fin") or ""
        if first.casefold() not in _DAYS:
            continue
        days = first if last in ("", first) else f"Du {first.lower()} au {last.lower()}"
        times = " et ".join(
            f"{slot[f'valeur_heure_debut_{number}'][:5]}-{slot[f'valeur_heure_fin_{number}'][:5]}"
            for number in (1, 2)
            if slot.get(f"valeur_heure_debut_{number}") and slot.get(f"valeur_heure_fin_{number}")
        )
        comment = str(slot.get("commentaire") or "").strip()
        if times or comment:
            yield f"{days} : {' '.join(part for part in (times, f'({comment})' if comment else '') if part)}"


def _day(words: Any) -> date | None:
    try:
        return datetime.strptime(str(words), "%d/%m/%Y %H:%M:%S").date()  # noqa: DTZ007 -- only its day is kept
    except ValueError:
        return None
