"""Everything that is said about persons is there, and can be filled in."""

from __future__ import annotations

from api.handoff.availability import Cause
from api.handoff.wording import wording


def test_every_cause_has_its_sentence() -> None:
    assert all(getattr(wording().causes, cause.value).endswith(".") for cause in Cause)


def test_each_mail_holds_a_link_and_no_other_blank() -> None:
    for letter in (wording().mail.callback, wording().mail.waiting):
        assert "https://ville.example/agent" in letter.body.format(link="https://ville.example/agent")
