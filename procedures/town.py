"""The town that Guichet speaks for: its name, where to call and when, as its own sheet says.

``data_dir/town.yaml`` is the real town's. Until it exists, a fictional town stands in, marked as a demonstration.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal, get_args
from zoneinfo import ZoneInfo, available_timezones

import holidays
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from procedures.local_services import USUAL_COUNTERS, Counter, LocalService, OptionalUrl, PhoneNumber, ServiceSheet
from procedures.problems import ContentError, problems_in, yaml_problem
from procedures.yaml_text import YamlError, parse

TOWN_FILE = "town.yaml"
DEMONSTRATION_TOWN = Path(__file__).parent / "content" / "demonstration" / TOWN_FILE
# Why nobody of the town can answer in writing now; a town may say each in its own words.
NobodyBecause = Literal["arret", "hors_horaires", "jour_ferme", "absence", "complet"]
Weekday = Literal["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
REGIONS: tuple[str, ...] = tuple(holidays.list_supported_countries()["FR"])
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)


@dataclass(frozen=True)
class Phone:
    label: str
    number: str  # as people write it: 01 23 45 67 89


@dataclass(frozen=True, order=True)
class Slot:
    """Open from ``start`` to ``end``, the town's own time."""

    start: time
    end: time


@dataclass(frozen=True)
class Closure:
    """Closed from ``first`` to ``last``, both included."""

    first: date
    last: date
    reason: str


@dataclass(frozen=True)
class SpecialDay:
    """Open at other hours than usual that day, even if it is a public holiday or a closure."""

    day: date
    slots: tuple[Slot, ...]
    reason: str


@dataclass(frozen=True)
class DataProtection:
    """Who answers for personal data (GDPR, article 13): the controller, and how to reach the protection officer."""

    controller: str
    officer: str
    email: str = ""
    address: tuple[str, ...] = ()
    host: str = ""  # who runs the machine, when it is not the town


@dataclass(frozen=True)
class Accessibility:
    """What an audit by a person found (law of 11 February 2005, article 47); ``rate``: percent of criteria met."""

    audited_on: date
    auditor: str
    rate: int
    version: str  # of the RGAA that was audited against
    written_on: date
    email: str = ""
    failings: tuple[str, ...] = ()

    @property
    def conformity(self) -> str:
        """In the words of the RGAA, which grants « partiellement » from half of the criteria on."""
        return (
            "totalement conforme"
            if self.rate == 100
            else "partiellement conforme"
            if self.rate >= 50
            else "non conforme"
        )


@dataclass(frozen=True)
class Town:
    """``hours`` holds the slots of each weekday, Monday first. ``holiday_region``: a subdivision that has public
    holidays of its own ("Alsace-Moselle", "GP"…), as the ``holidays`` package names it. ``chat_hours``: when agents
    answer in writing, as ``hours``; None when that is whenever the town hall is open."""

    name: str
    phones: tuple[Phone, ...]
    address: tuple[str, ...]
    hours: tuple[tuple[Slot, ...], ...]
    time_zone: str
    holiday_region: str | None
    demonstration: bool
    email: str = ""
    website: str = ""
    notices: tuple[str, ...] = ()  # what visitors should know today ("Travaux : entrée par la cour")
    closures: tuple[Closure, ...] = ()
    special_days: tuple[SpecialDay, ...] = ()
    chat_hours: tuple[tuple[Slot, ...], ...] | None = None
    data_protection: DataProtection | None = None
    accessibility: Accessibility | None = None  # None: nobody has audited it
    texts: Mapping[str, str] = field(default_factory=dict)  # what is said when nobody can answer, by ``NobodyBecause``
    insee: str = ""  # the commune's code, by which public services know it
    appointment: str = ""  # where one is taken in line
    counters: frozenset[str] = USUAL_COUNTERS  # the requests that the town hall takes
    services: tuple[LocalService, ...] = ()

    def slots_on(self, day: date) -> tuple[Slot, ...]:
        """When the town hall is open that day; none on public holidays and announced closures."""
        return () if self.closed_because(day) else self._usual(self.hours, day)

    def chat_slots_on(self, day: date) -> tuple[Slot, ...]:
        """When agents answer in writing that day, as far as it is no closed one."""
        return self._usual(self.hours if self.chat_hours is None else self.chat_hours, day)

    def _usual(self, hours: tuple[tuple[Slot, ...], ...], day: date) -> tuple[Slot, ...]:
        special = self._special(day)
        return special.slots if special else hours[day.weekday()]

    def _special(self, day: date) -> SpecialDay | None:
        return next((one for one in self.special_days if one.day == day), None)

    def closed_because(self, day: date) -> str:
        """Why an otherwise normal day is a closed one, in French; empty when it is not."""
        if self._special(day):
            return ""
        for closure in self.closures:
            if closure.first <= day <= closure.last:
                return closure.reason
        return public_holidays(self.holiday_region, day.year).get(day, "")

    def is_open(self, moment: datetime) -> bool:
        """Whether the town hall is open at ``moment``, which must be aware."""
        local = moment.astimezone(ZoneInfo(self.time_zone))
        return any(slot.start <= local.time() < slot.end for slot in self.slots_on(local.date()))

    def next_opening(self, moment: datetime) -> datetime | None:
        """When it opens next, within a month; None when nothing is announced. ``moment`` must be aware."""
        return self._next(moment, self.slots_on)

    def next_chat(self, moment: datetime) -> datetime | None:
        """When agents answer in writing next; the same."""
        return self._next(moment, lambda day: () if self.closed_because(day) else self.chat_slots_on(day))

    def _next(self, moment: datetime, slots_on: Callable[[date], tuple[Slot, ...]]) -> datetime | None:
        zone = ZoneInfo(self.time_zone)
        local = moment.astimezone(zone)
        for day in (local.date() + timedelta(days=ahead) for ahead in range(32)):
            for slot in slots_on(day):
                opening = datetime.combine(day, slot.start, zone)
                if opening > local:
                    return opening
        return None


@lru_cache(maxsize=8)
def public_holidays(region: str | None, year: int) -> Mapping[date, str]:
    """French public holidays of the year, by day, in French."""
    return dict(holidays.country_holidays("FR", subdiv=region, years=year, language="fr"))


def load(data_dir: Path) -> Town:
    """The real town's sheet, or the fictional one. Raises ContentError when the sheet has mistakes."""
    real = data_dir / TOWN_FILE
    return read(real, demonstration=False) if real.exists() else read(DEMONSTRATION_TOWN, demonstration=True)


def read(file: Path, *, demonstration: bool) -> Town:
    """The town in ``file``. Raises ContentError."""
    try:
        document = parse(file.read_bytes())
    except YamlError as error:
        raise ContentError((yaml_problem(error, file),)) from error
    try:
        sheet = _Sheet.model_validate(document.content)
    except ValidationError as error:
        raise ContentError(problems_in(error, file, document)) from error
    return Town(
        name=sheet.nom,
        phones=tuple(Phone(phone.libelle, phone.numero) for phone in sheet.telephones),
        address=tuple(sheet.adresse),
        hours=_week(sheet.horaires) or (),
        time_zone=sheet.fuseau_horaire,
        holiday_region=sheet.jours_feries_de,
        demonstration=demonstration,
        email=sheet.courriel,
        website=sheet.site,
        notices=tuple(sheet.avis),
        closures=tuple(Closure(closure.du, closure.au, closure.motif) for closure in sheet.fermetures),
        special_days=tuple(SpecialDay(day.le, tuple(day.horaires), day.motif) for day in sheet.jours_particuliers),
        chat_hours=_week(sheet.horaires_reponses_ecrites),
        data_protection=sheet.donnees_personnelles.read() if sheet.donnees_personnelles else None,
        accessibility=sheet.accessibilite.read() if sheet.accessibilite else None,
        texts={str(cause): text for cause, text in sheet.textes.items()},
        insee=sheet.code_insee,
        appointment=sheet.rendez_vous,
        counters=USUAL_COUNTERS if sheet.guichet is None else frozenset(sheet.guichet),
        services=tuple(service.read() for service in sheet.services),
    )


def _week(slots: Mapping[Weekday, list[Slot]] | None) -> tuple[tuple[Slot, ...], ...] | None:
    return None if slots is None else tuple(tuple(slots.get(weekday, ())) for weekday in WEEKDAYS)


# --- The sheet, as a town writes it: its fields are French because a town reads them ------------------------------


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise PydanticCustomError("fuseau", "fuseau horaire", {"fuseau": name})
    return name


def _known_region(name: str | None) -> str | None:
    if name is not None and name not in REGIONS:
        raise PydanticCustomError("region", "région", {"regions": ", ".join(REGIONS)})
    return name


def _slot(words: object) -> Slot:
    """``08:30-12:00``."""
    start, _, end = str(words).partition("-")
    try:
        slot = Slot(time.fromisoformat(start.strip()), time.fromisoformat(end.strip()))
    except ValueError:
        slot = None
    if slot is None or slot.start >= slot.end:
        raise PydanticCustomError("horaire", "plage horaire")
    return slot


def _in_order(slots: list[Slot]) -> list[Slot]:
    if any(later.start < earlier.end for earlier, later in pairwise(slots)):
        raise PydanticCustomError("horaire", "plages horaires")
    return slots


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, arbitrary_types_allowed=True)


class _Phone(_Strict):
    libelle: str = Field(min_length=2, max_length=60)
    numero: PhoneNumber


class _Closure(_Strict):
    du: date
    au: date
    motif: str = Field(min_length=2, max_length=120)

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> _Closure:
        if self.au < self.du:
            raise PydanticCustomError("periode", "période")
        return self


class _DataProtection(_Strict):
    responsable: str = Field(min_length=2, max_length=160)
    delegue: str = Field("Délégué à la protection des données", min_length=2, max_length=120)
    courriel: str = Field("", pattern=r"^(?:[^@\s]+@[^@\s]+\.[^@\s]+)?$")
    adresse: list[str] = Field([], max_length=5)
    hebergeur: str = Field("", max_length=160)

    @model_validator(mode="after")
    def _can_be_reached(self) -> _DataProtection:
        if not self.courriel and not self.adresse:
            raise PydanticCustomError("joignable", "joignable")
        return self

    def read(self) -> DataProtection:
        return DataProtection(self.responsable, self.delegue, self.courriel, tuple(self.adresse), self.hebergeur)


class _Accessibility(_Strict):
    audit_le: date
    auditeur: str = Field(min_length=2, max_length=160)
    taux: int = Field(ge=0, le=100)
    version: str = Field("4.1.2", min_length=1, max_length=20)
    etablie_le: date
    courriel: str = Field("", pattern=r"^(?:[^@\s]+@[^@\s]+\.[^@\s]+)?$")
    non_accessibles: list[Annotated[str, Field(min_length=5, max_length=300)]] = Field([], max_length=60)

    def read(self) -> Accessibility:
        return Accessibility(
            self.audit_le,
            self.auditeur,
            self.taux,
            self.version,
            self.etablie_le,
            self.courriel,
            tuple(self.non_accessibles),
        )


_Slots = Annotated[list[Annotated[Slot, BeforeValidator(_slot)]], AfterValidator(_in_order)]


class _SpecialDay(_Strict):
    le: date
    horaires: Annotated[_Slots, Field(min_length=1)]
    motif: str = Field(min_length=2, max_length=120)


class _Sheet(_Strict):
    nom: str = Field(min_length=2, max_length=80)
    telephones: list[_Phone] = Field(min_length=1, max_length=6)
    adresse: list[str] = Field(min_length=1, max_length=5)
    courriel: str = ""
    site: str = Field("", pattern=r"^(https?://\S+)?$")
    horaires: Mapping[Weekday, _Slots]
    fuseau_horaire: Annotated[str, AfterValidator(_known_zone)] = "Europe/Paris"
    jours_feries_de: Annotated[str | None, AfterValidator(_known_region)] = None
    avis: list[str] = []
    fermetures: list[_Closure] = []
    jours_particuliers: list[_SpecialDay] = []
    horaires_reponses_ecrites: Mapping[Weekday, _Slots] | None = None
    donnees_personnelles: _DataProtection | None = None
    accessibilite: _Accessibility | None = None
    textes: Mapping[NobodyBecause, Annotated[str, Field(min_length=10, max_length=400)]] = {}
    code_insee: str = Field("", pattern=r"^(\d[\dAB]\d{3})?$")
    rendez_vous: OptionalUrl = ""
    guichet: list[Counter] | None = None
    services: list[ServiceSheet] = Field([], max_length=60)
