"""What is seen without a conversation: titles, themes, the town, the pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import inspect, text

from api.database import create_engine
from api.widget.releases import build
from tests.integration.conftest import Start
from tests.integration.live_server import LiveServer

TOWN = """
nom: Villeneuve
telephones: [{libelle: Accueil, numero: 02 99 00 00 01}]
adresse: [1 rue Haute, 35000 Villeneuve]
horaires: {lundi: ["08:00-12:00"]}
"""


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough: it is not the subject here."""
    return sqlite_url


def get(service: LiveServer, path: str, **params: str) -> Any:
    response = httpx.get(f"{service.url}/api/v1{path}", params=params)
    assert response.status_code == 200, response.text
    return response.json()


class TestSuggestions:
    @pytest.mark.parametrize(
        ("typed", "best"),
        [
            ("pass", "Passeport"),
            ("PASSEPORT MAJ", "Passeport d'un majeur"),
            ("cant", "Inscription à la cantine scolaire"),
            ("inscription à la c", "Inscription à la cantine scolaire"),
            ("scolaire cantine", "Inscription à la cantine scolaire"),
        ],
    )
    def test_titles_whose_words_begin_so(self, service: LiveServer, typed: str, best: str) -> None:
        assert get(service, "/suggestions", q=typed)["suggestions"][0]["title"] == best

    def test_a_mistyped_word_is_searched(self, service: LiveServer) -> None:
        titles = [one["title"] for one in get(service, "/suggestions", q="pasport")["suggestions"]]
        assert any("asseport" in title for title in titles)

    @pytest.mark.parametrize("typed", ["", "p", "…", "zzzzz"])
    def test_nothing_when_nothing_fits(self, service: LiveServer, typed: str) -> None:
        assert get(service, "/suggestions", q=typed) == {"suggestions": []}


def links(html: str, under: str) -> list[str]:
    return list(dict.fromkeys(re.findall(rf'href="({under}/[^"]+)"', html)))


class TestThemesOnPages:
    def test_from_all_themes_to_an_answer_by_links_alone(self, service: LiveServer) -> None:
        with httpx.Client(base_url=service.url) as http:
            front = http.get("/demarches").text
            (theme,) = links(front, "/demarches")
            shelf = http.get(theme).text
            dossiers, sheets = links(shelf, "/demarches"), links(shelf, "/r")
            sheets += [link for dossier in dossiers for link in links(http.get(dossier).text, "/r")]
            assert "/r/F20" in sheets
            answers = [http.get(sheet) for sheet in sheets]
        assert [answer.status_code for answer in answers] == [200] * len(sheets)
        assert "noindex" not in front + shelf

    @pytest.mark.parametrize("subject", ["nothing", "F20", "x" * 2000])
    def test_what_is_no_shelf_says_so(self, service: LiveServer, subject: str) -> None:
        gone = httpx.get(f"{service.url}/demarches/{subject}")
        assert gone.status_code == 404
        assert "n’existe plus" in gone.text
        assert 'href="/demarches"' in gone.text


class TestThemes:
    def test_all_with_their_titles(self, service: LiveServer) -> None:
        assert get(service, "/themes") == {"themes": [{"id": "N1", "title": "Papiers et école"}]}

    def test_one_with_what_is_under_it(self, service: LiveServer) -> None:
        assert get(service, "/themes/N1") == {
            "id": "N1",
            "title": "Papiers et école",
            "sub_themes": [],
            "dossiers": [{"id": "N2", "title": "Passeport"}],
            "procedures": [{"id": "F20", "title": "Inscription à la cantine scolaire"}],
        }

    def test_an_unknown_one_is_not_found(self, service: LiveServer) -> None:
        response = httpx.get(f"{service.url}/api/v1/themes/N999")
        assert response.status_code == 404
        assert response.json()["detail"].endswith(".")


class TestSite:
    def test_the_fictional_town_says_that_it_is_one(self, service: LiveServer) -> None:
        site = get(service, "/site")
        assert site["demonstration"] is True
        assert site["phones"][0]["number"]
        assert site["today"]["text"].endswith(".")
        assert len(site["hours"]) == 7

    def test_the_towns_own_sheet_takes_its_place_at_once(self, service: LiveServer, tmp_path: Path) -> None:
        (tmp_path / "town.yaml").write_text(TOWN, encoding="utf-8")
        site = get(service, "/site")
        assert (site["name"], site["demonstration"]) == ("Villeneuve", False)

    def test_a_sheet_with_mistakes_leaves_the_last_good_one(self, service: LiveServer, tmp_path: Path) -> None:
        (tmp_path / "town.yaml").write_text(TOWN, encoding="utf-8")
        get(service, "/site")
        (tmp_path / "town.yaml").write_text("nom: [", encoding="utf-8")
        assert get(service, "/site")["name"] == "Villeneuve"

    def test_it_tells_how_old_the_guide_is(self, service: LiveServer) -> None:
        knowledge = get(service, "/site")["knowledge"]
        assert knowledge["verified_on"] == "2020-11-12"
        assert knowledge["old"] is True
        assert "12 novembre 2020" in knowledge["text"]


class TestTypedTitles:
    def test_what_is_typed_travels_in_the_body(self, service: LiveServer) -> None:
        asked = httpx.post(f"{service.url}/api/v1/suggestions", json={"q": "passe"}).json()
        assert asked == get(service, "/suggestions", q="passe")
        assert asked["suggestions"]

    def test_too_long_a_beginning_is_refused_with_words(self, service: LiveServer) -> None:
        refused = httpx.post(f"{service.url}/api/v1/suggestions", json={"q": "a" * 201})
        assert refused.status_code == 422
        assert "200 caractères" in refused.json()["detail"]

    def test_it_is_neither_logged_nor_stored(
        self, service: LiveServer, caplog: pytest.LogCaptureFixture, database_url: str
    ) -> None:
        with caplog.at_level("DEBUG"):
            httpx.post(f"{service.url}/api/v1/suggestions", json={"q": "cantine zyxwvut"})
        assert "zyxwvut" not in caplog.text
        engine = create_engine(database_url)
        with engine.connect() as connection:
            tables = inspect(connection).get_table_names()
            rows = [connection.execute(text(f"SELECT * FROM {table}")).all() for table in tables]
        engine.dispose()
        assert rows
        assert "zyxwvut" not in str(rows)


class TestPages:
    def test_the_script_is_kept_by_browsers_and_asked_for_again_by_etag(self, service: LiveServer) -> None:
        first = httpx.get(f"{service.url}/widget.js")
        assert first.status_code == 200
        assert first.headers["content-type"].startswith("text/javascript")
        assert first.headers["content-encoding"] == "gzip"
        assert first.headers["cache-control"] == "public, no-cache"
        assert first.headers["cross-origin-resource-policy"] == "cross-origin"
        again = httpx.get(f"{service.url}/widget.js", headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 304
        assert not again.content

    def test_the_files_of_a_version_are_kept_for_ever(self, service: LiveServer) -> None:
        release = build()
        for name, file in release.files.items():
            response = httpx.get(f"{service.url}/widget/{release.digest}/{name}")
            assert response.content == file.content
            assert "immutable" in response.headers["cache-control"]
        plain = httpx.get(f"{service.url}/widget/{release.digest}/panel.js", headers={"Accept-Encoding": "identity"})
        assert plain.content == release.files["panel.js"].content

    def test_a_version_of_before_is_still_served_after_an_update(self, service: LiveServer, tmp_path: Path) -> None:
        assert (tmp_path / "widget" / build().digest / "panel.js").exists()
        (tmp_path / "widget" / "aaaa").mkdir()
        (tmp_path / "widget" / "aaaa" / "launcher.js").write_text("earlier();")
        assert httpx.get(f"{service.url}/widget/aaaa/launcher.js").text == "earlier();"
        for missing in ("aaaa/panel.js", "bbbb/launcher.js", "aaaa/..%2f..%2ftown.yaml", "..%2f/town.yaml"):
            assert httpx.get(f"{service.url}/widget/{missing}").status_code == 404

    def test_no_file_outside_the_folder_is_served(self, service: LiveServer) -> None:
        for path in ("/static/../settings.py", "/static/%2e%2e/settings.py", "/static/..%2f..%2fsettings.py"):
            assert httpx.get(service.url + path).status_code == 404

    def test_the_demonstration_page_runs_nothing_inline_and_tells_who_may_frame_it(self, start: Start) -> None:
        response = httpx.get(start(sites="https://ville.example").url)
        assert response.status_code == 200
        policy = response.headers["content-security-policy"]
        assert "frame-ancestors 'self' https://ville.example" in policy
        assert "unsafe" not in policy
        assert "script-src 'self';" in policy
        assert "/widget.js" in response.text

    def test_there_is_no_documentation_page_that_loads_scripts_from_elsewhere(self, service: LiveServer) -> None:
        assert httpx.get(f"{service.url}/docs").status_code == 404
        assert httpx.get(f"{service.url}/redoc").status_code == 404
        assert httpx.get(f"{service.url}/openapi.json").json()["info"]["title"] == "Guichet"
