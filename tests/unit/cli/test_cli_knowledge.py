"""Where the guide comes from, and when the model is trained again."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cli import knowledge, knowledge_base, ports, training
from assistant.cli.console import CommandError
from assistant.setup import npm


def fetched(_: npm.Package, cache: Path) -> Path:
    return cache / "snapshot.tgz"


def unavailable(_: npm.Package, __: Path) -> Path:
    raise npm.UnavailableError("no network")


def test_the_official_guide_is_preferred_where_it_can_be_reached(tmp_path: Path) -> None:
    guide = knowledge.find_guide("auto", tmp_path, reachable=lambda _: True, fetch=unavailable)
    assert guide is not None
    assert guide.sources == knowledge.OFFICIAL


def test_the_snapshot_is_next(tmp_path: Path) -> None:
    guide = knowledge.find_guide("auto", tmp_path, reachable=lambda _: False, fetch=fetched)
    assert guide is not None
    assert guide.sources == (tmp_path / "snapshot.tgz",)
    assert "2020" in guide.label


def test_without_either_the_repository_s_content_serves_and_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert knowledge.find_guide("auto", tmp_path, reachable=lambda _: False, fetch=unavailable) is None
    assert "guichet import-guide" in capsys.readouterr().err


@pytest.mark.parametrize("policy", ["none", "snapshot"])
def test_a_policy_can_forbid_the_internet(tmp_path: Path, policy: knowledge.Policy) -> None:
    def never(_: str) -> bool:
        pytest.fail("asked the internet")

    knowledge.find_guide(policy, tmp_path, reachable=never, fetch=fetched)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("config.yml", "nlu_data/ask.yml", "assistant/domain/ask.yml", "assistant/components/reader.py"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return tmp_path


def test_the_model_is_kept_as_long_as_nothing_it_learns_from_changes(project: Path) -> None:
    before = training.model_path(project / "data", root=project)
    (project / "README.md").write_text("new")
    (project / "assistant" / "components" / "__pycache__").mkdir()
    (project / "assistant" / "components" / "__pycache__" / "reader.pyc").write_bytes(b"1")
    assert training.model_path(project / "data", root=project) == before


@pytest.mark.parametrize("name", ["config.yml", "nlu_data/ask.yml", "assistant/components/reader.py"])
def test_the_model_is_trained_again_when_its_data_changes(project: Path, name: str) -> None:
    before = training.fingerprint(project)
    (project / name).write_text("changed")
    assert training.fingerprint(project) != before


def test_a_renamed_file_counts_as_a_change(project: Path) -> None:
    before = training.fingerprint(project)
    (project / "nlu_data" / "ask.yml").rename(project / "nlu_data" / "other.yml")
    assert training.fingerprint(project) != before


def test_older_models_are_deleted_once_there_is_a_new_one(tmp_path: Path) -> None:
    for name in ("old.tar.gz", "new.tar.gz"):
        (tmp_path / name).touch()
    training.forget_older(tmp_path / "new.tar.gz")
    assert [file.name for file in tmp_path.iterdir()] == ["new.tar.gz"]


def test_a_database_that_does_not_answer_is_said_with_its_cure() -> None:
    nobody = f"postgresql://guichet@127.0.0.1:{ports.any_free()}/guichet?connect_timeout=2"
    with pytest.raises(CommandError, match="ne répond pas") as caught:
        knowledge_base.opened(nobody)
    assert "GUICHET_DATABASE_URL" in caught.value.cure
