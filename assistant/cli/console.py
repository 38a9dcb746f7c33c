"""What the commands say to the person at the terminal: short French sentences, on standard error.

Standard output is kept for results, so that they can be piped.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable


class CommandError(Exception):
    """The command cannot do what was asked; tells the reason and what to do."""

    def __init__(self, reason: str, cure: str, *, details: Iterable[str] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.cure = cure
        self.details = tuple(details)


def say(message: str) -> None:
    """One line of progress, shown at once."""
    print(f"• {message}", file=sys.stderr, flush=True)


def done(message: str) -> None:
    """Something that has succeeded."""
    print(f"✓ {message}", file=sys.stderr, flush=True)


def warn(message: str) -> None:
    """Something that does not stop the command but should be known."""
    print(f"! {message}", file=sys.stderr, flush=True)


def fail(error: CommandError) -> None:
    """The last words of a command that failed."""
    for line in error.details:
        print(f"  | {line}", file=sys.stderr)
    print(f"Erreur : {error.reason}\nQue faire : {error.cure}", file=sys.stderr, flush=True)


def progress(what: str) -> Callable[[int, int], None]:
    """A function that shows how far ``what`` is, one line per tenth: readable in a terminal and in a log."""
    shown = 0

    def show(done_count: int, total: int) -> None:
        nonlocal shown
        tenth = done_count * 10 // total if total else 10
        if tenth > shown:
            shown = tenth
            say(f"{what} : {tenth * 10} % ({done_count} / {total})")

    return show
