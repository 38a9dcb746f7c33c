"""The few things about a conversation's state that decide which rule of the dialogue applies."""

from __future__ import annotations

from typing import Any, List, Mapping


def flags(state: Mapping[str, Any]) -> List[str]:
    """Names of the slots that ``state`` (JSON of ``procedures.dialogue.State``) sets to true.

    >>> flags({"subject": "N358", "pending": [{"label": "En France"}], "failures": 1})
    ['question_pending', 'subject_known', 'already_failed']
    >>> flags({})
    []
    """
    told = {
        "question_pending": bool(state.get("pending")),
        "subject_known": bool(state.get("subject")),
        "already_failed": bool(state.get("failures")),
    }
    return [name for name, holds in told.items() if holds]
