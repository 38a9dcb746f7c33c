"""Where a button leads never leaves the server: each step becomes an opaque value."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import orjson

from procedures.outcome import Offer, Step
from procedures.wire import from_python

Json = dict[str, Any]


def seal(payload: Json) -> tuple[Json, dict[str, Offer]]:
    """``payload`` with each offer's ``step`` replaced by a ``value``, and the offers that these values stand for.

    Related procedures are offered under their own id. The same step always gets the same value, so that a button of
    an earlier message keeps working; no value starts with "/", which Rasa would take for a command.
    """
    offers: dict[str, Offer] = {}
    sealed = dict(payload)
    for field in ("choices", "suggestions"):
        if field in payload:
            sealed[field] = [_sealed(offer, offers) for offer in payload[field]]
    if "back" in payload:
        sealed["back"] = _sealed(payload["back"], offers)
    if "facts" in payload:
        sealed["facts"] = [
            {**fact, "change": _sealed(fact["change"], offers)} if "change" in fact else fact
            for fact in payload["facts"]
        ]
    for related in _related(payload):
        offers[related["id"]] = Offer(label=related["title"], step=Step(subject=related["id"]))
    return sealed, offers


def _sealed(offer: Json, offers: dict[str, Offer]) -> Json:
    value = _value(offer["step"])
    offers[value] = Offer(label=offer["label"], step=from_python(Step, offer["step"]))
    return {**{key: part for key, part in offer.items() if key != "step"}, "value": value}


def _value(step: Json) -> str:
    return "c" + sha256(orjson.dumps(step, option=orjson.OPT_SORT_KEYS)).hexdigest()[:20]


def _related(payload: Json) -> Iterable[Json]:
    related: Iterable[Json] = payload.get("related", ())
    return related
