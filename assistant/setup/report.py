"""What the person who installs reads, and the one error that stops the set-up."""

from __future__ import annotations

import sys


class SetupError(Exception):
    """The set-up cannot go on; says why and what to do about it."""

    def __init__(self, reason: str, cure: str) -> None:
        super().__init__(f"{reason}\n  Que faire : {cure}")
        self.reason = reason
        self.cure = cure


def say(message: str) -> None:
    """One line of progress, shown at once even when the output is a pipe."""
    print(f"• {message}", flush=True)


def warn(message: str) -> None:
    """Something that does not stop the set-up but should be known."""
    print(f"! {message}", file=sys.stderr, flush=True)
