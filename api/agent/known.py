"""What is known of a conversation, in what an agent can read in five seconds. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cattrs import BaseValidationError

from api.conversations.messages import Author, Kind
from api.handoff.repository.reading import Said, Whole
from procedures.facts import Fact, display
from procedures.wire import from_python


@dataclass(frozen=True)
class Known:
    """``path``: the labels chosen on the way. ``documents``: those already shown. ``confidence``: of the last words
    understood, 0 to 1. ``summary``: said when a person was proposed. ``words``: written when one was asked for."""

    subject: Mapping[str, str] | None
    aspect: str | None
    path: Sequence[str]
    facts: Sequence[Mapping[str, str]]
    documents: Sequence[str]
    answers: Sequence[Mapping[str, Any]]
    confidence: float | None
    reason: str
    summary: str
    words: str


def known(whole: Whole, title_of: Callable[[str], str | None]) -> Known:
    """``title_of``: the title of a procedure or dossier, by its public id."""
    replies = [one for one in whole.said if one.message.author is Author.ASSISTANT]
    answers = [one for one in replies if one.message.kind is Kind.ANSWER]
    proposed = _last(replies, "handoff") or {}
    subject = whole.summary.subject
    return Known(
        subject={"id": subject, "title": title_of(subject) or subject} if subject else None,
        aspect=whole.summary.aspect,
        path=_path(replies),
        facts=_facts(whole.state),
        documents=_documents(answers),
        answers=[_answer(one) for one in answers],
        confidence=_last(replies, "confidence"),
        reason=whole.summary.reason,
        summary=proposed.get("summary", ""),
        words=whole.words,
    )


def draft(whole: Whole) -> Said | None:
    """The last answer that an agent is to read before the citizen, unless it was sent."""
    kept = (one for one in reversed(whole.said) if "withheld" in one.trace)
    last = next(kept, None)
    return None if last is None or "sent_as" in last.trace else last


def _last(replies: Sequence[Said], name: str) -> Any:
    """``name`` in the trace of the last reply that has it."""
    return next((one.trace[name] for one in reversed(replies) if one.trace.get(name) is not None), None)


def _path(replies: Sequence[Said]) -> list[str]:
    paths = (one.message.payload.get("path") for one in reversed(replies))
    return list(next((path for path in paths if path), ()))


def _facts(state: Mapping[str, Any]) -> list[Mapping[str, str]]:
    try:
        facts = [from_python(Fact, one) for one in state.get("facts", ())]
    except (BaseValidationError, ValueError):  # written by a release whose facts were others
        return []
    return [dict(zip(("label", "value"), display(fact), strict=True)) for fact in facts]


def _documents(answers: Sequence[Said]) -> list[str]:
    shown = (document["label"] for one in answers for document in one.message.payload.get("documents", ()))
    return list(dict.fromkeys(shown))


def _answer(said: Said) -> Mapping[str, Any]:
    payload = said.message.payload
    return {
        "seq": said.message.seq,
        "title": (payload.get("procedure") or {}).get("title", ""),
        "aspect": payload.get("aspect"),
    }
