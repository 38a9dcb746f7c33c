"""A reply as the HTTP contract writes it (DESIGN 5.2), except that offers still carry their step (see ``seal``)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from procedures.dialogue import Reply
from procedures.facts import Fact, phrase
from procedures.model import LegalReference, Office, Origin, Section, Service
from procedures.outcome import Answer, Fee, Form, Offer, ProcedureHeader, Question
from procedures.reply.aging import dated_blocks, dated_text
from procedures.reply.blocks import blocks_as_json
from procedures.reply.cautions import cautions
from procedures.reply.dates import in_french, is_old
from procedures.reply.fact_labels import labelled
from procedures.reply.links import safe_url
from procedures.reply.offices import contact_details
from procedures.reply.plain import blocks_as_lines
from procedures.reply.text import answer_text, question_text, suggestions_text
from procedures.wire import to_python

Json = dict[str, Any]

_MOST_SUGGESTIONS = 8
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def to_wire(reply: Reply, *, today: date) -> Json:
    """``{"decision", "kind", "text", "payload", "candidates", "handoff"}``, ready to be written as JSON.

    ``today`` tells how old the sheet is. ``text`` is the whole message in plain words: what the reply says, then all
    that its content holds. Offers in ``payload`` are ``{"label", "step"}``.
    """
    kind, payload, text = _content(reply, today)
    if reply.closing:
        text = f"{text}\n\n{reply.closing}"
        payload["closing"] = reply.closing.partition("\n")[0]
    if reply.help_lines:
        payload["help_lines"] = [asdict(line) for line in reply.help_lines]
    if reply.language:
        payload["language"] = reply.language
        payload["direction"] = "rtl" if reply.language in _RIGHT_TO_LEFT else "ltr"
    if reply.back:
        payload["back"] = offers_as_json((reply.back,))[0]
    return {
        "decision": reply.decision.value,
        "kind": kind,
        "text": text,
        "payload": payload,
        "candidates": [{"id": candidate.id, "score": round(candidate.score, 4)} for candidate in reply.candidates],
        "report": reply.report,
        "handoff": reply.handoff and {"reason": reply.handoff.reason, "summary": reply.handoff.summary},
    }


def _content(reply: Reply, today: date) -> tuple[str, Json, str]:
    match reply.content:
        case Answer() as answer:
            payload = answer_payload(answer, reply.suggestions, today=today)
            payload["facts"] = [_known(fact, reply) for fact in answer.facts]
            return "answer", payload, answer_text(reply.text, payload, [phrase(fact) for fact in answer.facts])
        case Question() as question:
            payload = _question_payload(question)
            if reply.suggestions:
                payload["suggestions"] = offers_as_json(reply.suggestions)
            return "question", payload, question_text(reply.text, payload)
        case None:
            suggestions = offers_as_json(reply.suggestions)
            payload = {"suggestions": suggestions} if suggestions else {}
            return "text", payload, suggestions_text(reply.text, payload)


def _known(fact: Fact, reply: Reply) -> Json:
    """A fact, and the button that changes it where it can be changed."""
    change = reply.changes.get(fact.key)
    return {**labelled(fact), "change": offers_as_json((change,))[0]} if change else dict(labelled(fact))


def offers_as_json(offers: tuple[Offer, ...]) -> list[Json]:
    """Buttons, each step once."""
    written: list[Json] = []
    for offer in offers:
        step = to_python(offer.step)
        if all(step != other["step"] for other in written):
            written.append({"label": offer.label, "step": step})
    return written


def _question_payload(question: Question) -> Json:
    payload: Json = {
        "prompt": question.prompt,
        "choices": offers_as_json(question.choices),
        "path": list(question.path),
    }
    if question.subject:
        payload["procedure"] = {"id": question.subject, "title": question.title}
    if question.aspect:
        payload["aspect"] = question.aspect.value
    if question.help:
        payload["help"] = question.help
    if question.by_place:
        payload["by_place"] = True
    return payload


def _legal(law: LegalReference) -> Json:
    """``note``: the day of the page that it was copied from, for those that we copied."""
    note = {"note": f"relevé le {in_french(law.found_on)}"} if law.found_on else {}
    return {"title": law.title, "url": safe_url(law.url), **note}


def answer_payload(answer: Answer, suggestions: tuple[Offer, ...], *, today: date) -> Json:
    """The payload of an answer; amounts of an old sheet open with its date."""
    page = answer.procedure
    dated_on = page.verified_on if is_old(page.verified_on, today) else None
    distinct: dict[str, Offer] = {}
    for offer in (*suggestions, *answer.chapters):
        distinct.setdefault(offer.label, offer)  # two buttons that read the same cannot be told apart
    offered = offers_as_json(tuple(distinct.values()))[:_MOST_SUGGESTIONS]
    return {
        "procedure": _header(page),
        "aspect": answer.aspect.value if answer.aspect else None,
        "path": list(answer.path),
        "facts": [labelled(fact) for fact in answer.facts],
        "documents": [_document(item.label, item.details) for item in answer.documents],
        "fees": [_fee(fee, dated_on) for fee in answer.fees],
        "delays": [{"label": delay.label, "text": delay.text} for delay in answer.delays],
        **_caution(answer, today),
        "sections": [
            part for section in answer.sections for part in _section(section, page.url, dated_on=dated_on, level=2)
        ],
        "online_services": [_online_service(service) for service in answer.services],
        "forms": [_form(form) for form in answer.forms],
        "offices": [_office(office) for office in answer.offices],
        "legal": [_legal(law) for law in answer.legal],
        "related": [{"id": other.id, "title": other.title} for other in answer.related],
        **_definitions(answer),
        "suggestions": offered,
    }


def _header(page: ProcedureHeader) -> Json:
    return {
        "id": page.id,
        "title": page.title,
        "url": safe_url(page.url),
        "publisher": page.publisher,
        "verified_on": page.verified_on.isoformat() if page.verified_on else None,
        "demonstration": page.origin is Origin.DEMONSTRATION,
    }


def _caution(answer: Answer, today: date) -> Json:
    caution = cautions(answer, today)
    return {"caution": caution} if caution else {}


def _definitions(answer: Answer) -> Json:
    """Terms and acronyms that the citizen reads for the first time in this conversation."""
    written = [
        {"term": one.term, "text": " ".join(blocks_as_lines(blocks_as_json(one.blocks))), "id": one.id}
        for one in answer.definitions
    ]
    return {"definitions": written} if written else {}


def _document(label: str, details: tuple[str, ...]) -> Json:
    return {"label": label, "details": list(details)} if details else {"label": label}


def _fee(fee: Fee, dated_on: date | None) -> Json:
    text = dated_text(fee.text, dated_on) if dated_on else fee.text
    amount = {} if fee.amount is None else {"amount": str(fee.amount)}
    return {"label": fee.label, **amount, "text": text}


def _section(section: Section, page_url: str, *, dated_on: date | None, level: int) -> list[Json]:
    """A chapter, then its sub-chapters as entries of their own one level down, so that headings stay headings."""
    parts: list[Json] = []
    own = tuple(block for block in section.blocks if not isinstance(block, Section))
    blocks = blocks_as_json(own, page_url)
    aspect = section.aspects[0].value if section.aspects else None
    if blocks or section.title:
        parts.append(
            {
                "title": section.title,
                "aspect": aspect,
                "level": level,
                "blocks": dated_blocks(blocks, dated_on) if dated_on else blocks,
            }
        )
    for inner in section.blocks:
        if isinstance(inner, Section):
            parts += _section(inner, page_url, dated_on=dated_on, level=level + 1)
    return parts


def _online_service(service: Service) -> Json:
    return {
        "title": service.title,
        "url": safe_url(service.url),
        "provider": service.provider,
        "kind": service.kind.value,
    }


def _form(form: Form) -> Json:
    return {"title": form.title, "number": form.number, "url": safe_url(form.url)}


def _office(office: Office) -> Json:
    details = contact_details(office)
    del details["kind"]
    return details
