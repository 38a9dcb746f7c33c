"""Choosing a chapter by the citizen's words, and offering the others."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from procedures.families import with_kin
from procedures.model import Aspect, Block, Choice, Office, Procedure, Section, Service, children
from procedures.outcome import Given, Offer, Step
from procedures.walk.conditions import evaluate
from procedures.walk.settling import Settler
from procedures.walk.tree import Blocks, sections_in, text_of
from procedures.words import fold, stems

OFFERED_AT_MOST = 8
_TITLE_WEIGHT = 3.0
_LENGTH_WEIGHT = 0.75  # as in BM25: a long chapter holds many words without being about them
_SATURATION = 1.2
_MOST = 0.6  # share of the words said that a chapter must hold when its title holds none

# Words that titles use for an aspect; they help when no section was recognised as carrying it.
_CUES: dict[Aspect, str] = {
    Aspect.DOCUMENTS: "pièces documents justificatifs fournir joindre présenter dossier",
    Aspect.COST: "coût prix tarif frais gratuit payer timbre redevance",
    Aspect.AMOUNT: "montant calcul somme versement barème",
    Aspect.DELAY: "délai durée quand traitement jours mois",
    Aspect.WHERE: "adresser guichet lieu mairie préfecture service",
    Aspect.HOW: "démarche demande procédure formulaire déclaration",
    Aspect.ELIGIBILITY: "conditions concerné bénéficiaire droit qui",
    Aspect.ONLINE: "ligne internet téléservice",
    Aspect.VALIDITY: "validité durée renouvellement expiration",
    Aspect.CONTACT: "contacter adresser téléphone",
    Aspect.STATUS: "suivi suivre avancement dossier réponse",
    Aspect.APPEAL: "recours contester refus litige réclamation",
    Aspect.DEFINITION: "s'agit définition principe",
}
_CUE_WEIGHT = 0.5


@dataclass(frozen=True)
class Chapter:
    """A section that may concern this person; ``depth`` is 0 for a chapter, 1 for a sub-chapter…"""

    section: Section
    depth: int


def visible(blocks: Blocks, settler: Settler, variables: dict[str, bool], depth: int = 0) -> Iterator[Chapter]:
    """The chapters that may concern this person, depth first: those of options left out are not among them."""
    for block in blocks:
        if evaluate(getattr(block, "condition", None), variables) is False:
            continue
        match block:
            case Choice():
                for option in settler.holding(block).options:
                    yield from visible(option.blocks, settler, variables, depth)
            case Section():
                yield Chapter(block, depth)
                yield from visible(block.blocks, settler, variables, depth + 1)
            case Office() | Service():
                pass  # what an office calls chapters are its phone and hours
            case _:
                yield from visible(children(block), settler, variables, depth)


def best_by_words(sections: list[Section], procedure: Procedure, aspect: Aspect | None, words: str) -> Section | None:
    """The chapter that the words of the question point to, or None when none stands out.

    Words of the sheet's own title tell nothing: every chapter is about them. A chapter stands out when its title holds
    one of the words, or when its text holds most of them.
    """
    said = set(stems(words)) - set(stems(procedure.title))
    cues = dict.fromkeys(stems(_CUES[aspect]) if aspect else (), _CUE_WEIGHT)
    weights = cues | dict.fromkeys(with_kin(said), 1.0)
    if not weights or not sections:
        return None
    scored = _scores(sections, weights)
    best = max(range(len(sections)), key=lambda index: scored[index])
    return sections[best] if scored[best] > 0 and _stands_out(sections[best], said, set(weights)) else None


def _stands_out(section: Section, said: set[str], weighed: set[str]) -> bool:
    if weighed & set(stems(section.title)):
        return True
    held = set(stems(text_of(section.blocks)))
    return bool(said) and sum(bool(with_kin({word}) & held) for word in said) >= _MOST * len(said)


def _scores(sections: list[Section], weights: dict[str, float]) -> list[float]:
    """How much each section is about the weighed stems, as BM25 with a bonus for titles."""
    titles = [set(stems(section.title)) for section in sections]
    bodies = [Counter(stems(text_of(section.blocks))) for section in sections]
    lengths = [sum(body.values()) for body in bodies]
    mean = sum(lengths) / len(lengths) or 1.0
    scores = [0.0] * len(sections)
    for stem, weight in weights.items():
        holding = sum(stem in body or stem in title for body, title in zip(bodies, titles, strict=True))
        rarity = math.log(1 + (len(sections) - holding + 0.5) / (holding + 0.5))
        for index, (title, body, length) in enumerate(zip(titles, bodies, lengths, strict=True)):
            damping = _SATURATION * (1 - _LENGTH_WEIGHT + _LENGTH_WEIGHT * length / mean)
            found = (_TITLE_WEIGHT if stem in title else 0.0) + body[stem] / (body[stem] + damping)
            scores[index] += weight * rarity * found
    return scores


def offers(found: list[Chapter], shown: Blocks, procedure: Procedure, given: Given) -> tuple[Offer, ...]:
    """The other chapters of the sheet as buttons, one per title, those with an aspect first, in reading order.

    A sub-chapter is offered only when it alone carries its aspect.
    """
    hidden = {fold(section.title) for section in sections_in(shown)}
    covered = {aspect for chapter in found if chapter.depth == 0 for aspect in chapter.section.aspects}
    by_title: dict[str, Section] = {}
    for chapter in found:
        section = chapter.section
        wanted = chapter.depth == 0 or (section.aspects and section.aspects[0] not in covered)
        if wanted and section.title and fold(section.title) not in hidden:
            by_title.setdefault(fold(section.title), section)
    order = {section.id: index for index, section in enumerate(by_title.values())}
    useful = sorted(by_title.values(), key=lambda section: (not section.aspects, order[section.id]))
    kept = sorted(useful[:OFFERED_AT_MOST], key=lambda section: order[section.id])
    return tuple(Offer(section.title, _step(section, procedure, given)) for section in kept)


def _step(section: Section, procedure: Procedure, given: Given) -> Step:
    return Step(
        subject=procedure.id,
        aspect=section.aspects[0] if section.aspects else None,
        answers=given.answers,
        variables=given.variables,
        section=section.id,
    )


def named(blocks: tuple[Block, ...], section_id: str) -> Section | None:
    """The section with this id, or None (an old button of a sheet that changed since)."""
    return next((section for section in sections_in(blocks) if section.id == section_id), None)
