"""Folders, zips, tarballs and addresses; what is malformed or hostile is named, never fatal nor obeyed."""

from __future__ import annotations

import io
import json
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from procedures.importer import SourceError, Unreadable, json_files, read, sources
from procedures.importer.download import local_copy
from procedures.model import Procedure
from tests.guide_files import a_guide, a_page

SNAPSHOT_PAGE = {
    "id": "F1",
    "children": [
        {
            "type": "element",
            "name": "Publication",
            "attributes": {"ID": "F1", "type": "Fiche d'information", "xmlns:dc": "…"},
            "children": [
                {"type": "element", "name": "dc:title", "children": [{"type": "text", "text": "Une démarche"}]}
            ],
        }
    ],
}


def a_zip(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return path


def titles(path: Path) -> list[str]:
    return [item.title for item in read(path) if isinstance(item, Procedure)]


def only_unreadable(path: Path) -> Unreadable:
    (item,) = read(path)
    assert isinstance(item, Unreadable)
    return item


class TestSources:
    def test_a_folder_of_xml_is_read(self, tmp_path: Path) -> None:
        assert titles(a_guide(tmp_path, F1=a_page("F1"), F2=a_page("F2"))) == ["Une démarche"] * 2

    def test_a_zip_is_read_and_other_files_are_left(self, tmp_path: Path) -> None:
        assert titles(a_zip(tmp_path / "g.zip", **{"F1.xml": a_page("F1"), "menu.xml": b"<x/>"})) == ["Une démarche"]

    def test_a_tarball_of_the_snapshot_is_read_without_unpacking(self, tmp_path: Path) -> None:
        path = tmp_path / "g.tgz"
        data = json.dumps(SNAPSHOT_PAGE).encode()
        with tarfile.open(path, "w:gz") as archive:
            for name in ("package/data/associations/F1.json", "package/data/associations/index.json"):
                member = tarfile.TarInfo(name)
                member.size = len(data)
                archive.addfile(member, io.BytesIO(data))
        (item,) = read(path)
        assert isinstance(item, Procedure)
        assert item.audience == "associations"
        assert list(tmp_path.iterdir()) == [path]

    def test_the_audience_is_told_by_the_page_when_the_folder_does_not_say(self, tmp_path: Path) -> None:
        page = a_page("F1").replace(b'ID="Particuliers"', b'ID="Professionnels"')
        (item,) = read(a_guide(tmp_path, F1=page))
        assert isinstance(item, Procedure)
        assert item.audience == "professionnels"

    @pytest.mark.parametrize(
        ("name", "data", "said"),
        [
            ("nothing", None, "n’existe pas"),
            ("text", b"hello", "n’est ni un dossier"),
            ("cut.tgz", b"\x1f\x8b\x08", "ni"),
        ],
    )
    def test_what_is_no_source_is_refused_with_the_cure(
        self, tmp_path: Path, name: str, data: bytes | None, said: str
    ) -> None:
        path = tmp_path / name
        if data is not None:
            path.write_bytes(data)
        with pytest.raises(SourceError, match=said):
            list(read(path))

    def test_a_folder_without_any_page_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match="aucune fiche"):
            list(read(tmp_path))

    def test_a_tarball_cut_short_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "g.tgz"
        with tarfile.open(path, "w:gz") as archive:
            for number in range(40):
                member = tarfile.TarInfo(f"data/particuliers/F{number}.json")
                member.size = 5_000
                archive.addfile(member, io.BytesIO(bytes((number * i) % 251 for i in range(5_000))))
        path.write_bytes(path.read_bytes()[:-2_000])
        with pytest.raises(SourceError, match="incomplète"):
            list(read(path))


class TestHostileArchives:
    def test_a_name_that_leaves_the_archive_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match="dangereux"):
            list(read(a_zip(tmp_path / "g.zip", **{"..__..__F1.xml": a_page("F1")})))

    def test_an_archive_larger_than_any_guide_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sources, "MOST_BYTES_OF_A_SOURCE", 1_000)
        with pytest.raises(SourceError, match="n’est pas le guide officiel"):
            list(read(a_zip(tmp_path / "g.zip", **{"F1.xml": b" " * 2_000})))

    def test_a_file_larger_than_any_page_is_skipped(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sources, "MOST_BYTES_OF_A_FILE", 1_000)
        path = a_zip(tmp_path / "g.zip", **{"F1.xml": b" " * 2_000})
        assert "trop gros" in only_unreadable(path).reason


class TestLostSpaces:
    """The snapshot lost the white space that stood alone between two elements."""

    @pytest.mark.parametrize(
        ("before", "name", "after", "read_as"),
        [
            ("89 €", "LienInterne", "si la photo", "89 € si la photo"),
            ("1", "Exposant", "er", "1er"),
            ("Pajemploi", "MiseEnEvidence", "s", "Pajemplois"),
            ("d'", "MiseEnEvidence", "horaires", "d'horaires"),
        ],
    )
    def test_a_space_is_put_back_only_between_words(self, before: str, name: str, after: str, read_as: str) -> None:
        marks = [
            {"type": "element", "name": mark, "children": [{"type": "text", "text": text}]}
            for mark, text in (("Valeur", before), (name, after))
        ]
        page = {"children": [{"type": "element", "name": "Paragraphe", "children": marks}]}
        assert json_files.parse(json.dumps(page).encode()).raw_text() == read_as


class TestUnreadableFiles:
    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (a_page("F1")[:-20], "mal formé ou tronqué"),
            (b"", "mal formé ou tronqué"),
            (b"<Publication ID='F1'>&unknown;</Publication>", "mal formé"),
            (a_page("F2"), "contient la page F2"),
            (b"<Autre ID='F1'/>", "élément racine inconnu"),
        ],
    )
    def test_a_bad_page_is_named_and_the_others_are_read(self, tmp_path: Path, data: bytes, said: str) -> None:
        items = list(read(a_guide(tmp_path / "particuliers", F1=data, F3=a_page("F3"))))
        bad, good = items
        assert isinstance(bad, Unreadable)
        assert bad.name == "particuliers/F1.xml"
        assert said in bad.reason
        assert isinstance(good, Procedure)

    def test_an_entity_bomb_is_named_and_skipped(self, tmp_path: Path) -> None:
        bomb = (
            b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
            + b"".join(
                f'<!ENTITY {name} "{f"&{before};" * 10}">'.encode()
                for before, name in zip("abcdefgh", "bcdefghi", strict=True)
            )
            + b"]><Publication ID='F1'>&i;</Publication>"
        )
        assert "entités" in only_unreadable(a_guide(tmp_path, F1=bomb)).reason

    def test_an_external_entity_is_never_read(self, tmp_path: Path) -> None:
        secret = tmp_path / "secret.txt"
        secret.write_text("a secret of this machine")
        page = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]><Publication ID="F1">&s;</Publication>'.encode()
        unreadable = only_unreadable(a_guide(tmp_path / "particuliers", F1=page))
        assert "entités" in unreadable.reason
        assert "secret of" not in unreadable.reason

    @pytest.mark.parametrize(
        "text", ["", '{"id": "F1", "children": [', "[]", '{"children": []}', '{"children": [{"type": "element"}]}']
    )
    def test_a_bad_snapshot_file_is_named_and_skipped(self, tmp_path: Path, text: str) -> None:
        folder = tmp_path / "particuliers"
        folder.mkdir()
        (folder / "F1.json").write_text(text)
        assert only_unreadable(folder).name == "particuliers/F1.json"


@contextmanager
def serving(status: int, body: bytes) -> Iterator[str]:
    """The address of a server of this test's own that always gives this reply."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/guide.zip"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class TestAddresses:
    def test_a_file_is_brought_here_and_removed_afterwards(self) -> None:
        with serving(200, b"some bytes") as url:
            with local_copy(url) as path:
                assert path.read_bytes() == b"some bytes"
            assert not path.exists()

    def test_a_missing_page_says_what_to_do(self) -> None:
        with serving(404, b"") as url, pytest.raises(SourceError, match=r"404.*Vérifiez l’adresse"), local_copy(url):
            pass

    def test_too_large_a_file_is_left(self) -> None:
        with (
            serving(200, b"x" * 5_000) as url,
            pytest.raises(SourceError, match="dépasse"),
            local_copy(url, most_bytes=1_000),
        ):
            pass

    def test_a_machine_that_does_not_answer_is_named(self) -> None:
        with serving(200, b"") as url:
            pass
        with pytest.raises(SourceError, match="injoignable"), local_copy(url):
            pass
