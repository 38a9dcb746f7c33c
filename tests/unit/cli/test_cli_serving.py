"""How the three processes are started, and what the operator reads meanwhile."""

from __future__ import annotations

import contextlib
import socket
from pathlib import Path

import pytest

from assistant.cli import services
from assistant.cli.serving import Announcer, all_essential
from assistant.cli.settings import Settings, load, recorded
from assistant.cli.supervision import Service, Situation


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GUICHET_CONTENT", "official")
    return load(tmp_path / "data")


def named(wanted: tuple[Service, ...], name: str) -> Service:
    return next(service for service in wanted if service.name == name)


def test_every_process_sees_the_same_settings(settings: Settings) -> None:
    wanted = services.all_services(settings, port=8300, model=Path("model.tar.gz"))
    for service in wanted:
        assert service.environment["GUICHET_CONTENT"] == "official"
        assert service.environment["GUICHET_DATABASE_URL"] == settings.database_url
        assert service.environment["GUICHET_DATA_DIR"] == str(settings.data_dir)


def test_without_a_model_rasa_is_left_out_and_only_the_web_service_is_essential(settings: Settings) -> None:
    wanted = services.all_services(settings, port=8300, model=None)
    assert [service.name for service in wanted] == ["actions", "api"]
    assert [service.name for service in wanted if service.essential] == ["api"]


def test_nothing_but_the_web_service_chooses_where_it_listens(settings: Settings) -> None:
    wanted = services.all_services(settings, port=8300, model=Path("model.tar.gz"))
    assert "127.0.0.1" in named(wanted, "api").command
    assert "8300" in named(wanted, "api").command
    assert "0.0.0.0" not in " ".join(word for service in wanted for word in service.command)


def test_an_internal_port_that_is_taken_is_moved_unless_it_was_set() -> None:
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as server:
        taken = f"http://127.0.0.1:{server.getsockname()[1]}"

        class Crowded(Settings):
            rasa_url: str = taken

        assert services.on_free_ports(Crowded()).rasa_url != taken
        assert services.on_free_ports(Settings(rasa_url=taken)).rasa_url == taken


def test_as_many_rasa_are_started_as_are_wanted_each_at_its_address() -> None:
    settings = services.on_free_ports(Settings(rasa_workers=3))
    assert len(set(settings.rasa_urls)) == 3
    wanted = services.all_services(settings, port=8300, model=Path("model.tar.gz"))
    started = [service for service in wanted if service.name.startswith("rasa")]
    assert [service.name for service in started] == ["rasa", "rasa-2", "rasa-3"]
    assert [service.environment["GUICHET_RASA_URL"] for service in started] == list(settings.rasa_urls)
    assert named(wanted, "api").environment["GUICHET_RASA_URL"] == settings.rasa_url


def test_a_measure_misses_no_process(settings: Settings) -> None:
    wanted = services.all_services(settings, port=8300, model=Path("model.tar.gz"))
    measured = all_essential(wanted, {"GUICHET_RATE_ADDRESS": "9/second"})
    assert all(service.essential for service in measured)
    assert all(service.environment["GUICHET_RATE_ADDRESS"] == "9/second" for service in measured)


def test_the_addresses_are_shown_once_and_the_end_of_the_start_too(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = services.all_services(settings, port=8300, model=Path("model.tar.gz"))
    announce = Announcer(wanted, "http://127.0.0.1:8300", tmp_path)
    for service in wanted:
        announce(service, Situation.STARTING)
    announce(named(wanted, "api"), Situation.READY)
    early = capsys.readouterr()
    assert "http://127.0.0.1:8300/widget.js" in early.out
    assert "Tout est prêt" not in early.err.replace("« Tout est prêt »", "")
    announce(named(wanted, "actions"), Situation.READY)
    announce(named(wanted, "rasa"), Situation.READY)
    announce(named(wanted, "rasa"), Situation.DIED)
    announce(named(wanted, "rasa"), Situation.READY)
    late = capsys.readouterr()
    assert late.out == ""
    assert late.err.count("Tout est prêt") == 1
    assert "arrêt inattendu" in late.err


def test_losing_rasa_says_that_the_assistant_goes_on(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = services.all_services(settings, port=8300, model=Path("model.tar.gz"))
    Announcer(wanted, "http://127.0.0.1:8300", tmp_path)(named(wanted, "rasa"), Situation.FAILED_TO_START)
    assert "mode simplifié" in capsys.readouterr().err


def test_only_what_was_set_is_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("GUICHET_SITES=https://a.example,https://b.example\n")
    monkeypatch.setenv("GUICHET_RETENTION_DAYS", "7")
    assert recorded(load(tmp_path / "data")) == {
        "GUICHET_RETENTION_DAYS": "7",
        "GUICHET_SITES": "https://a.example,https://b.example",
    }
