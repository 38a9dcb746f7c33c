"""For whom a question speaks: companies and associations are told from those who work for them or deal with them."""

from __future__ import annotations

import pytest

from procedures.model import Audience
from procedures.search.speakers import spoken_for


@pytest.mark.parametrize(
    "words",
    [
        "en tant qu'employeur, dois-je payer le trajet ?",
        "Je suis gérante d'un hôtel",
        "patron d'un bar, quelles obligations ?",
        "puis-je licencier ma salariée pendant l'essai ?",
        "on monte une SARL à deux",
        "auto-entrepreneur depuis mai",
        "J'ouvre un petit restaurant",
    ],
)
def test_who_owns_or_hires_speaks_for_a_company(words: str) -> None:
    assert spoken_for(words) == {Audience.PROFESSIONALS}


@pytest.mark.parametrize("words", ["notre club de pétanque", "je suis président d'une chorale", "créer une asso"])
def test_who_runs_an_association_speaks_for_it(words: str) -> None:
    assert spoken_for(words) == {Audience.ASSOCIATIONS}


@pytest.mark.parametrize(
    "words",
    [
        "mon employeur ne me paie plus",
        "dans mon entreprise on nous oblige à venir le samedi",
        "la convention collective de mon entreprise",
        "je dois licencier ma nounou",
        "une association me réclame de l'argent",
    ],
)
def test_who_is_employed_or_employs_at_home_speaks_for_oneself(words: str) -> None:
    assert spoken_for(words) == frozenset()
