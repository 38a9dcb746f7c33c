"""Dialogues in YAML: what a citizen does, turn by turn, and what each reply must and must never be.

A file is one skill: ``skill`` says in a sentence what is proved, ``dialogues`` are lists of turns under their names. A
turn does one thing (``say``, ``click``, ``open``, ``rate``), then tells what is expected of it: see ``EXPECTED``.
A dialogue that fails for a fault known and not yet mended says which, under ``known_fault``; pytest reports XPASS once
it is mended, and the words go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.cli.bench.citizen import Button, Citizen, Message

DEEDS = ("say", "click", "open", "rate")
DIALOGUE_KEYS = {"turns", "known_fault"}
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u202f\u2009"), " ") | {ord("’"): "'"}


@dataclass(frozen=True)
class Turn:
    deed: str
    words: str
    expected: Mapping[str, Any]


@dataclass(frozen=True)
class Dialogue:
    """``name`` is the file's name and the dialogue's own, as a failure shows it."""

    name: str
    turns: tuple[Turn, ...]
    known_fault: str = ""


class BadScriptError(Exception):
    """A file is not written as a dialogue; says where."""


def read(folder: Path) -> Iterator[Dialogue]:
    """All dialogues of a folder, by file. Raises BadScriptError."""
    for file in sorted(folder.glob("*.yaml")):
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        if not isinstance(content, dict) or set(content) != {"skill", "dialogues"}:
            raise BadScriptError(f"{file.name}: write `skill` and `dialogues`")
        for name, written in content["dialogues"].items():
            yield _dialogue(f"{file.stem}: {name}", written)


def _dialogue(name: str, written: Any) -> Dialogue:
    whole = written if isinstance(written, dict) else {"turns": written}
    if unknown := set(whole) - DIALOGUE_KEYS:
        raise BadScriptError(f"{name}: unknown {sorted(unknown)}")
    turns = tuple(_turn(f"{name}, turn {number}", turn) for number, turn in enumerate(whole["turns"], start=1))
    return Dialogue(name, turns, whole.get("known_fault", ""))


def _turn(where: str, written: Mapping[str, Any]) -> Turn:
    deeds = [key for key in written if key in DEEDS]
    if len(deeds) != 1:
        raise BadScriptError(f"{where}: one of {', '.join(DEEDS)}, once")
    expected = {key: value for key, value in written.items() if key not in DEEDS}
    if unknown := set(expected) - set(EXPECTED):
        raise BadScriptError(f"{where}: unknown {sorted(unknown)}; known: {', '.join(EXPECTED)}")
    return Turn(deeds[0], str(written[deeds[0]]), expected)


class FailedTurnError(AssertionError):
    """A reply is not what its dialogue expects; tells the whole conversation so far."""


def play(dialogue: Dialogue, citizen: Citizen) -> None:
    """Holds the dialogue in a new conversation. Raises FailedTurnError at the first turn with a fault."""
    citizen.begin()
    told = [f"(accueil) {citizen.last['text']}"]
    for number, turn in enumerate(dialogue.turns, start=1):
        told.append(f"> {turn.deed}: {turn.words}")
        try:
            message = do(turn, citizen)
        except LookupError as error:
            raise FailedTurnError(_report(dialogue, number, [str(error)], told)) from None
        told.append(message["text"])
        if faults := faults_of(message, citizen.buttons(), turn.expected):
            raise FailedTurnError(_report(dialogue, number, faults, told))


def do(turn: Turn, citizen: Citizen) -> Message:
    """What comes of one turn. Raises LookupError when there is no such button."""
    match turn.deed:
        case "say":
            return citizen.say(turn.words)
        case "click":
            return citizen.press(button(citizen, turn.words).value)
        case "rate":
            return citizen.rate(useful=turn.words == "useful")
        case _:
            return citizen.begin(turn.words)


def button(citizen: Citizen, words: str) -> Button:
    """The button shown whose label is, else begins with, else holds ``words``."""
    shown = citizen.buttons()
    wanted = folded(words)
    for fits in (str.__eq__, str.startswith, str.__contains__):
        for each in shown:
            if fits(folded(each.label), wanted):
                return each
    raise LookupError(f"no button “{words}” among: {' | '.join(each.label for each in shown) or 'none'}")


def faults_of(message: Message, buttons: tuple[Button, ...], expected: Mapping[str, Any]) -> list[str]:
    """In what ``message`` is not as expected, one sentence each."""
    return [fault for key, value in expected.items() for fault in EXPECTED[key](message, buttons, value)]


def folded(text: str) -> str:
    """``text`` as it is compared: without case, and with one kind of blank and apostrophe."""
    return " ".join(text.translate(_BLANKS).casefold().split())


def _report(dialogue: Dialogue, number: int, faults: list[str], told: list[str]) -> str:
    conversation = "\n".join(f"    {line}" for said in told for line in said.splitlines())
    return f"{dialogue.name}, turn {number}: {'; '.join(faults)}\n{conversation}"


# --- What can be expected of a reply ----------------------------------------------------------------------------------

Check = Callable[[Message, tuple[Button, ...], Any], Iterator[str]]


def _listed(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def _is(name: str, of: Callable[[Message], Any]) -> Check:
    def check(message: Message, _buttons: tuple[Button, ...], value: Any) -> Iterator[str]:
        allowed = _listed(value)
        if str(found := of(message)) not in allowed:
            yield f"{name} is {found!r}, not {' or '.join(allowed)}"

    return check


def _holds(name: str, of: Callable[[Message, tuple[Button, ...]], list[str]]) -> Check:
    def check(message: Message, buttons: tuple[Button, ...], value: Any) -> Iterator[str]:
        found = [folded(each) for each in of(message, buttons)]
        for words in _listed(value):
            if not any(folded(words) in each for each in found):
                yield f"no “{words}” in {name}: {found}" if name != "the text" else f"“{words}” is not said"

    return check


def _never(message: Message, buttons: tuple[Button, ...], value: Any) -> Iterator[str]:
    shown = folded(" ".join((message["text"], *(each.label for each in buttons))))
    yield from (f"“{words}” is said" for words in _listed(value) if folded(words) in shown)


def _without(message: Message, buttons: tuple[Button, ...], value: Any) -> Iterator[str]:
    labels = [folded(each.label) for each in buttons]
    yield from (f"a button “{words}”" for words in _listed(value) if any(folded(words) in label for label in labels))


def _shorter(message: Message, _buttons: tuple[Button, ...], value: Any) -> Iterator[str]:
    words = len(message["text"].split())
    if words > int(value):
        yield f"{words} words, more than {value}"


def _payload(message: Message) -> Mapping[str, Any]:
    payload: Mapping[str, Any] = message.get("payload", {})
    return payload


EXPECTED: Mapping[str, Check] = {
    "kind": _is("the kind", lambda message: message["kind"]),
    "procedure": _is("the procedure", lambda message: _payload(message).get("procedure", {}).get("id")),
    "aspect": _is("the aspect", lambda message: _payload(message).get("aspect")),
    "path": _holds("the path", lambda message, _: list(_payload(message).get("path", ()))),
    "facts": _holds(
        "the facts",
        lambda message, _: [f"{fact['label']} : {fact['value']}" for fact in _payload(message).get("facts", ())],
    ),
    "documents": _holds(
        "the documents", lambda message, _: [each["label"] for each in _payload(message).get("documents", ())]
    ),
    "says": _holds("the text", lambda message, _: [message["text"]]),
    "never": _never,
    "buttons": _holds("the buttons", lambda _, buttons: [each.label for each in buttons]),
    "without": _without,
    "numbers": _holds(
        "the numbers to call",
        lambda message, _: [line["number"] for line in _payload(message).get("help_lines", ())],
    ),
    "shows": _holds("the payload", lambda message, _: list(_payload(message))),
    "words": _shorter,
}
