"""What the set-up refuses, and what it takes from the machine's own configuration."""

from __future__ import annotations

import base64
import hashlib
import io
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from assistant.setup import environments, machine, npm, uv
from assistant.setup.report import SetupError

ROOT = Path(__file__).parents[3]
GIGABYTE = 10**9


def test_too_small_a_disk_is_refused_before_anything_is_downloaded() -> None:
    with pytest.raises(SetupError, match="4,0 Go") as caught:
        machine.check_disk(3 * GIGABYTE, installed=False, place=Path("/"))
    assert "libérez" in caught.value.cure


def test_once_installed_less_disk_is_enough() -> None:
    machine.check_disk(3 * GIGABYTE, installed=True, place=Path("/"))


def test_memory_is_refused_told_or_accepted(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SetupError, match="mémoire"):
        machine.check_memory(GIGABYTE)
    machine.check_memory(3 * GIGABYTE)
    assert "conseillés" in capsys.readouterr().err
    machine.check_memory(8 * GIGABYTE)
    machine.check_memory(None)
    assert capsys.readouterr().err == ""


def test_an_index_set_for_pip_serves_uv_and_bytecode_is_written() -> None:
    inherited = {"PIP_INDEX_URL": "https://proxy.example/simple", "PYTHONDONTWRITEBYTECODE": "1", "PIP_CERT": "/ca"}
    variables = uv.environment(".venv", inherited=inherited)
    assert variables["UV_DEFAULT_INDEX"] == "https://proxy.example/simple"
    assert variables["SSL_CERT_FILE"] == "/ca"
    assert "PYTHONDONTWRITEBYTECODE" not in variables


def test_an_environment_is_filled_again_when_the_lock_file_changes(tmp_path: Path) -> None:
    for name in ("uv.lock", "pyproject.toml"):
        (tmp_path / name).write_text("1")
    (tmp_path / ".venv").mkdir()
    assert not environments.SERVICE.ready(tmp_path)
    (tmp_path / ".venv" / environments.STAMP).write_text(environments.SERVICE.stamp(tmp_path))
    assert environments.SERVICE.ready(tmp_path)
    assert not environments.DEVELOPMENT.ready(tmp_path)
    (tmp_path / "uv.lock").write_text("2")
    assert not environments.SERVICE.ready(tmp_path)


@pytest.mark.parametrize(
    ("variables", "npmrc", "expected"),
    [
        ({}, None, npm.PUBLIC_REGISTRY),
        ({}, "cache = /x\nregistry = https://npm.example/repo\n", "https://npm.example/repo/"),
        ({"npm_config_registry": "https://a.example/"}, "registry=https://b.example", "https://a.example/"),
    ],
)
def test_the_npm_registry_is_the_organisation_s(
    tmp_path: Path, variables: dict[str, str], npmrc: str | None, expected: str
) -> None:
    if npmrc is not None:
        (tmp_path / ".npmrc").write_text(npmrc)
    assert npm.registry(variables, tmp_path) == expected


def package_in(cache: Path) -> npm.Package:
    """A package already downloaded into ``cache``."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w:gz") as archive:
        member = tarfile.TarInfo("package/data.txt")
        member.size = 2
        archive.addfile(member, io.BytesIO(b"ok"))
    digest = base64.b64encode(hashlib.sha512(content.getvalue()).digest()).decode()
    package = npm.Package("@someone/data", "1.0.0", f"sha512-{digest}")
    (cache / package.archive).write_bytes(content.getvalue())
    return package


def test_a_package_already_there_is_not_downloaded_again_and_unpacks_whole(tmp_path: Path) -> None:
    package = package_in(tmp_path)
    archive = npm.fetch(package, tmp_path)
    assert archive.name == "data-1.0.0.tgz"
    assert (npm.unpack(archive, tmp_path / "unpacked") / "data.txt").read_text() == "ok"


def test_content_that_is_not_the_expected_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The registry is a folder here, as npm's own configuration may say."""
    package = package_in(tmp_path)
    served = tmp_path / "registry" / package.name / "-"
    served.mkdir(parents=True)
    (tmp_path / package.archive).replace(served / package.archive)
    monkeypatch.setenv("PATH", "")  # without npm
    monkeypatch.setenv("npm_config_registry", (tmp_path / "registry").as_uri())
    other = npm.Package(package.name, package.version, "sha512-other")
    with pytest.raises(npm.UnavailableError, match="empreinte"):
        npm.fetch(other, tmp_path / "cache")
    assert npm.fetch(package, tmp_path / "cache").is_file()


def test_the_set_up_needs_nothing_but_the_standard_library() -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-m", "assistant.setup"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "usage" in done.stderr
