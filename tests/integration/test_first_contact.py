"""What a citizen is told before the first question, and the page that says the rest."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.integration.conftest import Start, Welcome
from tests.integration.live_server import LiveServer

TOWN = """\
nom: Ville d'exemple
telephones:
  - {libelle: Accueil, numero: 01 99 00 12 10}
adresse: [1 place du Lavoir, 00000 Exemple]
horaires: {lundi: ["08:30-12:00"]}
donnees_personnelles:
  responsable: Commune d'exemple <i>
  courriel: dpo@exemple.example
"""


def test_the_first_words_are_short_and_say_what_matters(service: LiveServer, welcome: Welcome) -> None:
    first = welcome(service.url).opened["messages"][0]
    words, _, more = first["text"].partition("En savoir plus")
    said = words.split("\n\n")[0]
    assert len([word for word in said.split() if any(letter.isalnum() for letter in word)]) <= 40
    for telling in ("assistant automatique", "me tromper", "Une personne peut vous répondre", "effacés 30 jours"):
        assert telling in said
    assert first["payload"]["about"]["label"] == "En savoir plus"
    assert more.strip().endswith("/confidentialite")


@pytest.mark.parametrize(("days", "told"), [(7, "effacés 7 jours après"), (1, "effacés un jour après")])
def test_how_long_it_is_kept_is_the_setting(start: Start, welcome: Welcome, days: int, told: str) -> None:
    url = start(retention_days=days).url
    assert told in welcome(url).opened["messages"][0]["text"]
    page = httpx.get(f"{url}/confidentialite").text
    assert (f"effacée {days} jours après" if days > 1 else "effacée un jour après") in page


def test_a_conversation_on_a_procedure_begins_with_the_same_words(service: LiveServer, welcome: Welcome) -> None:
    first = welcome(service.url, procedure="F20").opened["messages"][0]
    assert first["text"].count("assistant automatique") == 1
    assert "effacés 30 jours" in first["text"]


def test_the_privacy_page_names_who_answers_for_the_data(start: Start, tmp_path: Path) -> None:
    (tmp_path / "town.yaml").write_text(TOWN, encoding="utf-8")
    page = httpx.get(f"{start().url}/confidentialite")
    assert page.status_code == 200
    assert "Commune d&#39;exemple &lt;i&gt;" in page.text
    assert "mailto:dpo@exemple.example" in page.text
    assert "CNIL" in page.text
    assert "frame-ancestors" in page.headers["content-security-policy"]


def test_a_town_that_names_nobody_is_still_reachable(start: Start, tmp_path: Path) -> None:
    (tmp_path / "town.yaml").write_text(TOWN.partition("donnees_personnelles")[0], encoding="utf-8")
    page = httpx.get(f"{start().url}/confidentialite").text
    assert "1 place du Lavoir" in page
    assert "délégué à la protection des données" in page
