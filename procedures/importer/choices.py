"""Alternatives: cases, situations, the branches of a guided search, the questions of a questionnaire."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from procedures.importer.conditions import read_assignments, read_condition
from procedures.importer.nodes import Node
from procedures.importer.places import Place
from procedures.importer.runs import audience_named, read_title
from procedures.model import Audience, Block, Channel, Choice, ChoiceNature, Option, Paragraph, Questionnaire, plain
from procedures.natures import channel_named, nature_of

_CHANNELS = {"enLigne": Channel.ONLINE, "parCorres": Channel.POST, "surPlace": Channel.COUNTER}

PublicId = Callable[[str, Audience | None], str]


def lead_in(before: Sequence[Block]) -> str:
    """The question that the paragraph just before a choice asks, or the sentence that it leaves open."""
    if not before or not isinstance(before[-1], Paragraph):
        return ""
    words = plain(before[-1].runs).strip()
    return words if words.endswith(("?", ":")) else ""


def read_case_choice(node: Node, place: Place, prompt: str) -> Choice:
    """A "BlocCas"."""
    cases = tuple(node.elements("Cas"))
    options = tuple(_case(case, place) for case in cases)
    by_type = node.get("type") == "modalite"
    return _choice(options, place, prompt, nature=nature_of(options, channels_meant=by_type), tabs=_are_tabs(node))


def read_situations(node: Node, place: Place) -> Choice:
    """A "ListeSituations": the tabs that divide a whole page."""
    options = tuple(_case(case, place) for case in node.elements("Situation"))
    return _choice(options, place, "", nature=nature_of(options), tabs=_are_tabs(node))


def read_guided_search(node: Node, place: Place, public_id: PublicId) -> Choice:
    """The "Problematiques" of a guided search, with all their branches."""
    return _branches(tuple(node.elements("Problematique")), place, public_id)


def read_questionnaire(node: Node, place: Place) -> Questionnaire:
    description = node.first("Description")
    return Questionnaire(
        questions=tuple(_question(question, place) for question in node.elements("Question")),
        description=place.blocks(description.children) if description else (),
    )


def _choice(
    options: tuple[Option, ...], place: Place, prompt: str, *, nature: ChoiceNature, tabs: bool = False
) -> Choice:
    labels = " | ".join(option.label for option in options)
    return Choice(place.at("c", labels).id, options, nature=nature, prompt=prompt, tabs=tabs)


def _are_tabs(node: Node) -> bool:
    return node.get("affichage") == "onglet"


def _case(node: Node, place: Place) -> Option:
    label = read_title(node.first("Titre"))[0]
    inside = place.at("o", label)
    return Option(
        id=inside.id,
        label=label,
        blocks=inside.blocks(node.children),
        condition=read_condition(node),
        channel=_CHANNELS.get(node.get("type")) or channel_named(label),
    )


def _branches(nodes: tuple[Node, ...], place: Place, public_id: PublicId) -> Choice:
    options = tuple(_branch(node, place, public_id) for node in nodes)
    # Whatever its options are called, a branch is asked, unless a place settles it.
    nature = nature_of(options)
    return _choice(options, place, "", nature=nature if nature is ChoiceNature.PLACE else ChoiceNature.SITUATION)


def _branch(node: Node, place: Place, public_id: PublicId) -> Option:
    label = read_title(node.first("Titre"))[0]
    inside = place.at("o", label)
    deeper = tuple(node.elements("Branche"))
    end = node.first("LienInterne")
    return Option(
        id=inside.id,
        label=label,
        blocks=(_branches(deeper, inside, public_id),) if deeper else (),
        help=_help(node, inside),
        assignments=read_assignments(node),
        leads_to=public_id(end.get("LienPublication"), audience_named(end.get("audience"))) if end else None,
    )


def _question(node: Node, place: Place) -> Choice:
    prompt = read_title(node.first("Titre"))[0]
    inside = place.at("c", prompt)
    return Choice(
        id=inside.id,
        options=tuple(_reply(reply, inside) for reply in node.elements("Choix")),
        prompt=prompt,
        help=_help(node, inside),
    )


def _reply(node: Node, place: Place) -> Option:
    label = read_title(node.first("Titre"))[0]
    meaning = node.first("IntituleSiSelectionne")
    return Option(
        id=place.at("o", label).id,
        label=label,
        blocks=(),
        help=place.blocks(meaning.children) if meaning else (),
        assignments=read_assignments(node),
    )


def _help(node: Node, place: Place) -> tuple[Block, ...]:
    text = node.first("Aide")
    return place.blocks(text.children) if text else ()
