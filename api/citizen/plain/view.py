"""Messages as the templates write them: what is said around a card, and nothing told twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.conversations.messages import Author, Kind, Message
from procedures.reply.plain import blocks_as_lines

Json = Mapping[str, Any]

_PARTINGS = frozenset({"returned", "ended"})
_ARRIVALS = frozenset({"taken", "transferred", "reopened"})
_SPEAKERS = {Author.CITIZEN: "Vous", Author.ASSISTANT: "Assistant automatique", Author.AGENT: "Agent"}


@dataclass(frozen=True)
class Shown:
    """One message as the page shows it."""

    seq: int
    author: str
    who: str
    kind: str
    lead: str
    payload: Json


def shown(message: Message) -> Shown:
    """``message`` without the part of its text that the page draws as a card, a list or buttons."""
    payload = dict(message.payload)
    if message.kind is Kind.ANSWER:
        payload["sections"] = _sections(payload)
    return Shown(
        message.seq,
        message.author.value,
        _speaker(message),
        message.kind.value,
        _lead(message),
        payload,
    )


def answer_view(payload: Json) -> Json:
    """The payload of an answer, its chapters without the lists that its documents tell."""
    return {**payload, "sections": _sections(payload)}


def _speaker(message: Message) -> str:
    agent = message.payload.get("agent") if message.author is Author.AGENT else None
    name = agent.get("name") if isinstance(agent, Mapping) else None
    return str(name or _SPEAKERS.get(message.author, "Information"))


def _lead(message: Message) -> str:
    text, payload = message.text, message.payload
    if about := payload.get("about"):
        text = _before(text, f"\n\n{about['label']} : ")
    if message.kind is Kind.ANSWER:
        caution = payload.get("caution", "")
        parts = _before(text, payload["procedure"]["title"]).split("\n\n")
        return "\n\n".join(part for part in parts if part.strip() and part.strip() not in caution)
    if message.kind is Kind.QUESTION:
        return _before(_before(text, payload["prompt"]), "\n- ").strip()
    offered = {f"- {offer['label']}" for offer in payload.get("suggestions", ())}
    told = tuple(f"- {line['number']} :" for line in payload.get("help_lines", ()))
    lines = [line for line in text.split("\n") if line not in offered and not (told and line.startswith(told))]
    return "\n".join(lines).strip()


def _before(text: str, words: str) -> str:
    return text.partition(words)[0] if words else text


def _sections(payload: Json) -> list[Json]:
    listed = {
        _folded(words)
        for document in payload.get("documents", ())
        for words in (document["label"], *document.get("details", ()))
    }
    kept: list[Json] = []
    for section in payload.get("sections", ()):
        blocks = [block for block in section["blocks"] if not _is_listed(block, listed)]
        if blocks or (section["title"] and not listed):
            kept.append({**section, "blocks": blocks})
    return kept


def _is_listed(block: Json, listed: set[str]) -> bool:
    if block["type"] != "list" or not listed:
        return False
    firsts = [blocks_as_lines(item)[:1] for item in block["items"]]
    return all(_folded(first[0]) in listed for first in firsts if first)


def _folded(text: str) -> str:
    return " ".join(text.split()).rstrip(" .;,:").casefold()


def parted_from(messages: Sequence[Message]) -> bool:
    """Whether somebody of the town hall has just left: the moment to ask what one thought of it, and the only one."""
    return bool(messages) and _event(messages[-1]) in _PARTINGS


def agent_of(messages: Iterable[Message]) -> str:
    """The name of who came to answer last, '' when it is not known."""
    names = [str(message.payload.get("agent", "")) for message in messages if _event(message) in _ARRIVALS]
    return names[-1] if names else ""


def _event(message: Message) -> str:
    return str(message.payload.get("event", "")) if message.author is Author.SYSTEM else ""


def all_shown(messages: Iterable[Message]) -> list[Shown]:
    return [shown(message) for message in messages]
