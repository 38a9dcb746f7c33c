"""Content files: read, written, refused with reasons."""

from __future__ import annotations

import textwrap
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine

from procedures.model import (
    Aspect,
    BulletList,
    Channel,
    Choice,
    ChoiceNature,
    Conditional,
    IsTrue,
    LegalReference,
    Note,
    Office,
    Origin,
    Procedure,
    Section,
    Service,
    ServiceKind,
    Source,
    Table,
    descendants,
)
from procedures.problems import ContentError
from procedures.store import Store, StoredCatalogue
from procedures.yaml_files import dump, load, read
from tests.items import a_procedure
from tests.unit.procedures.sheets import EVERYTHING, written

SMALL = """\
titre: Louer la salle des fêtes
resume: La salle se loue auprès de la mairie.
url: https://example.org/salle
editeur: Commune d'exemple
rubriques:
  - id: cout
    titre: Coût
    sujets: [cout]
    source: {url: https://example.org/salle, verifie_le: 2026-01-15}
    contenu:
      - "Une journée : 120 €."
"""


def refused(folder: Path, text: str) -> list[tuple[int, str, str, str]]:
    with pytest.raises(ContentError) as error:
        read(written(folder, textwrap.dedent(text)))
    return [(problem.line, problem.field, problem.reason, problem.cure) for problem in error.value.problems]


class TestRead:
    def test_gives_the_tree_that_the_program_walks(self, tmp_path: Path) -> None:
        procedure = read(written(tmp_path, SMALL))
        assert (procedure.id, procedure.origin, procedure.verified_on) == (
            "salle-des-fetes",
            Origin.OWN,
            date(2026, 1, 15),
        )
        (section,) = procedure.body
        assert isinstance(section, Section)
        assert (section.aspects, section.source) == (
            (Aspect.COST,),
            Source("Service-Public.fr", "https://example.org/salle", date(2026, 1, 15)),
        )

    def test_knows_every_kind_of_content(self, tmp_path: Path) -> None:
        procedure = read(written(tmp_path, EVERYTHING))
        kinds = {type(block) for block in descendants(procedure.body)}
        assert kinds >= {BulletList, Note, Table, Choice, Section, Service, Office, LegalReference}
        scale, choice = (block for block in descendants(procedure.body) if isinstance(block, Choice))
        assert scale.scale is not None
        assert [bracket.amount for bracket in scale.scale.brackets] == [Decimal(0), Decimal("1200.50")]
        assert (choice.nature, [(option.id, option.channel) for option in choice.options]) == (
            ChoiceNature.CHANNEL,
            [("voie.web", Channel.ONLINE), ("voie.papier", Channel.POST)],
        )
        services = {block.kind for block in descendants(procedure.body) if isinstance(block, Service)}
        assert services == {ServiceKind.SIMULATOR, ServiceKind.FORM}

    def test_the_day_of_a_sheet_is_that_of_its_oldest_section(self, tmp_path: Path) -> None:
        older = SMALL[SMALL.index("  - id") :].replace("cout", "delai").replace("2026-01-15", "2020-05-01")
        assert read(written(tmp_path, SMALL + older)).verified_on == date(2020, 5, 1)


class TestDump:
    @pytest.mark.parametrize("text", [SMALL, EVERYTHING], ids=["small", "everything"])
    def test_what_was_read_is_written_and_read_again_the_same(self, tmp_path: Path, text: str) -> None:
        procedure = read(written(tmp_path, text))
        again = read(written(tmp_path / "again", dump(procedure)))
        assert again == procedure

    def test_refuses_what_only_the_official_guide_uses(self, tmp_path: Path) -> None:
        section = Section("s", "Une rubrique", (Conditional(IsTrue("T1"), ()),))
        with pytest.raises(ValueError, match="Conditional ne peut pas s'écrire"):
            dump(a_procedure("F1", body=(section,)))


class TestRefusal:
    def test_a_missing_field_is_named_with_its_line(self, tmp_path: Path) -> None:
        text = SMALL.replace("    titre: Coût\n", "")
        assert refused(tmp_path, text) == [(6, "rubriques[1].titre", "ce champ manque", "Ajoutez-le.")]

    def test_a_misspelt_field_is_not_lost_in_silence(self, tmp_path: Path) -> None:
        ((line, field, reason, _),) = refused(tmp_path, SMALL + "noms_courant: [salle]\n")
        assert (line, field, reason) == (12, "noms_courant", "ce champ n'existe pas")

    def test_an_unknown_kind_of_content_is_told_what_exists(self, tmp_path: Path) -> None:
        ((line, field, reason, cure),) = refused(tmp_path, SMALL + "      - video: https://example.org\n")
        assert (line, field, reason) == (12, "rubriques[1].contenu[2]", "ce genre de contenu n'existe pas")
        assert "encadre" in cure

    def test_an_unknown_subject_is_told_which_exist(self, tmp_path: Path) -> None:
        ((_, field, reason, cure),) = refused(tmp_path, SMALL.replace("[cout]", "[prix]"))
        assert (field, reason) == ("rubriques[1].sujets[1]", "ce mot n'est pas admis ici")
        assert "'cout'" in cure
        assert " or " not in cure

    def test_a_date_that_is_none(self, tmp_path: Path) -> None:
        ((_, field, reason, cure),) = refused(tmp_path, SMALL.replace("2026-01-15", "hier"))
        assert (field, reason) == ("rubriques[1].source.verifie_le", "cette date n'est pas lisible")
        assert cure == "Écrivez-la ainsi : 2026-11-21."

    def test_a_number_where_words_are_meant(self, tmp_path: Path) -> None:
        ((_, field, reason, cure),) = refused(tmp_path, SMALL.replace("Louer la salle des fêtes", "2026"))
        assert (field, reason) == ("titre", "un texte est attendu")
        assert "guillemets" in cure

    @pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "/relatif", "file:///etc/passwd"])
    def test_a_link_that_could_harm(self, tmp_path: Path, address: str) -> None:
        ((_, field, reason, _),) = refused(tmp_path, SMALL + f"      - '[ici]({address})'\n")
        assert (field, reason) == ("rubriques[1].contenu[2]", f"le lien « {address} » n'est pas permis")

    @pytest.mark.parametrize("address", ["javascript:alert(1)", "example.org", "https://a b.fr"])
    def test_an_address_that_is_none(self, tmp_path: Path, address: str) -> None:
        ((_, field, reason, _),) = refused(
            tmp_path, SMALL.replace("url: https://example.org/salle\ned", f"url: {address}\ned")
        )
        assert (field, reason) == ("url", f"« {address} » n'est pas une adresse web")

    def test_a_replaced_number_that_is_none(self, tmp_path: Path) -> None:
        ((_, field, reason, cure),) = refused(tmp_path, SMALL + "remplace: [carte]\n")
        assert (field, reason) == ("remplace[1]", "ce n'est pas un numéro de fiche officielle")
        assert "F1341" in cure

    def test_a_key_written_twice(self, tmp_path: Path) -> None:
        ((line, _, reason, _),) = refused(tmp_path, SMALL + "titre: Autre\n")
        assert (line, reason) == (12, "« titre » est écrit deux fois au même endroit")

    def test_a_slip_of_the_keyboard(self, tmp_path: Path) -> None:
        ((line, _, reason, _),) = refused(tmp_path, SMALL.replace("titre: Coût", "titre: Coût: 25"))
        assert (line, reason) == (7, "ce n'est pas du YAML lisible")

    def test_another_encoding(self, tmp_path: Path) -> None:
        file = tmp_path / "salle.yaml"
        file.write_bytes(SMALL.encode("cp1252"))
        with pytest.raises(ContentError, match="ligne 1 : ce fichier n'est pas enregistré en UTF-8"):
            read(file)

    def test_an_empty_file(self, tmp_path: Path) -> None:
        assert refused(tmp_path, "")

    def test_all_problems_are_told_at_once(self, tmp_path: Path) -> None:
        text = SMALL.replace("editeur: Commune d'exemple\n", "").replace("[cout]", "[prix]")
        assert len(refused(tmp_path, text)) == 2


class TestLoad:
    @pytest.fixture
    def catalogue(self, sqlite_engine: Engine) -> StoredCatalogue:
        return StoredCatalogue(sqlite_engine)

    def test_serves_the_project_s_content_and_the_town_s_own(
        self, tmp_path: Path, sqlite_engine: Engine, catalogue: StoredCatalogue
    ) -> None:
        written(tmp_path / "content" / "vie-locale", SMALL)
        report = load(Store(sqlite_engine), tmp_path)
        assert report.problems == ()
        assert catalogue.procedure("salle-des-fetes") is not None
        assert {catalogue.title("carte-identite"), catalogue.title("cantine-scolaire")} != {None}
        again = load(Store(sqlite_engine), tmp_path)
        assert (again.added, again.changed, again.unchanged, again.withdrawn) == (0, 0, report.added, 0)

    def test_a_real_town_s_sheet_ends_the_demonstration(
        self, tmp_path: Path, sqlite_engine: Engine, catalogue: StoredCatalogue
    ) -> None:
        load(Store(sqlite_engine), tmp_path)
        assert origin_of(catalogue.procedure("cantine-scolaire")) is Origin.DEMONSTRATION
        (tmp_path / "town.yaml").write_text("nom: Une vraie ville", encoding="utf-8")
        load(Store(sqlite_engine), tmp_path)
        assert catalogue.procedure("cantine-scolaire") is None
        assert catalogue.procedure("carte-identite") is not None

    def test_a_town_s_file_replaces_the_project_s_of_the_same_name(
        self, tmp_path: Path, sqlite_engine: Engine, catalogue: StoredCatalogue
    ) -> None:
        written(tmp_path / "content", SMALL, "cantine-scolaire.yaml")
        load(Store(sqlite_engine), tmp_path)
        assert catalogue.title("cantine-scolaire") == "Louer la salle des fêtes"
        assert origin_of(catalogue.procedure("cantine-scolaire")) is Origin.OWN

    def test_a_file_that_becomes_unreadable_keeps_what_is_published(
        self, tmp_path: Path, sqlite_engine: Engine, catalogue: StoredCatalogue
    ) -> None:
        file = written(tmp_path / "content", SMALL)
        load(Store(sqlite_engine), tmp_path)
        file.write_text("titre: [", encoding="utf-8")
        report = load(Store(sqlite_engine), tmp_path)
        assert [problem.file for problem in report.problems] == [file]
        assert catalogue.procedure("salle-des-fetes") is not None

    def test_an_unreadable_file_of_the_town_does_not_bring_the_project_s_back(
        self, tmp_path: Path, sqlite_engine: Engine, catalogue: StoredCatalogue
    ) -> None:
        file = written(tmp_path / "content", SMALL, "cantine-scolaire.yaml")
        load(Store(sqlite_engine), tmp_path)
        file.write_text("titre: [", encoding="utf-8")
        load(Store(sqlite_engine), tmp_path)
        assert catalogue.title("cantine-scolaire") == "Louer la salle des fêtes"

    def test_a_file_that_is_gone_is_withdrawn(
        self, tmp_path: Path, sqlite_engine: Engine, catalogue: StoredCatalogue
    ) -> None:
        file = written(tmp_path / "content", SMALL)
        load(Store(sqlite_engine), tmp_path)
        file.unlink()
        assert load(Store(sqlite_engine), tmp_path).withdrawn == 1
        assert catalogue.procedure("salle-des-fetes") is None


def origin_of(procedure: Procedure | None) -> Origin | None:
    return procedure.origin if procedure else None
