"""Editorial rules, each broken once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from procedures.checks import check, check_procedure
from procedures.model import Aspect, Cell, Choice, Option, Origin, Procedure, Row, Section, Source, Table
from tests.items import a_list, a_paragraph, a_procedure, a_section

TODAY = date(2026, 11, 21)
SOURCE = Source("Service-Public.fr", "https://example.org", date(2026, 1, 1))
SHEET = """\
titre: Louer la salle des fêtes
resume: La salle se loue auprès de la mairie.
url: https://example.org/salle
editeur: Commune d'exemple
remplace: [F1]
rubriques:
  - id: cout
    titre: Coût
    sujets: [cout]
    source: {url: https://example.org/salle, verifie_le: 2026-01-15}
    contenu: ["Une journée : 120 €."]
"""


def sound(*blocks: object, **changes: object) -> Procedure:
    section = a_section("Coût", *blocks, aspects=(Aspect.COST,), source=SOURCE)  # type: ignore[arg-type]
    return a_procedure("salle-des-fetes", origin=Origin.OWN, **{"body": (section,), **changes})


def section(**changes: object) -> Section:
    return replace(a_section("Coût", a_paragraph("Gratuit."), aspects=(Aspect.COST,), source=SOURCE), **changes)  # type: ignore[arg-type]


def choice(*labels: str, ids: tuple[str, ...] = ("a", "b"), prompt: str = "Lequel ?") -> Choice:
    options = tuple(Option(option_id, label, ()) for option_id, label in zip(ids, labels, strict=True))
    return Choice("choix", options, prompt=prompt)


def test_a_sound_procedure_breaks_no_rule() -> None:
    assert list(check_procedure(sound(a_paragraph("Gratuit."), choice("Oui", "Non")), today=TODAY)) == []


@pytest.mark.parametrize(
    ("procedure", "reason"),
    [
        (replace(sound(), id="Salle_Fêtes"), "« Salle_Fêtes.yaml » n'est pas un bon nom de fichier"),
        (replace(sound(), id="f1341"), "« f1341 » ressemble à un numéro du guide officiel"),
        (sound(body=(section(source=None),)), "aucune source n'est donnée"),
        (sound(body=(section(source=replace(SOURCE, verified_on=date(2027, 1, 1))),)), "cette date est dans l'avenir"),
        (sound(body=(section(), section())), "« Coût » sert 2 fois"),
        (sound(body=(section(aspects=()),)), "aucune rubrique n'a de sujets"),
        (sound(choice("Oui", "oui")), "deux réponses ont le même libellé"),
        (sound(choice("Oui", "Non", ids=("a", "a"))), "deux réponses ont le même id"),
        (sound(choice("Oui", "Non", prompt="")), "aucune question n'est posée à l'usager"),
        (sound(a_paragraph("mot " * 101)), "plus de 400 caractères"),
        (sound(a_list("mot " * 63)), "plus de 250 caractères"),
        (sound(a_list(*"abcdefghijklm")), "plus de 12 éléments à la suite"),
        (sound(Table((Row((Cell(()), Cell(()))), Row((Cell(()),))))), "les lignes n'ont pas toutes le même nombre"),
        (sound(title="LOUER LA SALLE"), "« LOUER LA SALLE » est tout en capitales"),
        (sound(body=(section(title="Coût."),)), "« Coût. » finit par un point"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_rule_is_told(procedure: Procedure, reason: str) -> None:
    found = list(check_procedure(procedure, today=TODAY))
    assert [told for _, told, _ in found if told.startswith(reason)], found
    assert all(cure.endswith(".") for _, _, cure in found)


class TestCheck:
    def put(self, data_dir: Path, name: str, text: str = SHEET) -> Path:
        file = data_dir / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def test_the_project_s_own_content_is_sound(self, tmp_path: Path) -> None:
        assert check(tmp_path, today=TODAY) == ()

    def test_reads_the_town_s_content_and_sheet_too(self, tmp_path: Path) -> None:
        self.put(tmp_path, "salle.yaml", SHEET.replace("2026-01-15", "hier"))
        (tmp_path / "town.yaml").write_text("nom: Ville", encoding="utf-8")
        found = {(problem.file.name, problem.field) for problem in check(tmp_path, today=TODAY)}
        assert found >= {("salle.yaml", "rubriques[1].source.verifie_le"), ("town.yaml", "horaires")}

    def test_two_files_may_not_have_one_name(self, tmp_path: Path) -> None:
        self.put(tmp_path, "a/salle.yaml", SHEET.replace("remplace: [F1]\n", ""))
        self.put(tmp_path, "b/salle.yaml", SHEET.replace("remplace: [F1]\n", ""))
        (problem,) = check(tmp_path, today=TODAY)
        assert problem.reason.endswith("a/salle.yaml porte le même nom")

    def test_two_files_may_not_replace_one_official_procedure(self, tmp_path: Path) -> None:
        self.put(tmp_path, "salle.yaml")
        file = self.put(tmp_path, "salle-bis.yaml")
        found = check(tmp_path, today=TODAY)
        assert [(problem.field, problem.reason) for problem in found] == [
            ("remplace", "salle-bis.yaml remplace déjà F1")
        ]
        assert file.exists()

    def test_a_problem_reads_as_a_sentence(self, tmp_path: Path) -> None:
        file = self.put(tmp_path, "salle.yaml", SHEET + "prix: 3\n")
        (problem,) = check(tmp_path, today=TODAY)
        assert str(problem) == (f"{file}, ligne 12, prix : ce champ n'existe pas. Corrigez son nom, ou supprimez-le.")
