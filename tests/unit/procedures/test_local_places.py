"""Which town hall "la mairie" is: one test a case of the law, and the public services around the town."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from procedures.directory import Directory
from procedures.importer.directory import read_directory
from procedures.local_services import COUNTERS
from procedures.problems import ContentError
from procedures.reply import Around, localised
from procedures.reply.local import HELPED, cases
from procedures.reply.plain import contact_line
from procedures.town import Town, read
from tests.unit.procedures.official_directory import write
from tests.unit.procedures.town_files import SHEET

TODAY = date(2026, 11, 30)


HERE = "1 place du Lavoir, 99000 Exemple"


@pytest.fixture
def town(tmp_path: Path) -> Town:
    file = tmp_path / "town.yaml"
    file.write_text(SHEET, encoding="utf-8")
    return read(file, demonstration=False)


def answer(
    procedure: str, title: str = "Mairie", *, types: tuple[str, ...] = ("mairie",), **more: Any
) -> dict[str, Any]:
    return {"procedure": {"id": procedure}, "offices": [{"title": title, "types": list(types), **more}], "sections": []}


def where(payload: dict[str, Any], town: Town, directory: Directory | None = None) -> dict[str, Any]:
    text = f"Où s'adresser :\n- {contact_line(payload['offices'][0])}"
    placed, written = localised(payload, text, Around(town, directory or Directory(), TODAY))
    (office,) = placed["offices"]
    assert written == f"Où s'adresser :\n- {contact_line(office)}"  # the words say the same as the fields
    return dict(office)


class TestTownHalls:
    @pytest.mark.parametrize("procedure", ["F870", "recensement-citoyen", "F1367", "F1618"])
    def test_a_request_of_ones_own_town_hall_gets_its_address_hours_and_appointments(
        self, town: Town, procedure: str
    ) -> None:
        office = where(answer(procedure), town)
        assert (office["title"], office["address"], office["phone"]) == ("Mairie (Exemple)", HERE, "01 99 00 12 10")
        assert office["url"] == "https://rendez-vous.exemple.example"
        assert office["hours"].startswith("lundi 08:30-12:00 et 13:30-17:30 ; jeudi 13:30-19:00")

    def test_exceptions_of_the_coming_month_are_told_and_no_others(self, town: Town) -> None:
        hours = where(answer("F870"), town)["hours"]
        assert "fermé du 24 décembre 2026 au 26 décembre 2026 (Fêtes)" in hours
        assert "le 19 décembre 2026 : 09:00-12:00" in hours
        assert "août" not in hours

    @pytest.mark.parametrize(
        ("procedure", "which", "here"),
        [
            ("F1427", "Mairie de la commune de naissance", "Si la personne est née dans notre commune"),
            ("acte-de-naissance", "Mairie de la commune de naissance", "Si la personne est née dans notre commune"),
            ("F1432", "Mairie de la commune du mariage", "Si le mariage a eu lieu dans notre commune"),
            ("F1444", "Mairie du lieu du décès, ou du dernier domicile du défunt", "Si c'est dans notre commune"),
            ("F961", "Mairie de la commune où l'enfant est né", "Si l'enfant est né dans notre commune"),
            ("F909", "Mairie de la commune où le décès a eu lieu", "Si le décès a eu lieu dans notre commune"),
            ("F17578", "Mairie de la commune des travaux", "Si les travaux sont dans notre commune"),
        ],
    )
    def test_where_the_law_names_another_town_hall_the_answer_says_which(
        self, town: Town, procedure: str, which: str, here: str
    ) -> None:
        office = where(answer(procedure), town)
        assert office["title"] == which
        assert office["address"].startswith(f"{here} : Mairie (Exemple), {HERE}")
        assert "phone" not in office  # nobody calls this town for a birth elsewhere

    @pytest.mark.parametrize("procedure", ["carte-identite", "passeport", "F1341", "F21092"])
    def test_identity_papers_are_off_until_the_town_says_that_it_is_equipped(self, town: Town, procedure: str) -> None:
        office = where(answer(procedure), town)
        assert office["title"] == "Mairie équipée pour les papiers d'identité, de votre choix"
        assert office["address"].startswith("Notre mairie ne prend pas ces demandes.")
        assert HERE not in office["address"]
        equipped = replace(town, counters=town.counters | {"papiers-identite"})
        assert where(answer(procedure), equipped)["address"] == HERE

    def test_a_town_that_does_not_take_a_request_is_not_named_for_it(self, town: Town) -> None:
        office = where(answer("F870"), replace(town, counters=frozenset()))
        assert office == {"title": "Mairie de votre domicile", "types": ["mairie"]}

    def test_a_service_with_a_place_of_its_own_takes_its_requests(self, town: Town) -> None:
        office = where(answer("inscription-ecole"), town)
        assert office["title"] == "Service Enfance"
        assert (office["address"], office["phone"]) == ("3 rue des Écoles, 99000 Exemple", "01 99 00 12 34")

    def test_a_procedure_that_nobody_has_reviewed_keeps_the_words_of_its_source(self, town: Town) -> None:
        assert where(answer("F9999"), town) == {"title": "Mairie", "types": ["mairie"]}

    def test_an_address_of_the_source_is_left_as_it_is(self, town: Town) -> None:
        office = where(answer("F870", "Mairie de Paris", address="4 rue Lobau"), town)
        assert (office["title"], office["address"]) == ("Mairie de Paris", "4 rue Lobau")

    def test_somebody_from_elsewhere_is_not_sent_here(self, town: Town) -> None:
        payload = {**answer("F870"), "facts": [{"label": "Code postal", "value": "35000"}]}
        assert where(payload, town) == {"title": "Mairie de votre domicile", "types": ["mairie"]}
        payload["facts"] = [{"label": "Code postal", "value": "99000"}]
        assert where(payload, town)["address"] == HERE

    def test_a_fictional_town_gives_no_address_for_a_real_request(self, town: Town) -> None:
        assert where(answer("F870"), replace(town, demonstration=True)) == {"title": "Mairie", "types": ["mairie"]}

    def test_a_question_is_left_as_it_is(self, town: Town) -> None:
        payload = {"procedure": {"id": "F870"}, "prompt": "Où ?", "choices": []}
        assert localised(payload, "Où ?", Around(town, Directory(), TODAY)) == (payload, "Où ?")

    def test_a_contact_inside_a_chapter_is_put_in_its_place_too(self, town: Town) -> None:
        contact = {"type": "contact", "title": "Mairie", "types": ["mairie"], "blocks": []}
        payload = {**answer("F870"), "sections": [{"blocks": [{"type": "list", "items": [[contact]]}]}]}
        placed, _ = localised(payload, "", Around(town, Directory(), TODAY))
        assert placed["sections"][0]["blocks"][0]["items"][0][0]["address"] == HERE

    @pytest.mark.parametrize("procedure", sorted(cases()))
    def test_no_case_gives_this_address_without_saying_for_whom(self, town: Town, procedure: str) -> None:
        """Every line of the reviewed table, with a town that takes the request and with one that does not."""
        case, plain = cases()[procedure], replace(town, services=())
        taken = where(answer(procedure), replace(plain, counters=frozenset({case.counter})))
        if case.anybody_s:
            assert taken["title"] == case.which
            assert taken["address"] == f"{case.here} : Mairie (Exemple), {HERE}, 01 99 00 12 10"
        else:
            assert (taken["title"], taken["address"]) == ("Mairie (Exemple)", HERE)
        untaken = where(answer(procedure), replace(plain, counters=frozenset()))
        assert untaken["title"] == case.which
        assert HERE not in str(untaken)

    def test_every_counter_of_a_sheet_has_its_requests_and_no_other(self) -> None:
        assert {case.counter for case in cases().values()} == set(COUNTERS)


class TestPublicServices:
    @pytest.fixture
    def directory(self, tmp_path: Path) -> Directory:
        services, communes = write(tmp_path)
        return read_directory(services, "99001", competences=communes)

    @pytest.mark.parametrize(
        ("kind", "name"),
        [
            ("caf", "Caf du Nulle-Part"),
            ("prefecture", "Préfecture d'Exemple"),
            ("france_services", "France services d'Exemple"),
            ("msap", "France services d'Exemple"),
        ],
    )
    def test_where_has_a_real_place_when_one_is_known(
        self, town: Town, directory: Directory, kind: str, name: str
    ) -> None:
        office = where(answer("F19778", "Un guichet", types=(kind,)), town, directory)
        assert (office["title"], office["phone"]) == (name, "01 99 00 12 80")
        assert office["address"] == "2 rue du Port, 99000 Exemple"

    def test_somebody_from_another_postcode_is_sent_to_the_house_of_theirs(
        self, town: Town, directory: Directory
    ) -> None:
        payload = {**answer("F1", types=("msap",)), "facts": [{"label": "Code postal", "value": "99200"}]}
        payload["offices"][0]["title"] = "Une maison"
        assert where(payload, town, directory)["title"] == "France services de Port-Neuf"
        payload["offices"][0]["types"] = ["caf"]
        assert where(payload, town, directory)["title"] == "Une maison"

    @pytest.mark.parametrize(("aspect", "named"), [("online", True), ("how", True), ("cost", False)])
    def test_an_answer_that_leads_online_names_a_house_where_one_is_helped(
        self, town: Town, directory: Directory, aspect: str, named: bool
    ) -> None:
        payload = {"procedure": {"id": "F1"}, "aspect": aspect, "offices": [], "online_services": [{"title": "Site"}]}
        placed, text = localised(payload, "Voici.", Around(town, directory, TODAY))
        assert [one["title"] for one in placed["offices"]] == named * [f"{HELPED} : France services d'Exemple"]
        assert ("2 rue du Port, 99000 Exemple" in text) is named
        assert localised(payload, "Voici.", Around(town, Directory(), TODAY)) == (
            {**payload, "sections": []},
            "Voici.",
        )

    def test_a_house_that_the_answer_names_already_is_not_named_twice(self, town: Town, directory: Directory) -> None:
        payload = {**answer("F1", types=("msap",)), "aspect": "how", "online_services": [{"title": "Site"}]}
        placed, _ = localised(payload, "", Around(town, directory, TODAY))
        assert len(placed["offices"]) == 1

    def test_nothing_is_made_up_when_none_is_known(self, town: Town, directory: Directory) -> None:
        assert where(answer("F1", "MSA", types=("msa",)), town, directory) == {"title": "MSA", "types": ["msa"]}
        assert where(answer("F1", "Caf", types=("caf",)), town)["title"] == "Caf"

    def test_a_town_without_its_code_knows_no_counter_around_it(self, town: Town, directory: Directory) -> None:
        assert where(answer("F1", "Caf", types=("caf",)), replace(town, insee=""), directory)["title"] == "Caf"


class TestSheet:
    @pytest.mark.parametrize(
        ("line", "field"),
        [
            ("code_insee: '350'", "code_insee"),
            ("rendez_vous: demain", "rendez_vous"),
            ("guichet: [passeports]", "guichet[1]"),
            ("services: [{nom: École, telephones: [12]}]", "services[1].telephones[1]"),
            ("services: [{nom: École, guichet: [cantine]}]", "services[1].guichet[1]"),
        ],
    )
    def test_a_mistake_is_named_with_its_cure(self, tmp_path: Path, line: str, field: str) -> None:
        file = tmp_path / "town.yaml"
        plain = "nom: Exemple\ntelephones: [{libelle: Accueil, numero: 01 99 00 12 10}]\nadresse: [Ici]\nhoraires: {}\n"
        file.write_text(f"{plain}{line}\n", encoding="utf-8")
        with pytest.raises(ContentError) as caught:
            read(file, demonstration=False)
        (problem,) = caught.value.problems
        assert problem.field == field
        assert problem.cure
