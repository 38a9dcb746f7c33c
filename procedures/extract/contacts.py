"""Offices, online services and forms, wherever they stand in a piece of content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from procedures.extract.certain import certain
from procedures.model import Block, Office, Service, ServiceKind
from procedures.outcome import Form


def services_in(blocks: Iterable[Block]) -> tuple[Service, ...]:
    """Online services, forms, simulators and letter templates, each once."""
    found = {block.id: block for block in certain(blocks) if isinstance(block, Service)}
    return tuple(found.values())


def offices_in(blocks: Iterable[Block]) -> tuple[Office, ...]:
    """Offices, each once."""
    found = {(block.id, block.title): block for block in certain(blocks) if isinstance(block, Office)}
    return tuple(found.values())


def forms_in(services: Iterable[Service]) -> tuple[Form, ...]:
    """The forms among ``services``, those attached to another form included, each CERFA number once."""
    return tuple({(form.number or form.url): form for form in _forms(services)}.values())


def _forms(services: Iterable[Service]) -> Iterator[Form]:
    for service in services:
        if service.kind is ServiceKind.FORM:
            yield Form(service.title, service.number, service.url)
        for attachment in service.attachments:
            if attachment.number:
                yield Form(attachment.title, attachment.number, attachment.url)
