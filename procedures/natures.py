"""What the options of a choice tell apart, and so what the walk does with it."""

from __future__ import annotations

from collections.abc import Sequence

from procedures.model import Channel, ChoiceNature, Option


def channel_named(label: str) -> Channel | None:
    return None


def nature_of(options: Sequence[Option], *, channels_meant: bool = False) -> ChoiceNature:
    """The nature of a choice; a mixed one is a situation, because asking is the safe side."""
    if options and all(option.channel for option in options):
        return ChoiceNature.CHANNEL
    return ChoiceNature.SITUATION
