"""The town's sheet as it comes in and goes out: English names outside, the French ones of the file inside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, Field

from api.citizen.schemas import clean
from api.handoff.wording import wording
from procedures.town import REGIONS, WEEKDAYS, NobodyBecause, Slot, Town, Weekday

# As people write hours: "8h30", "8 h", "08:30".
_HOUR = re.compile(r"\b(\d{1,2})\s*(?:[hH:]\s*(\d{2})?)")
_CAUSES: dict[NobodyBecause, str] = {
    "arret": "off",
    "hors_horaires": "outside_hours",
    "jour_ferme": "holiday",
    "absence": "nobody",
    "complet": "full",
}


def _slot(words: str) -> str:
    """``8h30 - 12h`` as ``08:30-12:00``; what cannot be understood stays, for the check of the whole to name."""
    hours = _HOUR.sub(lambda found: f"{int(found[1]):02}:{found[2] or '00'}", clean(words))
    return re.sub(r"\s*(?:-|–|à)\s*", "-", hours)


Text = Annotated[str, Field(max_length=400), AfterValidator(clean)]
Slots = Annotated[list[Annotated[str, Field(max_length=40), AfterValidator(_slot)]], Field(max_length=6)]
Week = dict[Weekday, Slots]


class PhoneOut(BaseModel):
    label: Text
    number: Text


class ClosureOut(BaseModel):
    """Closed from one day to the other, both included."""

    from_day: date
    to_day: date
    reason: Text


class SpecialDayOut(BaseModel):
    """Open at these hours that day, even if it is a public holiday."""

    on: date
    slots: Slots
    reason: Text


class HolidayOut(BaseModel):
    on: date
    name: str


class NewTown(BaseModel):
    """``version``: that of what was changed. ``chat_hours``: None when agents answer whenever the town hall is open.
    ``texts``: what is said when nobody can answer, in the town's own words; an empty one is said in ours."""

    version: Annotated[str, Field(max_length=40)]
    name: Text
    phones: Annotated[list[PhoneOut], Field(max_length=6)]
    address: Annotated[list[Text], Field(max_length=5)]
    email: Text = ""
    hours: Week
    chat_hours: Week | None = None
    closures: Annotated[list[ClosureOut], Field(max_length=100)] = []
    special_days: Annotated[list[SpecialDayOut], Field(max_length=100)] = []
    holiday_region: Annotated[str, Field(max_length=40)] | None = None
    texts: dict[NobodyBecause, Text] = {}

    def as_sheet(self) -> Mapping[str, object]:
        """The fields of the file; None leaves one out."""
        return {
            "nom": self.name,
            "telephones": [{"libelle": phone.label, "numero": phone.number} for phone in self.phones],
            "adresse": [line for line in self.address if line],
            "courriel": self.email or None,
            "horaires": _opened(self.hours),
            "horaires_reponses_ecrites": None if self.chat_hours is None else _opened(self.chat_hours),
            "fermetures": [{"du": one.from_day, "au": one.to_day, "motif": one.reason} for one in self.closures]
            or None,
            "jours_particuliers": [
                {"le": one.on, "horaires": one.slots, "motif": one.reason} for one in self.special_days
            ]
            or None,
            "jours_feries_de": self.holiday_region or None,
            "textes": {str(cause): text for cause, text in self.texts.items() if text} or None,
        }


class TownOut(BaseModel):
    """``default_texts``: what is said where the town has no words of its own. ``live_chat``: the operator's setting."""

    version: str
    demonstration: bool
    name: str
    phones: list[PhoneOut]
    address: list[str]
    email: str
    hours: Week
    chat_hours: Week | None
    closures: list[ClosureOut]
    special_days: list[SpecialDayOut]
    holiday_region: str | None
    regions: list[str]
    holidays: list[HolidayOut]
    texts: dict[str, str]
    default_texts: dict[str, str]
    live_chat: str

    @classmethod
    def of(cls, town: Town, version: str, live_chat: str, holidays: list[HolidayOut]) -> Self:
        said = wording().causes
        return cls(
            version=version,
            demonstration=town.demonstration,
            name=town.name,
            phones=[PhoneOut(label=phone.label, number=phone.number) for phone in town.phones],
            address=list(town.address),
            email=town.email,
            hours=_week(town.hours),
            chat_hours=None if town.chat_hours is None else _week(town.chat_hours),
            closures=[ClosureOut(from_day=one.first, to_day=one.last, reason=one.reason) for one in town.closures],
            special_days=[
                SpecialDayOut(on=one.day, slots=_slots(one.slots), reason=one.reason) for one in town.special_days
            ],
            holiday_region=town.holiday_region,
            regions=list(REGIONS),
            holidays=holidays,
            texts=dict(town.texts),
            default_texts={cause: getattr(said, name).format(reason="le motif") for cause, name in _CAUSES.items()},
            live_chat=live_chat,
        )


def _opened(week: Week) -> dict[str, Any]:
    """Days in their order; those without hours are closed, and left out."""
    return {day: week[day] for day in WEEKDAYS if week.get(day)}


def _week(hours: tuple[tuple[Slot, ...], ...]) -> Week:
    return {day: _slots(slots) for day, slots in zip(WEEKDAYS, hours, strict=True)}


def _slots(slots: tuple[Slot, ...]) -> list[str]:
    return [f"{slot.start:%H:%M}-{slot.end:%H:%M}" for slot in slots]
