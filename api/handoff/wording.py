"""What is said about persons: read once, checked whole, so that a missing sentence shows at start."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

FILE = Path(__file__).parent / "wording.yaml"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)


class Causes(_Part):
    no_staff: str
    off: str
    outside_hours: str
    outside_chat_hours: str
    holiday: str
    nobody: str
    full: str


class DoNow(_Part):
    contact: str
    france_services: str


class Consent(_Part):
    ask: str
    told: str
    question: str


class Queue(_Part):
    queued: str
    timed_out: str
    timed_out_assistant: str
    gave_up: str
    contact_left: str


class Agent(_Part):
    taken: str
    transferred: str
    released: str
    to_team: str
    agent_lost: str
    agent_late: str
    referral: str
    returned: str
    ended: str
    reopened: str
    away: str
    idle_warning: str
    idle_ended: str


class Letter(_Part):
    subject: str
    body: str


class Mail(_Part):
    callback: Letter
    waiting: Letter


class Wording(_Part):
    causes: Causes
    do_now: DoNow
    consent: Consent
    queue: Queue
    agent: Agent
    mail: Mail


@cache
def wording() -> Wording:
    """Raises pydantic.ValidationError when a sentence is missing, empty or unknown."""
    return Wording.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
