"""The table of checked facts follows the sheets."""

from __future__ import annotations

import dataclasses

from procedures.fact_table import TABLE, agrees, fact_table, national
from procedures.model import Section

# Renumbered as a whole since the pages that we could read, or no page that cites any text.
WITHOUT_LAW = {"titre-de-sejour-renouvellement", "changement-adresse"}
# The procedures most asked for in France, which the project owes in its own words.
OWED = {
    "carte-identite",
    "passeport",
    "acte-de-naissance",
    "acte-de-mariage",
    "acte-de-deces",
    "liste-electorale",
    "procuration",
    "recensement-citoyen",
    "changement-adresse",
    "carte-grise-achat",
    "vendre-son-vehicule",
    "carte-grise-adresse",
    "permis-de-conduire",
    "pacs",
    "mariage",
    "declaration-de-naissance",
    "reconnaissance-enfant",
    "deces-d-un-proche",
    "inscription-ecole",
    "logement-social",
    "aide-au-logement",
    "rsa",
    "prime-activite",
    "carte-mobilite-inclusion",
    "carte-vitale",
    "complementaire-sante-solidaire",
    "avis-impot",
    "casier-judiciaire",
    "declaration-prealable-travaux",
    "titre-de-sejour-renouvellement",
    "naturalisation",
    "declarer-une-association",
    "sortie-du-territoire",
}


def test_none_is_missing() -> None:
    assert {procedure.id for procedure in national()} >= OWED


def test_the_table_in_the_docs_follows_the_sheets() -> None:
    """Write it anew: python -m procedures.fact_table"""
    assert TABLE.read_text(encoding="utf-8") == fact_table(national())


def test_a_section_without_a_second_source_does_not_count_as_agreed() -> None:
    sheet = next(procedure for procedure in national() if agrees(procedure))
    alone = tuple(
        dataclasses.replace(block, source=dataclasses.replace(block.source, cross_check=None))
        if isinstance(block, Section) and block.source
        else block
        for block in sheet.body
    )
    assert not agrees(dataclasses.replace(sheet, body=alone))


def test_the_law_behind_each_sheet_is_named_with_the_page_and_the_day_it_was_copied_from() -> None:
    assert {procedure.id for procedure in national() if not procedure.legal} == WITHOUT_LAW
    for procedure in national():
        for law in procedure.legal:
            assert law.url.startswith("https://www.legifrance.gouv.fr/"), law
            assert law.found_at.startswith("https://www.service-public.fr/"), law
            assert law.found_on is not None, law
