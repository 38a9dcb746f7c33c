"""What the assistant says of its own: read once, checked whole, so that a missing sentence shows at start."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from procedures.model import Aspect

FILE = Path(__file__).parents[1] / "wording.yaml"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)


class Greeting(_Part):
    opened: str
    opened_on_subject: str
    kept: str
    kept_a_day: str
    again: str


class AnswerLeads(_Part):
    documents: str
    cost: str
    amount: str
    delay: str
    where: str
    how: str
    eligibility: str
    online: str
    validity: str
    contact: str
    status: str
    appeal: str
    definition: str
    general: str
    aspect_not_found: str
    doubtful: str
    every_case: str
    all_cases: str
    more: str
    rest: str
    whole: str

    def about(self, aspect: Aspect | None) -> str:
        return str(getattr(self, aspect.value)) if aspect else self.general


class QuestionLeads(_Part):
    intro: str
    again: str


class Clarify(_Part):
    prompt: str
    few_words: str


class Choose(_Part):
    not_matched: str
    noted_aside: str
    only_these: str
    several_match: str
    dont_know: str
    dont_know_with_help: str
    place: str


class Simple(_Part):
    offer: str
    lead: str
    whole: str
    no_more: str
    what_i_do: str
    person: str


class Thread(_Part):
    back: str
    more: str
    themes: str
    person: str
    change: str
    forget: str
    which_holds: str
    write_it: str
    noted: str
    no_change: str
    forgotten: str
    contradiction: str
    returned: str
    nothing_behind: str
    resume: str
    side_by_side: str
    unsure_again: str
    what_more: str
    grief: str


class NotUseful(_Part):
    prompt: str
    not_my_situation: str
    incomplete: str
    wrong: str
    which_fact: str
    no_fact: str
    again: str
    other_procedure: str
    chapters: str
    chapters_prompt: str
    no_chapters: str
    thanks: str


class Browse(_Part):
    themes: str
    theme: str
    dossier: str
    nothing: str


class Repair(_Part):
    once: str
    once_nothing_near: str
    twice: str
    thrice: str
    out_of_scope: str
    complaint: str
    other_language: str
    unclear: str
    gone: str
    nothing_to_repeat: str


class StatusFile(_Part):
    tracking: str
    tracking_of: str
    which: str


class Care(_Part):
    immediate: str
    closing: str
    again: str
    asked_too: str
    perhaps: str
    after: str


class HandOver(_Part):
    asked: str
    again: str
    summary_nothing: str
    summary_subject: str
    summary_aspect: str
    summary_facts: str
    summary_words: str


class SmallTalk(_Part):
    thanks: str
    goodbye: str
    help: str
    who_are_you: str
    insult: str
    insult_again: str
    insult_answered: str
    agreed: str
    restart: str
    chat: str


class Wording(_Part):
    greeting: Greeting
    answer: AnswerLeads
    question: QuestionLeads
    clarify: Clarify
    choose: Choose
    thread: Thread
    simple: Simple
    not_useful: NotUseful
    browse: Browse
    repair: Repair
    status_file: StatusFile
    care: Care
    hand_over: HandOver
    small_talk: SmallTalk
    aspects: dict[Aspect, str]


@cache
def wording() -> Wording:
    """The sentences of ``wording.yaml``. Raises ``pydantic.ValidationError`` naming the one missing or unknown."""
    return Wording.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
