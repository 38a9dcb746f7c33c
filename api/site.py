"""The town as citizens see it: how to reach it now, and how old what is known is."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from api.around import Directories
from procedures import town as towns
from procedures.problems import ContentError
from procedures.reply import Around, Notice
from procedures.reply.dates import in_french, is_old
from procedures.store.base import Clock, utc_now
from procedures.town import TOWN_FILE, WEEKDAYS, Accessibility, DataProtection, Phone, Slot, Town

FICTIONAL = "Exemple fictif :"
NOT_AUDITED = "non conforme"
AUTOMATIC = "Vous écrivez à un assistant automatique. Il répond d’après le guide officiel des démarches."
PRIVACY_PATH = "/confidentialite"
ACCESSIBILITY_PATH = "/accessibilite"
ASSISTANT_PATH = "/assistant"
ANSWER_PATH = "/r"
THEMES_PATH = "/demarches"

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reach:
    """How to speak to a person of the town hall."""

    sentence: str
    name: str
    phones: tuple[Phone, ...]
    address: tuple[str, ...]
    today: str

    def as_json(self) -> dict[str, Any]:
        return {
            "title": self.name,
            "phones": _phones(self.phones),
            "address": list(self.address),
            "today": self.today,
        }


class Site:
    """The town's sheet is read again when it changes; one with mistakes leaves the last good one in place.

    ``newest_verification``: the latest day on which a sheet of the guide was checked. ``notices_on``: what editors
    have to tell on a day, beside the sheet's own notices; those of one procedure stand in its answers alone.
    """

    def __init__(
        self,
        data_dir: Path,
        newest_verification: Callable[[], date | None],
        *,
        retention_days: int,
        public_url: str = "",
        notices_on: Callable[[date], Sequence[Notice]] = lambda _day: (),
        clock: Clock = utc_now,
    ) -> None:
        self._data_dir = data_dir
        self._notices_on = notices_on
        self._newest_verification = newest_verification
        self.retention_days = retention_days
        self.public_url = public_url
        self.privacy_url = f"{public_url}{PRIVACY_PATH}"
        self._clock = clock
        self._written_at = self._sheet_written_at()
        self._town = towns.load(data_dir)
        self._directories = Directories(data_dir)

    @property
    def town(self) -> Town:
        """The sheet as it is now."""
        return self._current()

    @property
    def name(self) -> str:
        return self._current().name

    @property
    def time_zone(self) -> ZoneInfo:
        return ZoneInfo(self._current().time_zone)

    @property
    def data_protection(self) -> DataProtection | None:
        """Who answers for personal data; None when the town's sheet does not say."""
        return self._current().data_protection

    @property
    def accessibility(self) -> Accessibility | None:
        """What an audit found; None when there was none."""
        return self._current().accessibility

    def answer_url(self, path: str) -> str:
        """Where an answer can be read again."""
        return f"{self.public_url}{ANSWER_PATH}/{path}"

    def today(self) -> date:
        """The day it is in the town."""
        return self._clock().astimezone(self.time_zone).date()

    def around(self) -> Around:
        """The places that an answer can name today, and what the town tells. Asks the database."""
        town, today = self._current(), self.today()
        notices = (*self._notices_on(today), *map(Notice, town.notices))
        return Around(town, self._directories.now(), today, notices)

    def reach(self) -> Reach:
        """Whom to call, and whether somebody answers now."""
        town = self._current()
        now = self._clock().astimezone(ZoneInfo(town.time_zone))
        # Whoever is told when to come is told of what is different today.
        phone, today = town.phones[0], " ".join((hours_today(town, now), *self._told_to_all(now.date())))
        fictional = f"{FICTIONAL} v" if town.demonstration else "V"
        sentence = f"{fictional}ous pouvez appeler la mairie au {phone.number}. {today}"
        return Reach(sentence, town.name, town.phones, town.address, today)

    def next_chat(self) -> str:
        """When agents answer in writing next; empty when nothing is announced."""
        town = self._current()
        moment = town.next_chat(self._clock())
        return f"Prochaines réponses écrites : {_in_words_of(moment)}." if moment else ""

    def as_json(self) -> dict[str, Any]:
        """What ``GET /site`` shows."""
        town = self._current()
        now = self._clock().astimezone(ZoneInfo(town.time_zone))
        return {
            "name": town.name,
            "demonstration": town.demonstration,
            "phones": _phones(town.phones),
            "address": list(town.address),
            "email": town.email,
            "website": town.website,
            "today": {
                "date": now.date().isoformat(),
                "open": town.is_open(now),
                "text": hours_today(town, now),
                "slots": _slots(town.slots_on(now.date())),
            },
            "hours": [
                {"day": day, "text": _in_words(slots) or "fermé", "slots": _slots(slots)}
                for day, slots in zip(WEEKDAYS, town.hours, strict=True)
            ],
            "time_zone": town.time_zone,
            "notices": [*self._told_to_all(now.date()), *town.notices],
            "knowledge": self._knowledge(now.date()),
            "texts": {
                "automatic": AUTOMATIC,
                "privacy": kept_until(self.retention_days),
                "privacy_url": self.privacy_url,
                "accessibility_url": f"{self.public_url}{ACCESSIBILITY_PATH}",
                "page_url": f"{self.public_url}{ASSISTANT_PATH}",
            },
        }

    def _told_to_all(self, today: date) -> list[str]:
        return [notice.text for notice in self._notices_on(today) if not notice.procedures]

    def _knowledge(self, today: date) -> dict[str, Any]:
        newest = self._newest_verification()
        if newest is None:
            return {"verified_on": None, "old": False, "text": "Le guide officiel n’est pas chargé."}
        text = f"Base du {in_french(newest)}."
        if old := is_old(newest, today):
            text += " Des règles et des prix ont pu changer depuis : vérifiez-les avant d’agir."
        return {"verified_on": newest.isoformat(), "old": old, "text": text}

    def _current(self) -> Town:
        written_at = self._sheet_written_at()
        if written_at != self._written_at:
            self._written_at = written_at
            try:
                self._town = towns.load(self._data_dir)
            except ContentError as error:
                _log.error("the town's sheet has mistakes, the one before stays in use: %s", error)
        return self._town

    def _sheet_written_at(self) -> int | None:
        try:
            return (self._data_dir / TOWN_FILE).stat().st_mtime_ns
        except FileNotFoundError:
            return None


def kept_until(days: int) -> str:
    """How long a conversation is kept, as the widget and the privacy page say it."""
    duration = f"{days} jours" if days > 1 else "un jour"
    return f"Cette conversation est effacée {duration} après votre dernier message."


def hours_today(town: Town, now: datetime) -> str:
    """One or two sentences: the hours of the day, and when it opens next if it will not open again today.

    ``now`` is in the town's own time.
    """
    slots = town.slots_on(now.date())
    if any(now.time() < slot.end for slot in slots):
        return f"Aujourd’hui : ouvert {_in_words(slots)}."
    reason = town.closed_because(now.date())
    closed = "Fermé maintenant." if slots else f"Fermé aujourd’hui{f' ({reason})' if reason else ''}."
    opening = town.next_opening(now)
    return f"{closed} {_next_opening(opening)}" if opening else closed


def _next_opening(opening: datetime) -> str:
    return f"Prochaine ouverture : {_in_words_of(opening)}."


def _in_words_of(moment: datetime) -> str:
    return f"{WEEKDAYS[moment.weekday()]} {in_french(moment.date())} à {_clock_time(moment.time())}"


def _in_words(slots: tuple[Slot, ...]) -> str:
    return " et ".join(f"de {_clock_time(slot.start)} à {_clock_time(slot.end)}" for slot in slots)


def _clock_time(moment: time) -> str:
    return f"{moment.hour} h {moment.minute:02}" if moment.minute else f"{moment.hour} h"


def _phones(phones: tuple[Phone, ...]) -> list[dict[str, str]]:
    return [{"label": phone.label, "number": phone.number} for phone in phones]


def _slots(slots: tuple[Slot, ...]) -> list[dict[str, str]]:
    return [{"from": f"{slot.start:%H:%M}", "to": f"{slot.end:%H:%M}"} for slot in slots]
