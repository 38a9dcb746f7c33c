"""Ids stay the same from one import to the next, whatever else changes in the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from procedures.identity import PublicIds, candidates
from procedures.importer import read
from procedures.model import Audience, Choice, Procedure, Section, descendants
from tests.guide_files import a_chapter, a_guide, a_page, cases

BEFORE = a_chapter("Coût") + a_chapter("Démarche", cases("En ville", "Ailleurs", content=cases("Seul", "En couple")))


@pytest.fixture
def ids(tmp_path: Path) -> dict[str, str]:
    return ids_by_name(tmp_path / "before", BEFORE)


def ids_by_name(folder: Path, content: str) -> dict[str, str]:
    """Ids by title or label, the second of equals as "Coût 2"."""
    (item,) = read(a_guide(folder / "particuliers", F1=a_page("F1", f"<Texte>{content}</Texte>")))
    assert isinstance(item, Procedure)
    named: dict[str, str] = {}
    for name, found in _named(item):
        equals = sum(1 for known in named if known.partition(" #")[0] == name)
        named[f"{name} #{equals + 1}" if equals else name] = found
    return named


def _named(item: Procedure) -> Iterator[tuple[str, str]]:
    for block in descendants(item.body):
        if isinstance(block, Section):
            yield block.title, block.id
        if isinstance(block, Choice):
            yield "/".join(option.label for option in block.options), block.id
            yield from ((option.label, option.id) for option in block.options)


def test_inserting_a_chapter_changes_no_other_id(tmp_path: Path, ids: dict[str, str]) -> None:
    after = ids_by_name(tmp_path / "after", a_chapter("Délai") + BEFORE)
    assert {name: after[name] for name in ids} == ids


def test_new_content_changes_no_id(tmp_path: Path, ids: dict[str, str]) -> None:
    assert ids_by_name(tmp_path / "after", BEFORE.replace("Des mots.", "D'autres mots.")) == ids


def test_typography_changes_no_id(tmp_path: Path, ids: dict[str, str]) -> None:
    after = ids_by_name(tmp_path / "after", BEFORE.replace("Démarche", "Démarche\u00a0:"))
    assert after["Démarche\u00a0:"] == ids["Démarche"]


def test_a_new_option_changes_its_choice_and_nothing_else(tmp_path: Path, ids: dict[str, str]) -> None:
    more = BEFORE.replace(
        "</Cas></BlocCas></Chapitre>", "</Cas><Cas><Titre>À la campagne</Titre></Cas></BlocCas></Chapitre>"
    )
    after = ids_by_name(tmp_path / "after", more)
    assert {name for name in ids if after.get(name) != ids[name]} == {"En ville/Ailleurs"}


def test_equal_titles_are_told_apart(tmp_path: Path) -> None:
    named = ids_by_name(tmp_path, a_chapter("Coût") + a_chapter("Coût"))
    assert len(set(named.values())) == 2


def test_the_same_title_elsewhere_has_another_id(tmp_path: Path, ids: dict[str, str]) -> None:
    assert ids["Seul"] != ids["Seul #2"]


class TestPublicIds:
    def test_individuals_keep_the_bare_number(self) -> None:
        ids = PublicIds([("F1", Audience.INDIVIDUALS), ("F1", Audience.ASSOCIATIONS)])
        assert ids.of("F1", Audience.INDIVIDUALS) == "F1"
        assert ids.of("F1", Audience.ASSOCIATIONS) == "F1@associations"

    def test_a_number_of_one_audience_alone_stays_bare(self) -> None:
        assert PublicIds([("F1", Audience.PROFESSIONALS)]).of("F1", Audience.PROFESSIONALS) == "F1"

    def test_two_audiences_without_individuals_are_both_marked(self) -> None:
        ids = PublicIds([("F1", Audience.PROFESSIONALS), ("F1", Audience.ASSOCIATIONS)])
        assert ids.of("F1", Audience.PROFESSIONALS) == "F1@professionnels"
        assert ids.of("F1", Audience.ASSOCIATIONS) == "F1@associations"

    def test_a_link_reaches_the_page_that_exists(self) -> None:
        ids = PublicIds([("F1", Audience.INDIVIDUALS)])
        assert ids.linked("F1", Audience.PROFESSIONALS) == "F1"

    @pytest.mark.parametrize("audience", [*Audience, None])
    def test_the_candidates_of_a_link_hold_the_public_id(self, audience: Audience | None) -> None:
        ids = PublicIds(("F1", known) for known in Audience)
        if audience is not None:
            assert candidates("F1", audience)[0] == ids.of("F1", audience)
        assert "F1" in candidates("F1", audience)
