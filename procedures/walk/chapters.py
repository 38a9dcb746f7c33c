"""Choosing a chapter by the citizen's words, and offering the others."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from procedures.model import Aspect, Block, Choice, Office, Procedure, Section, Service, children
from procedures.outcome import Given, Offer, Step
from procedures.walk.conditions import evaluate
from procedures.walk.settling import Settler
from procedures.walk.tree import Blocks, text_of
from procedures.words import fold, stems

OFFERED_AT_MOST = 8
_TITLE_WEIGHT = 3.0
_LENGTH_WEIGHT = 0.75  # as in BM25: a long chapter holds many words without being about them
_SATURATION = 1.2
_ENOUGH = 0.34  # share of the weight of the words said that the chapter must hold

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


def visible_sections(blocks: Blocks, settler: Settler, variables: dict[str, bool]) -> Iterator[Section]:
    """The sections that may concern this person, depth first: those of options left out are not among them."""
    for block in blocks:
        if isinstance(block, Choice):
            for option in settler.holding(block).options:
                yield from visible_sections(option.blocks, settler, variables)
            continue
        if evaluate(getattr(block, "condition", None), variables) is False:
            continue
        if isinstance(block, Section):
            yield block
        if not isinstance(block, Office | Service):  # what an office calls chapters are its phone and hours
            yield from visible_sections(children(block), settler, variables)


def best_by_words(sections: list[Section], procedure: Procedure, aspect: Aspect | None, words: str) -> Section | None:
    """The chapter that the words of the question point to, or None when none stands out.

    Words of the sheet's own title tell nothing: every chapter is about them.
    """
    said = Counter[str]()
    for stem in set(stems(words)) - set(stems(procedure.title)):
        said[stem] = 1
    weights: dict[str, float] = dict(said)
    for stem in stems(_CUES[aspect]) if aspect else ():
        weights.setdefault(stem, _CUE_WEIGHT)
    if not weights or not sections:
        return None
    scored = _scores(sections, weights)
    best = max(range(len(sections)), key=lambda index: scored[index])
    return sections[best] if scored[best] >= _ENOUGH else None


def _scores(sections: list[Section], weights: dict[str, float]) -> list[float]:
    """For each section, the share (about 0 to 1) of the weight of the words that it holds."""
    titles = [set(stems(section.title)) for section in sections]
    bodies = [Counter(stems(text_of(section.blocks))) for section in sections]
    lengths = [sum(body.values()) or 1 for body in bodies]
    mean = sum(lengths) / len(lengths)
    rare: dict[str, float] = {}
    for stem in weights:
        holding = sum(stem in body or stem in title for body, title in zip(bodies, titles, strict=True))
        rare[stem] = math.log(1 + (len(sections) - holding + 0.5) / (holding + 0.5))
    total = sum(weight * rare[stem] for stem, weight in weights.items()) or 1.0
    scores = []
    for title, body, length in zip(titles, bodies, lengths, strict=True):
        damping = _SATURATION * (1 - _LENGTH_WEIGHT + _LENGTH_WEIGHT * length / mean)
        score = sum(
            weight * rare[stem] * ((_TITLE_WEIGHT if stem in title else 0) + body[stem] / (body[stem] + damping))
            for stem, weight in weights.items()
        )
        scores.append(score / total / 2)
    return scores


def offers(sections: list[Section], shown: Blocks, procedure: Procedure, given: Given) -> tuple[Offer, ...]:
    """The other chapters of the sheet as buttons, one per title, those with an aspect first, in reading order."""
    hidden = {fold(section.title) for section in _sections(shown)}
    by_title: dict[str, Section] = {}
    for section in sections:
        title = fold(section.title)
        if title and title not in hidden:
            by_title.setdefault(title, section)
    order = {section.id: index for index, section in enumerate(by_title.values())}
    useful = sorted(by_title.values(), key=lambda section: (not section.aspects, order[section.id]))
    kept = sorted(useful[:OFFERED_AT_MOST], key=lambda section: order[section.id])
    return tuple(Offer(section.title, _step(section, procedure, given)) for section in kept)


def _sections(blocks: Blocks) -> Iterator[Section]:
    for block in blocks:
        if isinstance(block, Section):
            yield block
        yield from _sections(children(block))


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
    return next((section for section in _sections(blocks) if section.id == section_id), None)
