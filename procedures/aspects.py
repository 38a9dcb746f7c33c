"""Which kinds of question a section answers."""

from __future__ import annotations

from procedures.model import Aspect, Block


def aspects_of(title: str, blocks: tuple[Block, ...], *, lists_documents: bool = False) -> tuple[Aspect, ...]:
    if lists_documents or title == "Pièces à fournir":
        return (Aspect.DOCUMENTS,)
    return ()
