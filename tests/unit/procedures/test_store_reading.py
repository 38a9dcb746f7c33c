"""The catalogue over the database: what is served, in which place, and how it follows changes."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from sqlalchemy import Engine, event

from procedures.model import (
    Audience,
    Definition,
    DossierEntry,
    Note,
    NoteKind,
    Origin,
    Procedure,
    Reference,
    Resource,
    ServiceKind,
    Source,
    SubDossier,
)
from procedures.search.counting import COUNTED_FIELDS, key, unpack
from procedures.search.words import stem
from procedures.store import Store, StoredCatalogue
from tests.items import a_choice, a_dossier, a_list, a_paragraph, a_procedure, a_section, a_theme


@pytest.fixture
def store(engine: Engine) -> Store:
    return Store(engine)


class TestReading:
    def test_gives_back_what_was_put(self, store: Store, engine: Engine) -> None:
        procedure = a_procedure("F1", body=(a_section("Pièces", a_list("Photo"), a_choice("age", majeur=())),))
        dossier, theme = a_dossier("N1", "F1"), a_theme("N2")
        resource = Resource("R1", Audience.INDIVIDUALS, ServiceKind.FORM, "Demande", "https://example.org", number="1")
        store.put([procedure, dossier, theme, resource])
        catalogue = StoredCatalogue(engine)
        assert catalogue.procedure("F1") == procedure
        assert catalogue.dossier("N1") == dossier
        assert catalogue.theme("N2") == theme
        assert catalogue.resource("R1") == resource

    def test_unknown_ids_are_none(self, engine: Engine) -> None:
        catalogue = StoredCatalogue(engine)
        found = (catalogue.procedure("x"), catalogue.dossier("x"), catalogue.theme("x"), catalogue.resource("x"))
        assert found == (None,) * 4
        assert catalogue.title("x") is None

    def test_titles_of_procedures_dossiers_and_themes(self, store: Store, engine: Engine) -> None:
        store.put([a_procedure("F1"), a_dossier("N1", "F1"), a_theme("N2")])
        catalogue = StoredCatalogue(engine)
        assert [catalogue.title(known) for known in ("F1", "N1", "N2")] == ["Procedure F1", "Dossier N1", "Theme N2"]

    def test_themes_are_those_of_one_audience_by_title(self, store: Store, engine: Engine) -> None:
        pro = a_theme("N3", audience=Audience.PROFESSIONALS)
        store.put([a_theme("N1", title="Travail"), a_theme("N2", title="Logement"), pro])
        catalogue = StoredCatalogue(engine)
        assert [theme.title for theme in catalogue.themes()] == ["Logement", "Travail"]
        assert catalogue.themes(Audience.PROFESSIONALS) == (pro,)


class TestFollowingChanges:
    def test_a_change_is_served_at_once_under_a_new_version(self, store: Store, engine: Engine) -> None:
        store.put([a_procedure("F1")])
        catalogue = StoredCatalogue(engine)
        before = catalogue.version()
        assert catalogue.title("F1") == "Procedure F1"
        changed = a_procedure("F1", title="Another title")
        store.put([changed, a_procedure("F2")])
        assert catalogue.version() != before
        assert catalogue.procedure("F1") == changed
        assert catalogue.title("F2") == "Procedure F2"

    def test_bodies_are_read_once_while_they_stay_in_memory(self, store: Store, engine: Engine) -> None:
        store.put([a_procedure("F1")])
        catalogue = StoredCatalogue(engine)
        assert catalogue.procedure("F1") is catalogue.procedure("F1")

    def test_the_least_recently_used_body_leaves_memory_first(self, store: Store, engine: Engine) -> None:
        store.put([a_procedure(f"F{number}") for number in range(3)])
        catalogue = StoredCatalogue(engine, cached_bodies=2)
        kept = catalogue.procedure("F0")
        gone = catalogue.procedure("F1")
        assert catalogue.procedure("F0") is kept
        catalogue.procedure("F2")
        assert catalogue.procedure("F0") is kept
        assert catalogue.procedure("F1") is not gone
        assert catalogue.procedure("F1") == gone

    def test_only_what_has_changed_is_read_again_for_the_search(self, store: Store, engine: Engine) -> None:
        store.put([a_procedure("F1"), a_procedure("F2"), a_procedure("F3"), a_dossier("N1", "F1", "F2")])
        catalogue = StoredCatalogue(engine)
        before = {entry.id: entry for entry in catalogue.search_entries()}
        read: list[str] = []
        event.listen(engine, "before_cursor_execute", lambda *call: read.extend(_ids_searched(call[2], call[3])))

        store.put([a_procedure("F2", title="Another title")])
        store.withdraw_missing(Origin.OFFICIAL, {"F1", "F2", "N1"})
        after = {entry.id: entry for entry in catalogue.search_entries()}

        assert read == ["F2"]
        assert after["F2"].title == "Another title"
        assert {**after, "F2": None} == {"F1": before["F1"], "F2": None, "N1": before["N1"]}
        assert set(catalogue.search_entries()) == set(StoredCatalogue(engine).search_entries())

    def test_the_version_costs_one_query(self, store: Store, engine: Engine) -> None:
        store.put([a_procedure("F1")])
        catalogue = StoredCatalogue(engine)
        catalogue.version()
        asked: list[str] = []
        event.listen(engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
        catalogue.version()
        assert [statement for statement in asked if "BEGIN" not in statement] == [
            "SELECT content_version.number \nFROM content_version"
        ]


class TestReplacement:
    OWN = a_procedure("carte-identite", origin=Origin.OWN, replaces=("F1", "F2"), title="La carte d'identité")

    def put_all(self, store: Store) -> None:
        subs = (
            SubDossier("N1-1", "Majeur", (DossierEntry("F1", "Première"), DossierEntry("F2", "Perte"))),
            SubDossier("N1-2", "Autre", (DossierEntry("F3", "Autre"), DossierEntry("F9", "Inconnue"))),
        )
        store.put([self.OWN, a_procedure("F1"), a_procedure("F2"), a_procedure("F3")])
        store.put([a_dossier("N1", sub_dossiers=subs), a_dossier("N2", "F1", "F2")])

    def test_an_official_id_gives_the_procedure_that_replaces_it(self, store: Store, engine: Engine) -> None:
        self.put_all(store)
        catalogue = StoredCatalogue(engine)
        assert catalogue.procedure("F1") == catalogue.procedure("carte-identite") == self.OWN
        assert catalogue.title("F2") == self.OWN.title

    def test_the_replaced_are_not_searched(self, store: Store, engine: Engine) -> None:
        self.put_all(store)
        assert {entry.id for entry in StoredCatalogue(engine).search_entries()} == {"carte-identite", "F3", "N1"}

    def test_what_replaces_is_found_by_the_titles_of_the_replaced(self, store: Store, engine: Engine) -> None:
        store.put([self.OWN, a_procedure("F1", title="Carte perdue"), a_procedure("F2", title="Carte volée")])
        own = next(iter(StoredCatalogue(engine).search_entries()))
        assert {"Carte perdue", "Carte volée"} <= set(own.replaced_names)

    def test_a_dossier_lists_what_is_served_each_once(self, store: Store, engine: Engine) -> None:
        self.put_all(store)
        dossier = StoredCatalogue(engine).dossier("N1")
        assert dossier is not None
        assert [(sub.label, sub.entries) for sub in dossier.sub_dossiers] == [
            ("Majeur", (DossierEntry("carte-identite", "La carte d'identité"),)),
            ("Autre", (DossierEntry("F3", "Autre"),)),
        ]

    def test_a_dossier_replaced_as_a_whole_is_the_procedure(self, store: Store, engine: Engine) -> None:
        self.put_all(store)
        catalogue = StoredCatalogue(engine)
        assert catalogue.dossier("N2") is None
        assert catalogue.procedure("N2") == self.OWN

    def test_the_official_guide_alone_knows_no_replacement(self, store: Store, engine: Engine) -> None:
        self.put_all(store)
        catalogue = StoredCatalogue(engine, "official")
        assert catalogue.procedure("F1") == a_procedure("F1")
        assert catalogue.procedure("carte-identite") is None
        assert {entry.id for entry in catalogue.search_entries()} == {"F1", "F2", "F3", "N1", "N2"}

    def test_own_content_alone(self, store: Store, engine: Engine) -> None:
        self.put_all(store)
        catalogue = StoredCatalogue(engine, "own")
        assert catalogue.procedure("F3") is None
        assert [entry.id for entry in catalogue.search_entries()] == ["carte-identite"]

    def test_a_withdrawn_replacement_gives_its_place_back(self, store: Store, engine: Engine) -> None:
        self.put_all(store)
        catalogue = StoredCatalogue(engine)
        catalogue.version()
        store.withdraw_missing(Origin.OWN, ())
        assert catalogue.procedure("F1") == a_procedure("F1")

    def test_the_town_s_own_word_wins_over_a_demonstration(self, store: Store, engine: Engine) -> None:
        example = a_procedure("exemple", origin=Origin.DEMONSTRATION, replaces=("F1",))
        store.put([a_procedure("F1"), self.OWN, example])
        assert StoredCatalogue(engine).procedure("F1") == self.OWN


class TestGivingWay:
    """A sheet of the project steps aside for an official page that has been checked since; a town's never does."""

    def sheet(self, day: date, publisher: str = "Rédaction de Guichet, d'après Service-Public.fr") -> Procedure:
        section = a_section("Coût", a_paragraph("25 €."), source=Source("Une page", "https://example.org", day))
        return a_procedure("carte", origin=Origin.OWN, replaces=("F1", "F2"), publisher=publisher, body=(section,))

    def test_it_rests_while_the_official_page_is_newer(self, store: Store, engine: Engine) -> None:
        official = a_procedure("F1", verified_on=date(2026, 2, 1))
        store.put([self.sheet(date(2025, 1, 1)), official, a_procedure("F2", verified_on=date(2020, 1, 1))])
        catalogue = StoredCatalogue(engine)
        assert catalogue.procedure("F1") == official
        assert catalogue.procedure("carte") is None
        assert {entry.id for entry in catalogue.search_entries()} == {"F1", "F2"}

    def test_it_comes_back_when_it_is_checked_again(self, store: Store, engine: Engine) -> None:
        store.put([self.sheet(date(2025, 1, 1)), a_procedure("F1", verified_on=date(2026, 2, 1))])
        catalogue = StoredCatalogue(engine)
        assert catalogue.procedure("carte") is None
        checked = self.sheet(date(2026, 3, 1))
        store.put([checked])
        assert catalogue.procedure("F1") == checked

    def test_a_newer_import_lays_it_to_rest_without_a_word_from_it(self, store: Store, engine: Engine) -> None:
        sheet = self.sheet(date(2025, 1, 1))
        store.put([sheet, a_procedure("F1", verified_on=date(2020, 1, 1))])
        catalogue = StoredCatalogue(engine)
        assert catalogue.procedure("F1") == sheet
        newer = a_procedure("F1", verified_on=date(2026, 2, 1))
        store.put([newer])
        assert catalogue.procedure("F1") == newer

    def test_of_the_same_day_it_stands(self, store: Store, engine: Engine) -> None:
        sheet = self.sheet(date(2025, 1, 1))
        store.put([sheet, a_procedure("F1", verified_on=date(2025, 1, 1))])
        assert StoredCatalogue(engine).procedure("F1") == sheet

    def test_what_the_town_has_written_always_stands(self, store: Store, engine: Engine) -> None:
        own = self.sheet(date(2015, 1, 1), publisher="Commune d'exemple")
        store.put([own, a_procedure("F1", verified_on=date(2026, 2, 1))])
        assert StoredCatalogue(engine).procedure("F1") == own

    def test_alone_it_is_served_whatever_its_age(self, store: Store, engine: Engine) -> None:
        sheet = self.sheet(date(2015, 1, 1))
        store.put([sheet, a_procedure("F1", verified_on=date(2026, 2, 1))])
        assert StoredCatalogue(engine, "own").procedure("carte") == sheet


class TestSearchEntries:
    def test_hold_all_the_words_field_by_field(self, store: Store, engine: Engine) -> None:
        procedure = a_procedure(
            "F1",
            title="Carte d'identité",
            description="Description",
            introduction=(a_paragraph("Introduction."),),
            body=(
                a_section("Pièces", a_list("Une photo"), a_choice("age", Majeur=(a_paragraph("Adulte."),))),
                a_section("Coût", Note(NoteKind.CAUTION, "Gare", (a_paragraph("25 €."),))),
            ),
            definitions=(Definition("D1", "CERFA", (a_paragraph("Formulaire."),)),),
            questions=(Reference("F7", "Et en urgence ?"),),
            theme_id="N2",
            sub_theme="Identité",
            dossier_id="N1",
            sub_dossier="Pour un majeur",
            label="Première demande",
            everyday_names=("CNI",),
        )
        store.put([procedure, a_dossier("N1", "F1", title="La carte"), a_theme("N2", title="Papiers")])
        entry, dossier = StoredCatalogue(engine).search_entries()
        assert entry.labels == ("Papiers", "Identité", "La carte", "Pour un majeur", "Première demande")
        assert (entry.everyday_names, entry.dossier_id) == (("CNI",), "N1")
        assert (dossier.kind, dossier.procedure_kind) == ("dossier", None)
        assert entry.words.split() == sorted(
            [
                "25",
                "adulte",
                "carte",
                "cerfa",
                "cni",
                "cout",
                "description",
                "formulaire",
                "gare",
                "identite",
                "introduction",
                "majeur",
                "photo",
                "pieces",
                "urgence",
            ]
        )
        sizes, keys, _ = unpack(entry.counted, len(COUNTED_FIELDS))
        counted = dict(zip(COUNTED_FIELDS, np.split(keys, np.cumsum(sizes)[:-1]), strict=True))
        assert set(counted["headings"].tolist()) == {key(stem(word)) for word in ("pieces", "majeur", "cout")}
        assert set(counted["names"].tolist()) == {key("cni")}
        assert set(counted["questions"].tolist()) == {key(stem("urgence"))}


def _ids_searched(statement: str, parameters: dict[str, str] | tuple[str, ...]) -> list[str]:
    """The ids that a query of the rows to search asks for; none for another query."""
    if not statement.startswith("SELECT search_entries."):
        return []
    values = parameters.values() if isinstance(parameters, dict) else parameters
    return [value for value in values if value.lower() != "procedure"]
