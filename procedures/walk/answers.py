"""Making the answer from what is left once everything that can be settled is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from procedures import extract
from procedures.model import (
    Aspect,
    Block,
    DatedWarning,
    LegalReference,
    Office,
    Procedure,
    Reference,
    Section,
    Service,
    ServiceKind,
)
from procedures.outcome import Answer, Offer, ProcedureHeader
from procedures.walk.conditions import evaluate
from procedures.walk.settling import Trace
from procedures.walk.tree import Blocks, is_blank, text_of

_SHOWS_SERVICES = (None, Aspect.ONLINE, Aspect.HOW, Aspect.DOCUMENTS, Aspect.WHERE, Aspect.STATUS)


def header(procedure: Procedure, shown: tuple[Section, ...] = ()) -> ProcedureHeader:
    """Who says it, where and since when: the oldest source of what is ``shown`` when each chapter has its own. The page
    of that source is given where it is of the same site as the sheet's: else the sheet's own, the official one."""
    url, verified_on = procedure.url, procedure.verified_on
    dated = [(source.verified_on, source.url) for section in shown if (source := section.source) and source.verified_on]
    if dated and len(dated) == len(shown):
        verified_on, page = min(dated)
        url = page if _site(page) == _site(url) else url
    return ProcedureHeader(procedure.id, procedure.title, url, procedure.publisher, verified_on, procedure.origin)


def _site(url: str) -> str:
    return urlsplit(url).netloc


def answer(
    procedure: Procedure,
    aspect: Aspect | None,
    blocks: Blocks,
    trace: Trace,
    variables: dict[str, bool],
    chapters: tuple[Offer, ...],
) -> Answer:
    """The answer that ``blocks``, settled, give; what the sheet says of offices, services and law is added."""
    own_services = extract.services_in(blocks)
    sheet_services = _holding(procedure.services, variables) if aspect in _SHOWS_SERVICES else ()
    services = _once((*own_services, *sheet_services))
    shown = sections(blocks, procedure)
    return Answer(
        procedure=header(procedure, shown),
        aspect=aspect,
        path=tuple(trace.path),
        facts=tuple(dict.fromkeys(trace.facts)),
        sections=shown,
        documents=extract.documents_in(blocks) if aspect is Aspect.DOCUMENTS else (),
        fees=extract.fees_in(blocks) if aspect in (Aspect.COST, Aspect.AMOUNT) else (),
        delays=extract.delays_in(blocks) if aspect in (Aspect.DELAY, Aspect.VALIDITY) else (),
        caution=caution(procedure.warnings),
        services=tuple(service for service in services if service.kind is not ServiceKind.FORM),
        forms=extract.forms_in(services),
        offices=_once((*extract.offices_in(blocks), *_holding(procedure.offices, variables))),
        legal=_holding(procedure.legal, variables),
        related=related(procedure),
        definitions=extract.defined_in(shown, procedure.definitions),
        chapters=chapters,
    )


def _holding[T: (Office, Service, LegalReference)](listed: tuple[T, ...], variables: dict[str, bool]) -> tuple[T, ...]:
    return tuple(entry for entry in listed if evaluate(entry.condition, variables) is not False)


def _once[T: (Office, Service)](listed: Iterable[T]) -> tuple[T, ...]:
    """Each office or service once, by id and title: the same one often stands in several places of a sheet."""
    return tuple({(entry.id, entry.title): entry for entry in reversed(tuple(listed))}.values())[::-1]


def related(procedure: Procedure) -> tuple[Reference, ...]:
    """Linked questions, then pages to see also, each once."""
    found: dict[str, Reference] = {}
    for reference in (*procedure.questions, *procedure.see_also):
        found.setdefault(reference.id, reference)
    found.pop(procedure.source_id, None)
    return tuple(found.values())


def caution(warnings: Iterable[DatedWarning]) -> str:
    """The warnings that stand above the sheet, in one text."""
    texts = []
    for warning in warnings:
        body = text_of(warning.blocks)
        texts.append(f"{warning.title} : {body}" if warning.title and body else warning.title or body)
    return "\n".join(texts)


def sections(blocks: Blocks, procedure: Procedure) -> tuple[Section, ...]:
    """``blocks`` as sections: loose content gets a section without a title, empty chapters vanish."""
    result: list[Section] = []
    loose: list[Block] = []

    def close() -> None:
        if loose:
            result.append(Section(f"{procedure.id}-{len(result)}", "", tuple(loose)))
            loose.clear()

    for block in _opened(blocks):
        if is_blank(block):
            continue
        if isinstance(block, Section):
            close()
            result.append(block)
        else:
            loose.append(block)
    close()
    return tuple(result)


def _opened(blocks: Blocks) -> Iterator[Block]:
    """``blocks`` without the chapters that hold nothing but chapters: their titles would only be in the way, unless
    they tell chapters of one name apart ("Démarche" of a student, "Démarche" of a visitor)."""
    names = Counter(title for block in blocks for title in set(_titles_in(block)))
    for block in blocks:
        alike = any(names[title] > 1 for title in _titles_in(block))
        if isinstance(block, Section) and _only_leads(block) and not alike:
            yield from _opened(block.blocks)
        else:
            yield block


def _only_leads(section: Section) -> bool:
    return bool(section.blocks) and not section.aspects and _only_sections(section.blocks)


def _titles_in(block: Block) -> Iterator[str]:
    inner = block.blocks if isinstance(block, Section) else ()
    return (child.title for child in inner if isinstance(child, Section))


def _only_sections(blocks: Blocks) -> bool:
    return all(isinstance(block, Section) or is_blank(block) for block in blocks)
