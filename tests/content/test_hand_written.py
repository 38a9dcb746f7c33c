"""The project's own content: sound, round, walked to its end, honest about its dates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath

import pytest
import yaml

from procedures.checks import check
from procedures.importer.sources import open_files
from procedures.model import Aspect, Origin, Paragraph, Procedure, Section, descendants, plain
from procedures.outcome import Answer, Given, Question
from procedures.store.index import PROJECT
from procedures.walk import resolve
from procedures.yaml_files import PROJECT_CONTENT, dump, folders, json_schema, read, read_folders
from procedures.yaml_files.schema import ContentFile
from procedures.yaml_files.vocabulary import SUBJECTS

PROCEDURES, PROBLEMS, _ = read_folders(folders(Path("no-town")))
NATIONAL = {name: procedure for name, procedure in PROCEDURES.items() if procedure.origin is Origin.OWN}
# Subjects of which the guide has a service or many pages, and none to replace.
OF_OUR_OWN = {"changement-adresse", "titre-de-sejour-renouvellement"}
NONE_ASKED = "Aucune pièce n'est demandée"
# Fees that are worth reading here too, beside docs/procedures-verifiees.md which holds them all.
FEES = {
    "carte-identite": {"0", "25", "12.50"},
    "passeport": {"86", "42", "17"},
    "acte-de-naissance": {"0"},
    "cantine-scolaire": {"1", "2.10", "3.30", "4.40"},
}


def answers(procedure: Procedure, aspect: Aspect, given: Given | None = None) -> Iterator[tuple[int, Answer]]:
    """Each answer that some sequence of choices leads to, with the number of questions asked."""
    outcome = resolve(procedure, aspect, given or Given())
    if isinstance(outcome, Question):
        for offer in outcome.choices:
            for asked, answer in answers(procedure, aspect, Given(answers=offer.step.answers)):
                yield asked + 1, answer
    else:
        assert isinstance(outcome, Answer)
        yield 0, outcome


def words_of(answer: Answer) -> str:
    return " ".join(plain(block.runs) for block in descendants(answer.sections) if isinstance(block, Paragraph))


def test_all_content_is_sound(tmp_path: Path) -> None:
    assert PROBLEMS == ()
    assert check(tmp_path, today=date.today()) == ()  # noqa: DTZ011 - a date of verification is a local day


def test_the_schema_beside_the_content_is_up_to_date() -> None:
    """Write it anew: python -m procedures.yaml_files"""
    assert json.loads((PROJECT_CONTENT / "schema.json").read_text(encoding="utf-8")) == json_schema()


def test_each_stands_in_for_pages_that_the_guide_has(snapshot: Path) -> None:
    guide = {PurePosixPath(name).stem for name in open_files(snapshot).names()}
    assert {name for name, procedure in NATIONAL.items() if not procedure.replaces} == OF_OUR_OWN
    for name, procedure in NATIONAL.items():
        assert {official.partition("@")[0] for official in procedure.replaces} <= guide, name


@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=list(PROCEDURES))
class TestEach:
    def test_is_written_and_read_again_the_same(self, procedure: Procedure, tmp_path: Path) -> None:
        file = tmp_path / f"{procedure.id}.yaml"
        file.write_text(dump(procedure), encoding="utf-8")
        assert read(file, procedure.origin) == procedure

    def test_every_section_says_who_says_so_and_since_when(self, procedure: Procedure) -> None:
        sources = [block.source for block in procedure.body if isinstance(block, Section)]
        dates = [source.verified_on for source in sources if source]
        assert len(dates) == len(procedure.body)
        assert procedure.verified_on == min(day for day in dates if day)

    def test_documents_are_listed_after_three_questions_at_most(self, procedure: Procedure) -> None:
        found = list(answers(procedure, Aspect.DOCUMENTS))
        assert max(asked for asked, _ in found) <= 3
        assert all(answer.documents or NONE_ASKED in words_of(answer) for _, answer in found)

    def test_the_main_questions_have_their_chapter(self, procedure: Procedure) -> None:
        for aspect in (Aspect.COST, Aspect.DELAY, Aspect.HOW, Aspect.WHERE, Aspect.ELIGIBILITY):
            for _, answer in answers(procedure, aspect):
                assert answer.sections, (procedure.id, aspect)


@pytest.mark.parametrize("name", FEES)
def test_fees_are_told_with_their_amounts(name: str) -> None:
    found = (answer.fees for _, answer in answers(PROCEDURES[name], Aspect.COST))
    assert {str(fee.amount) for fees in found for fee in fees if fee.amount is not None} == FEES[name]


def test_an_answer_bears_the_date_and_the_page_of_what_it_shows() -> None:
    ((_, cost),) = answers(PROCEDURES["passeport"], Aspect.COST)
    assert (cost.procedure.verified_on, cost.procedure.url) == (
        date(2025, 7, 29),
        "https://www.service-public.fr/particuliers/vosdroits/F34752",
    )
    ((_, delay),) = answers(PROCEDURES["passeport"], Aspect.DELAY)
    assert delay.procedure.verified_on == date(2020, 8, 26)


def test_a_source_of_another_site_gives_its_date_and_leaves_the_official_page_in_its_place() -> None:
    ((_, cost),) = answers(PROCEDURES["naturalisation"], Aspect.COST)
    assert (cost.procedure.verified_on, cost.procedure.url) == (
        date(2026, 2, 2),
        "https://www.service-public.fr/particuliers/vosdroits/F2213",
    )


def test_the_sheets_of_the_project_say_so_which_lets_them_give_way_to_newer_official_pages() -> None:
    assert all(procedure.publisher.startswith(PROJECT) for procedure in NATIONAL.values())
    invented = (procedure for name, procedure in PROCEDURES.items() if name not in NATIONAL)
    assert not any(procedure.publisher.startswith(PROJECT) for procedure in invented)


def test_what_is_invented_is_marked_so() -> None:
    invented = PROCEDURES.keys() - NATIONAL.keys()
    assert invented == {file.stem for file in (PROJECT_CONTENT / "demonstration").glob("*.yaml")} - {"town"}
    assert all(".example" in block.source.url for name in invented for block in PROCEDURES[name].body if block.source)  # type: ignore[union-attr]


def examples_of_the_guide() -> Iterator[object]:
    """Each content that the guide for editors shows: a whole file, a choice, and the cells of its table."""
    guide = (PROJECT_CONTENT / "README.md").read_text(encoding="utf-8")
    whole, choice = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    yield from yaml.safe_load(whole)["rubriques"][0]["contenu"]
    yield from yaml.safe_load(choice)
    cells = re.findall(r"^\| `- (.*?)` \|", guide, re.MULTILINE)
    yield from (yaml.safe_load(cell) for cell in cells if "…" not in cell)


def test_the_guide_for_editors_shows_what_the_schema_takes() -> None:
    guide = (PROJECT_CONTENT / "README.md").read_text(encoding="utf-8")
    sheet = yaml.safe_load(re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)[0])
    examples = list(examples_of_the_guide())
    assert len(examples) > 5
    sheet["rubriques"][0]["contenu"] = examples
    ContentFile.model_validate(sheet)
    assert all(f"`{subject}`" in guide for subject in SUBJECTS)
