"""Spreadsheets: written and read again the same, refused as a whole with every fault named."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from procedures.model import Origin, Paragraph, Procedure, Section, Text
from procedures.spreadsheet import SpreadsheetError, from_tables, read, template, to_tables, write
from procedures.spreadsheet.csv_folder import write_folder
from procedures.spreadsheet.layout import COLUMNS, CONTENT, PROCEDURES, SECTIONS, Row, Table, Tables, joined, parted
from procedures.spreadsheet.workbook import write_workbook
from procedures.yaml_files import PROJECT_CONTENT, Folder, read_folders
from procedures.yaml_files import read as read_yaml
from procedures.yaml_files.inline import typeset
from procedures.yaml_files.schema import ContentFile
from procedures.yaml_files.to_model import to_procedure
from procedures.yaml_text import parse
from tests.unit.procedures.sheets import EVERYTHING, written

TODAY = date(2026, 11, 30)
OWN, _, _ = read_folders((Folder(PROJECT_CONTENT, Origin.OWN),))


def everything(tmp_path: Path) -> Procedure:
    return read_yaml(written(tmp_path, EVERYTHING, "tout.yaml"))


def with_text(procedure: Procedure, words: str) -> Procedure:
    section = procedure.body[0]
    assert isinstance(section, Section)
    changed = replace(section, blocks=(Paragraph((Text(typeset(words)),)), *section.blocks))
    return replace(procedure, body=(changed, *procedure.body[1:]))


class TestRoundTrip:
    @pytest.mark.parametrize("name", ["fiches.xlsx", "fiches"])
    def test_every_sheet_of_the_project_comes_back_the_same(self, tmp_path: Path, name: str) -> None:
        write(OWN.values(), tmp_path / name)
        assert read(tmp_path / name, today=TODAY) == tuple(OWN.values())

    @pytest.mark.parametrize("name", ["fiches.xlsx", "fiches"])
    def test_so_does_every_kind_of_content(self, tmp_path: Path, name: str) -> None:
        procedure = everything(tmp_path)
        write([procedure], tmp_path / name)
        assert read(tmp_path / name, today=TODAY) == (procedure,)

    @pytest.mark.parametrize("name", ["fiches.xlsx", "fiches"])
    @pytest.mark.parametrize(
        "words", ["=1+1", "+33 1 99 00 12 10", "@ici", "-5 €", "'citation'", 'a;b"c', "a|b", "C:\\"]
    )
    def test_a_text_is_never_taken_for_a_formula(self, tmp_path: Path, name: str, words: str) -> None:
        procedure = with_text(everything(tmp_path), words)
        write([procedure], tmp_path / name)
        assert read(tmp_path / name, today=TODAY) == (procedure,)

    def test_no_cell_of_the_workbook_is_a_formula(self, tmp_path: Path) -> None:
        write([with_text(everything(tmp_path), '=HYPERLINK("https://example.org")')], tmp_path / "fiches.xlsx")
        workbook = load_workbook(tmp_path / "fiches.xlsx")
        assert {cell.data_type for sheet in workbook for line in sheet for cell in line} <= {"s", "d", "n"}

    def test_what_is_written_over_keeps_nothing_of_before(self, tmp_path: Path) -> None:
        file = tmp_path / "fiches.xlsx"
        write(OWN.values(), file)
        write([everything(tmp_path)], file)
        assert [procedure.id for procedure in read(file, today=TODAY)] == ["tout"]

    @pytest.mark.parametrize("values", [["un"], ["a;b", "c\\d", "e"], ["a|b", "\\;"]])
    def test_values_of_one_cell_are_told_apart(self, values: list[str]) -> None:
        assert parted(joined(values, ";"), ";") == values
        assert parted(joined(values, "|"), "|") == values

    def test_the_template_is_read_as_it_is(self, tmp_path: Path) -> None:
        template(tmp_path / "modele.xlsx")
        found = read(tmp_path / "modele.xlsx", today=TODAY)
        assert [procedure.id for procedure in found] == ["location-de-salle", "cantine-scolaire"]


def changed(tables: Tables, tab: str, edit: Callable[[Row], Row | None]) -> Tables:
    rows = tuple(row for before in tables[tab].rows if (row := edit(before)))
    return {**tables, tab: Table(tables[tab].columns, rows)}


def put(tables: Tables, tab: str, number: int, column: str, value: str | None) -> Tables:
    def edit(row: Row) -> Row:
        if row.number != number:
            return row
        cells = {name: cell for name, cell in row.cells.items() if name != column}
        return Row(number, cells if value is None else {**cells, column: value})

    return changed(tables, tab, edit)


def faults(tables: Tables) -> list[tuple[str, int, str]]:
    with pytest.raises(SpreadsheetError) as caught:
        from_tables(tables, today=TODAY)
    assert all(fault.reason and fault.cure for fault in caught.value.faults)
    return [(fault.sheet, fault.row, fault.column) for fault in caught.value.faults]


def small(name: str) -> Procedure:
    """A sheet of ten lines: one, three sections, six lines of content."""
    text = f"""\
titre: Louer la salle {name}
resume: La salle se loue auprès de la mairie.
url: https://example.org/salle
editeur: Commune d'exemple
rubriques:
  - id: cout
    titre: Coût
    sujets: [cout]
    source: {{url: https://example.org/salle, verifie_le: 2026-01-15}}
    contenu: ["Une journée : 120 €.", "Deux journées : 200 €."]
  - id: pieces
    titre: Pièces
    sujets: [pieces]
    source: {{url: https://example.org/salle, verifie_le: 2026-01-15}}
    contenu: [{{liste: [Le contrat, L'assurance]}}]
  - id: lieu
    titre: Lieu
    sujets: [lieu]
    source: {{url: https://example.org/salle, verifie_le: 2026-01-15}}
    contenu: [À la mairie.]
"""
    return to_procedure(ContentFile.model_validate(parse(text.encode()).content), name, Origin.OWN)


def broken(tables: Tables) -> tuple[Tables, list[tuple[str, int, str]]]:
    """``tables`` with forty faults, and the cells in which they are."""
    heads = [("titre", None), ("url", "salle"), ("resume", "x"), ("public", "tous"), ("forme", "roman")]
    heads += [("theme", "logement"), ("remplace", "le guide"), ("editeur", None)]
    sections = [("titre", None), ("titre", "x"), ("sujets", "prix"), ("source_url", "salle"), ("source_url", None)]
    sections += [("verifie_le", "hier"), ("verifie_le", None), ("verifie_le", "2030-01-01")]
    lines = [("niveau", "deux"), ("niveau", "3"), ("genre", "paragraphe"), ("genre", "option"), ("texte", None)]
    lines += [("adresse", "https://example.org"), ("fiche", "inconnue"), ("rubrique", "prix")]
    lines += [("texte", "[lien](javascript:alert)"), ("texte", "x")]
    # A sheet has one line, three sections and six lines of content, of which the second can be lost without harm.
    cells = [(PROCEDURES, 2 + number, *cell) for number, cell in enumerate(heads)]
    cells += [(SECTIONS, 2 + 3 * (8 + number), *cell) for number, cell in enumerate(sections)]
    cells += [(CONTENT, 3 + 6 * number, *cell) for number, cell in enumerate(lines * 2)]
    cells += [(CONTENT, 6 + 6 * number, *cell) for number, cell in enumerate([("texte", None), ("numero", "1")] * 2)]
    for cell in cells:
        tables = put(tables, *cell)
    return tables, [cell[:3] for cell in cells]


class TestFaults:
    def test_forty_faults_in_two_hundred_lines_are_all_named(self, tmp_path: Path) -> None:
        tables, cells = broken(to_tables([small(f"fiche-{number}") for number in range(20)]))
        assert (sum(len(table.rows) for table in tables.values()), len(cells)) == (200, 40)
        assert sorted(faults(tables)) == sorted(cells)

    def test_the_same_faults_are_named_in_a_workbook_and_in_csv_files(self, tmp_path: Path) -> None:
        tables, cells = broken(to_tables([small(f"fiche-{number}") for number in range(20)]))
        write_workbook(tables, tmp_path / "fiches.xlsx")
        write_folder(tables, tmp_path / "fiches")
        for name in ("fiches.xlsx", "fiches"):
            with pytest.raises(SpreadsheetError) as caught:
                read(tmp_path / name, today=TODAY)
            assert sorted((fault.sheet, fault.row, fault.column) for fault in caught.value.faults) == sorted(cells)

    def test_a_fault_says_where_why_and_what_to_do(self) -> None:
        tables = put(to_tables([small("salle")]), SECTIONS, 2, "verifie_le", "hier")
        with pytest.raises(SpreadsheetError) as caught:
            from_tables(tables, today=TODAY)
        assert str(caught.value) == (
            "Onglet Rubriques, ligne 2, colonne verifie_le : cette date n'est pas lisible. "
            "Écrivez-la ainsi : 2026-11-21."
        )

    def test_two_sheets_cannot_have_one_name_nor_replace_one_official_page(self) -> None:
        tables = put(to_tables([small("une"), small("deux")]), PROCEDURES, 3, "fiche", "une")
        assert (PROCEDURES, 3, "fiche") in faults(tables)
        twice = [replace(small(name), replaces=("F1",)) for name in ("une", "deux")]
        assert faults(to_tables(twice)) == [(PROCEDURES, 3, "remplace")]

    def test_a_section_of_one_name_twice_is_named(self) -> None:
        tables = put(to_tables([small("salle")]), SECTIONS, 3, "rubrique", "cout")
        assert (SECTIONS, 3, "rubrique") in faults(tables)

    def test_tabs_and_columns_that_miss_or_that_nobody_knows_are_named(self) -> None:
        tables = to_tables([small("salle")])
        without = Table(tuple(name for name in COLUMNS[PROCEDURES] if name != "forme"), tables[PROCEDURES].rows)
        strange = Table((*COLUMNS[SECTIONS], "prix"), tables[SECTIONS].rows)
        assert faults({**tables, PROCEDURES: without, SECTIONS: strange}) == [
            (PROCEDURES, 1, "forme"),
            (SECTIONS, 1, "prix"),
        ]
        assert (CONTENT, 0, "") in faults({PROCEDURES: tables[PROCEDURES], SECTIONS: tables[SECTIONS]})

    def test_a_see_also_line_stands_apart(self) -> None:
        assert faults(put(to_tables([small("salle")]), CONTENT, 3, "genre", "voir_aussi")) == [(CONTENT, 3, "genre")]

    def test_a_text_too_long_to_read_is_named_in_its_cell(self) -> None:
        tables = put(to_tables([small("salle")]), CONTENT, 3, "texte", "Une phrase. " * 40)
        assert faults(tables) == [(CONTENT, 3, "texte")]


class TestHostileFiles:
    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"\xd0\xcf\x11\xe0 old excel", b"a;b"])
    def test_what_is_no_workbook_is_refused_with_a_cure(self, tmp_path: Path, content: bytes) -> None:
        file = tmp_path / "fiches.xlsx"
        file.write_bytes(content)
        with pytest.raises(SpreadsheetError, match="pas un classeur lisible"):
            read(file, today=TODAY)

    def test_a_bomb_is_not_unpacked(self, tmp_path: Path) -> None:
        file = tmp_path / "fiches.xlsx"
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b"0" * 60_000_000)
        with pytest.raises(SpreadsheetError, match="trop gros"):
            read(file, today=TODAY)

    def test_xml_that_calls_itself_is_not_read(self, tmp_path: Path) -> None:
        file = tmp_path / "fiches.xlsx"
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("xl/workbook.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
        with pytest.raises(SpreadsheetError, match="pas un classeur lisible"):
            read(file, today=TODAY)

    @pytest.mark.parametrize(
        "xml",
        [
            b"<!--" + b"x" * 70_000 + b"--><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
            "<!DOCTYPE a><a/>".encode("utf-16"),
        ],
    )
    def test_nor_when_that_is_hidden(self, tmp_path: Path, xml: bytes) -> None:
        file = tmp_path / "fiches.xlsx"
        write([small("salle")], file)
        with zipfile.ZipFile(file, "a") as archive:
            archive.writestr("xl/comments1.xml", xml)
        with pytest.raises(SpreadsheetError, match="pas un classeur lisible"):
            read(file, today=TODAY)

    @pytest.mark.parametrize(
        ("part", "words"),
        [
            ("xl/externalLinks/externalLink1.xml", "liens vers d'autres classeurs"),
            ("xl/vbaProject.bin", "un programme"),
            ("XL\\connections.xml", "va chercher des données ailleurs"),
            ("xl/embeddings/oleObject1.bin", "d'autres fichiers"),
        ],
    )
    def test_what_is_no_text_of_ours_is_refused_by_its_name(self, tmp_path: Path, part: str, words: str) -> None:
        file = tmp_path / "fiches.xlsx"
        write([small("salle")], file)
        with zipfile.ZipFile(file, "a") as archive:
            archive.writestr(part, b"<a/>")
        with pytest.raises(SpreadsheetError, match=words):
            read(file, today=TODAY)

    def test_a_formula_is_named_with_its_cell_even_where_it_has_a_value(self, tmp_path: Path) -> None:
        file = tmp_path / "fiches.xlsx"
        write([small("salle")], file)
        workbook = load_workbook(file)
        workbook[CONTENT]["F2"] = '=WEBSERVICE("https://example.org")'
        workbook.save(file)
        with pytest.raises(SpreadsheetError) as caught:
            read(file, today=TODAY)
        [fault] = caught.value.faults
        assert (fault.sheet, fault.row, fault.column) == (CONTENT, 2, "texte")
        assert "formule" in fault.reason

    def test_a_tab_that_claims_every_column_and_a_million_lines_is_read_no_further(self, tmp_path: Path) -> None:
        file = tmp_path / "fiches.xlsx"
        write([small("salle")], file)
        workbook = load_workbook(file)
        workbook[CONTENT]["XFD1048576"] = "loin"
        workbook.save(file)
        assert read(file, today=TODAY) == (small("salle"),)

    def test_a_tab_with_too_many_lines_is_refused_rather_than_cut(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("fiches.xlsx", "fiches"):
            write([small("salle")], tmp_path / name)
            with monkeypatch.context() as less:
                less.setattr("procedures.spreadsheet.workbook.MOST_ROWS", 5)
                less.setattr("procedures.spreadsheet.csv_folder.MOST_ROWS", 5)
                with pytest.raises(SpreadsheetError, match="plus de 5 lignes"):
                    read(tmp_path / name, today=TODAY)

    def test_a_csv_file_in_another_encoding_says_how_to_save_it(self, tmp_path: Path) -> None:
        write([small("salle")], tmp_path / "fiches")
        (tmp_path / "fiches" / "Fiches.csv").write_bytes("titre;résumé".encode("latin-1"))
        with pytest.raises(SpreadsheetError, match="CSV UTF-8"):
            read(tmp_path / "fiches", today=TODAY)

    def test_commas_are_read_as_well_as_semicolons(self, tmp_path: Path) -> None:
        folder = tmp_path / "fiches"
        write([small("salle")], folder)
        for file in folder.glob("*.csv"):
            file.write_text(file.read_text("utf-8-sig").replace(";", ","), encoding="utf-8")
        assert read(folder, today=TODAY) == (small("salle"),)
