"""The walk over the whole official guide: every leaf is reached, few questions are asked, nothing loops."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from procedures.extract import documents_in
from procedures.extract.documents import ONE_OF_THESE, is_alternatives
from procedures.model import (
    Aspect,
    Block,
    BulletList,
    Choice,
    Option,
    Paragraph,
    Procedure,
    ProcedureKind,
    Section,
    children,
    descendants,
    plain,
)
from procedures.outcome import Answer, Given, Offer, Question, Step
from procedures.walk import focus, resolve, resolve_dossier
from procedures.walk.alternatives import chapters_as_choices
from procedures.walk.tree import sections_in, text_of
from procedures.words import fold
from tests.content.walked_guide import Guide, Walk, load, sampled, walks

SEED = 20201112


@pytest.fixture(scope="module")
def guide(snapshot: Path) -> Guide:
    return load(snapshot)


def sheets(guide: Guide) -> Iterator[Procedure]:
    return (sheet for sheet in guide.procedures.values() if sheet.kind is not ProcedureKind.GUIDED_SEARCH)


def with_documents(guide: Guide) -> list[Procedure]:
    return [
        sheet for sheet in sheets(guide) if any(Aspect.DOCUMENTS in part.aspects for part in sections_in(sheet.body))
    ]


def leaves(blocks: tuple[Block, ...]) -> Iterator[Option]:
    """The options that hold no further choice, at any depth."""
    for block in blocks:
        if isinstance(block, Choice):
            for option in block.options:
                deeper = list(leaves(option.blocks))
                yield from deeper or [option]
        else:
            yield from leaves(children(block))


def shown_words(outcome: object) -> str:
    assert isinstance(outcome, Answer)
    return fold(text_of(outcome.sections))


def own_words(option: Option) -> str:
    """What tells a leaf: its words, the titles of chapters that only hold others left out."""
    texts = [fold(text_of((block,))) for block in descendants(option.blocks) if isinstance(block, Paragraph)]
    return max(texts, key=len, default="")


def test_every_leaf_of_a_chapter_of_documents_is_reached(guide: Guide, capsys: pytest.CaptureFixture[str]) -> None:
    asked = Counter[int]()
    found = missed = 0
    lost = []
    for sheet in with_documents(guide):
        ended = list(walks(sheet, Aspect.DOCUMENTS))
        asked.update(walk.asked for walk in ended)
        texts = [shown_words(walk.outcome) for walk in ended]
        for leaf in leaves(focus.about(chapters_as_choices(sheet.body), Aspect.DOCUMENTS)):
            if any(own_words(leaf) in text for text in texts):
                found += 1
            else:
                missed += 1
                lost.append((sheet.id, leaf.label))
    total = sum(asked.values())
    few = sum(count for questions, count in asked.items() if questions <= 3)
    mean = sum(questions * count for questions, count in asked.items()) / total
    with capsys.disabled():
        print(
            f"\nDocuments: {len(with_documents(guide))} sheets, {found + missed} leaves, {found} reached; "
            f"{total} walks, {mean:.2f} questions on average, {max(asked)} at most"
        )
    assert not lost
    assert few >= 0.95 * total


def test_every_end_of_a_guided_search_is_reached_with_its_variables(guide: Guide) -> None:
    searches = [sheet for sheet in guide.procedures.values() if sheet.kind is ProcedureKind.GUIDED_SEARCH]
    ends = 0
    for search in random.Random(SEED).sample(searches, 25):
        reached = {
            (walk.outcome.subject, tuple(sorted(walk.outcome.variables.items())))
            for walk in walks(search, None)
            if isinstance(walk.outcome, Step)
        }
        expected = set(ends_of(search.body, {}))
        assert expected <= reached, search.id
        ends += len(expected)
    assert ends > 300


def ends_of(
    blocks: tuple[Block, ...], variables: dict[str, bool]
) -> Iterator[tuple[str, tuple[tuple[str, bool], ...]]]:
    for block in blocks:
        for option in block.options if isinstance(block, Choice) else ():
            said = variables | {assignment.variable: assignment.value for assignment in option.assignments}
            if option.leads_to:
                yield option.leads_to, tuple(sorted(said.items()))
            yield from ends_of(option.blocks, said)


def test_few_questions_are_asked_whatever_the_aspect(guide: Guide) -> None:
    """Every sixteenth sheet, other ones for each aspect; with GUICHET_WHOLE=1, every sheet for each."""
    everything = list(sheets(guide))
    asked = Counter[int]()
    for first, aspect in enumerate([None, *Aspect]):
        for sheet in sampled(everything, 16, first=first):
            asked.update(walk.asked for walk in walks(sheet, aspect))
    few = sum(count for questions, count in asked.items() if questions <= 3)
    assert few >= 0.95 * sum(asked.values())


def test_every_leaf_is_reached_from_the_chapter_that_holds_it(guide: Guide) -> None:
    """A chapter asked for by name, from no fact: each of its leaves is chosen, or stands open in the answer."""
    lost, total = [], 0
    for sheet in sampled(list(sheets(guide)), 12, first=3):
        if sheet.kind is ProcedureKind.LIFE_EVENT:
            continue
        for section in chapters(sheet.body):
            ending = leaves(section.blocks)
            wanted = {own_words(leaf): leaf.label for leaf in ending}
            if not wanted:
                continue
            texts = [shown_words(walk.outcome) for walk in walks(sheet, None, Given(section=section.id))]
            total += len(wanted)
            lost += [
                (sheet.id, section.title, label)
                for words, label in wanted.items()
                if not any(words in text for text in texts)
            ]
    assert not lost
    assert total > 300


def chapters(blocks: tuple[Block, ...]) -> Iterator[Section]:
    """The outermost sections, whatever branch they are in."""
    for block in blocks:
        if isinstance(block, Section):
            yield block
        elif isinstance(block, Choice):
            yield from chapters(children(block))


def test_every_exception_is_reached_by_its_button(guide: Guide) -> None:
    """Each exception offered beside a general case settles that case, and asks nothing twice."""
    offered = 0
    told = [sheet for sheet in sheets(guide) if sheet.kind is not ProcedureKind.LIFE_EVENT]  # theirs are filters
    for sheet in sampled(told, 8, first=5):
        for aspect in (Aspect.DOCUMENTS, Aspect.COST):
            for walk in walks(sheet, aspect):
                for offer in exceptions_in(walk):
                    ends = list(walks(sheet, aspect, Given(answers=offer.step.answers, section=offer.step.section)))
                    assert all(set(end.given.answers) >= set(offer.step.answers) for end in ends)
                    assert all(isinstance(end.outcome, Answer) and end.outcome.path for end in ends), sheet.id
                    shown = {shown_words(end.outcome) for end in ends}
                    assert shown != {shown_words(walk.outcome)}, (sheet.id, offer.label)
                    offered += 1
    assert offered > 10


def exceptions_in(walk: Walk) -> list[Offer]:
    """The buttons of an answer that answer something more, rather than lead to a chapter."""
    assert isinstance(walk.outcome, Answer)
    return [offer for offer in walk.outcome.chapters if dict(offer.step.answers) != dict(walk.given.answers)]


def test_every_list_of_alternatives_is_one_entry(guide: Guide) -> None:
    """Each list of a chapter of documents that says "l'un des documents suivants" or "au choix"."""
    lists = 0
    for sheet in with_documents(guide):
        for section in sections_in(sheet.body):
            for lead_in, items in listed_alternatives(section.blocks) if Aspect.DOCUMENTS in section.aspects else ():
                chapter = Section("s", "", (lead_in, items), (Aspect.DOCUMENTS,))
                entries = documents_in((chapter,))
                lists += 1
                assert [entry.label for entry in entries] == [ONE_OF_THESE], (sheet.id, plain(lead_in.runs))
                assert len(entries[0].details) == len(items.items)
    assert lists >= 40


def listed_alternatives(blocks: tuple[Block, ...]) -> Iterator[tuple[Paragraph, BulletList]]:
    for before, block in pairwise(blocks):
        if isinstance(before, Paragraph) and isinstance(block, BulletList) and is_alternatives(plain(before.runs)):
            yield before, block
    for block in blocks:
        if not isinstance(block, Section):
            yield from listed_alternatives(children(block))


def test_walks_are_deterministic_and_random_ones_end(guide: Guide) -> None:
    chance = random.Random(SEED)
    everything = list(guide.procedures.values())
    for _ in range(400):
        sheet, aspect = chance.choice(everything), chance.choice([None, *Aspect])
        given = Given(words=chance.choice(["", "refus", "combien de temps", "perdu à l'étranger"]))
        for _ in range(7):
            outcome = resolve(sheet, aspect, given)
            assert outcome == resolve(sheet, aspect, given)
            if not isinstance(outcome, Question):
                break
            step = chance.choice(outcome.choices).step
            given = Given(answers=step.answers, variables=step.variables, words=given.words, section=step.section)
        assert not isinstance(outcome, Question), sheet.id


def test_every_sheet_of_every_dossier_is_reached(guide: Guide) -> None:
    for dossier in guide.dossiers.values():
        if not dossier.procedure_ids():
            continue
        reached: set[str] = set()
        waiting = [Given()]
        while waiting:
            outcome = resolve_dossier(dossier, None, waiting.pop())
            steps = [outcome] if isinstance(outcome, Step) else [offer.step for offer in outcome.choices]
            reached |= {step.subject for step in steps if step.subject != dossier.id}
            waiting += [Given(answers=step.answers) for step in steps if step.subject == dossier.id]
        assert reached == set(dossier.procedure_ids()), dossier.id
