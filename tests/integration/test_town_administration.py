"""The town hall changed from a page: what is written is said at once, by every process, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from api.staff.identity import Role
from procedures.town import DEMONSTRATION_TOWN, TOWN_FILE
from tests.integration.citizen import Citizen
from tests.integration.conftest import Start
from tests.integration.handing_over import ask, at_work
from tests.integration.live_server import LiveServer
from tests.integration.team import Colleague, Team

Json = dict[str, Any]
NEVER = {"lundi": ["00:00-00:01"]}


@pytest.fixture
def admin(team: Team) -> Colleague:
    return team.join(Role.ADMIN)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A real town's, with a comment in it."""
    file = tmp_path / TOWN_FILE
    text = DEMONSTRATION_TOWN.read_text(encoding="utf-8").replace("Saint-Aubin-les-Prés", "Exemple")
    file.write_text(f"# Écrite à la main.\n{text}", encoding="utf-8")
    return file


def shown(admin: Colleague) -> Json:
    found: Json = admin.http.get("/admin/town").json()
    return found


def change(admin: Colleague, **values: Any) -> httpx.Response:
    now = shown(admin)
    kept = ("version", "name", "phones", "address", "email", "hours", "chat_hours", "closures", "special_days")
    return admin.http.put("/admin/town", json={**{name: now[name] for name in kept}, **values})


def test_new_hours_are_said_at_once_by_every_process(
    start: Start, service: LiveServer, admin: Colleague, sheet: Path
) -> None:
    other = start()
    hours = {"mercredi": ["8h30 - 12h", "14:00-17:00"]}
    assert change(admin, hours=hours).status_code == 200
    for server in (service, other):
        said = httpx.get(f"{server.url}/api/v1/site", trust_env=False).json()["hours"]
        assert {one["day"]: one["text"] for one in said}["mercredi"] == "de 8 h 30 à 12 h et de 14 h à 17 h"
        assert {one["day"]: one["text"] for one in said}["lundi"] == "fermé"
    assert sheet.read_text(encoding="utf-8").startswith("# Écrite à la main.\n")
    assert shown(admin)["hours"]["mercredi"] == ["08:30-12:00", "14:00-17:00"]


def test_closed_and_special_days_and_texts_are_kept(admin: Colleague, sheet: Path) -> None:
    values: Json = {
        "closures": [{"from_day": "2026-12-24", "to_day": "2027-01-02", "reason": "Congés"}],
        "special_days": [{"on": "2026-12-26", "slots": ["09:00-12:00"], "reason": "Permanence"}],
        "holiday_region": "57",
        "texts": {"absence": "Nos agents sont tous sur le terrain.", "complet": ""},
        "chat_hours": {"mardi": ["10:00-11:00"]},
    }
    answer = change(admin, **values)
    assert answer.status_code == 200
    now = answer.json()
    assert now["closures"] == values["closures"]
    assert now["special_days"] == values["special_days"]
    assert now["chat_hours"]["mardi"] == ["10:00-11:00"]
    assert now["texts"] == {"absence": "Nos agents sont tous sur le terrain."}
    assert any(day["name"] == "Vendredi saint" for day in now["holidays"])
    assert change(admin, chat_hours=None, closures=[], special_days=[]).json()["chat_hours"] is None
    assert "fermetures" not in sheet.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"hours": {"lundi": ["12:00-08:00"]}}, "Horaires d’ouverture : ces heures ne se suivent pas."),
        ({"chat_hours": {"lundi": ["demain"]}}, "Horaires des réponses écrites : ces heures ne se suivent pas."),
        ({"phones": [{"label": "Accueil", "number": "1234"}]}, "Téléphones : "),
        ({"phones": []}, "Téléphones : il en manque."),
        ({"name": ""}, "Nom de la commune : le texte est trop court."),
        (
            {"closures": [{"from_day": "2026-12-24", "to_day": "2026-12-01", "reason": "Congés"}]},
            "Fermetures : la fin est avant le début.",
        ),
        ({"holiday_region": "Nulle part"}, "Jours fériés de la région : cette région n'est pas connue."),
        ({"texts": {"absence": "Non."}}, "Textes : le texte est trop court."),
        ({"hours": {"octidi": ["08:00-09:00"]}}, "Les horaires ne sont pas lisibles."),
    ],
)
def test_what_cannot_be_is_refused_with_the_cure_and_changes_nothing(
    admin: Colleague, sheet: Path, values: Json, sentence: str
) -> None:
    before = sheet.read_bytes()
    refused = change(admin, **values)
    assert refused.status_code == 422
    assert refused.json()["detail"].startswith(sentence)
    assert sheet.read_bytes() == before
    assert [file.name for file in sheet.parent.iterdir() if TOWN_FILE in file.name] == [TOWN_FILE]


def test_nobody_writes_over_what_somebody_else_has_just_written(admin: Colleague, sheet: Path) -> None:
    seen = shown(admin)["version"]
    assert change(admin, name="Exemple-sur-Mer").status_code == 200
    late = change(admin, name="Exemple", version=seen)
    assert late.status_code == 409
    assert late.json()["detail"].startswith("Quelqu’un a modifié cette fiche entre-temps.")
    assert shown(admin)["name"] == "Exemple-sur-Mer"


def test_a_town_without_a_sheet_gets_one(service: LiveServer, admin: Colleague, tmp_path: Path) -> None:
    assert shown(admin)["demonstration"] is True
    values = {"name": "Neuville", "address": ["1 rue Haute", "00000 Neuville"], "email": ""}
    assert change(admin, **values).status_code == 200
    site = httpx.get(f"{service.url}/api/v1/site", trust_env=False).json()
    assert (site["name"], site["demonstration"]) == ("Neuville", False)


def test_outside_the_hours_of_written_answers_the_next_ones_are_told(
    team: Team, citizen: Citizen, admin: Colleague, sheet: Path
) -> None:
    at_work(team, "Camille")
    week = {day: ["00:00-23:59"] for day in shown(admin)["hours"]}
    assert change(admin, hours=week, chat_hours=NEVER).status_code == 200
    said = ask(citizen).json()
    assert said["cause"] == "outside_hours"
    assert "Personne ne répond par écrit à cette heure. Prochaines réponses écrites : lundi" in said["text"]
    assert change(admin, chat_hours=None).status_code == 200
    assert ask(citizen).status_code == 202


def test_who_changed_it_is_in_the_log(admin: Colleague, sheet: Path) -> None:
    change(admin, name="Exemple-sur-Mer")
    newest = admin.http.get("/admin/audit").json()["entries"][0]
    assert (newest["action"], newest["actor_id"]) == ("town_changed", admin.id)
