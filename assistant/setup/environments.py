"""The two locked environments: ``.venv`` (Python 3.12, the service) and ``.venv-rasa`` (Python 3.10, Rasa)."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from assistant.setup import uv as private_uv
from assistant.setup.report import SetupError, say

STAMP = ".guichet-lock"
PACKAGE_LINES = (" + ", " - ", " ~ ")  # uv names each package installed: 250 lines that hide the rest


@dataclass(frozen=True)
class Environment:
    """A folder that uv fills from the lock file."""

    folder: str
    python: str
    groups: tuple[str, ...]
    with_project: bool
    purpose: str

    def stamp(self, root: Path) -> str:
        """Changes when the folder must be filled again."""
        digest = hashlib.sha256(repr(self).encode())
        for name in ("uv.lock", "pyproject.toml"):
            digest.update((root / name).read_bytes())
        return digest.hexdigest()

    def ready(self, root: Path) -> bool:
        """Whether the folder holds what the lock file says."""
        written = root / self.folder / STAMP
        return written.is_file() and written.read_text(encoding="ascii") == self.stamp(root)


SERVICE = Environment(".venv", "3.12", ("service",), True, "service")
DEVELOPMENT = Environment(".venv", "3.12", ("service", "dev"), True, "service et outils de test")
RASA = Environment(".venv-rasa", "3.10", ("rasa",), False, "Rasa")


def fill(environment: Environment, *, root: Path, uv: Path) -> None:
    """Bring ``environment`` to what the lock file says; nothing to do when it already is.

    Raises:
        SetupError: Python or a package cannot be had.
    """
    if environment.ready(root):
        return
    variables = private_uv.environment(environment.folder)
    find_python(environment.python, uv=uv, variables=variables, root=root)
    say(f"Paquets Python {environment.python} ({environment.purpose}) dans {environment.folder}/")
    groups = [word for group in environment.groups for word in ("--group", group)]
    if "UV_DEFAULT_INDEX" in variables:
        _fill_from_index(environment, groups, root=root, uv=uv, variables=variables)
    else:
        project = [] if environment.with_project else ["--no-install-project"]
        sync = ["sync", "--frozen", "--compile-bytecode", "--python", environment.python]
        _run(uv, *sync, *groups, *project, root=root, variables=variables)
    (root / environment.folder / STAMP).write_text(environment.stamp(root), encoding="ascii")


def find_python(version: str, *, uv: Path, variables: dict[str, str], root: Path) -> None:
    """Make sure that uv has a Python ``version``, from this machine or downloaded.

    Raises:
        SetupError: it is not there and cannot be downloaded.
    """
    asked = subprocess.run(
        [uv, "python", "find", version], cwd=root, env=variables, capture_output=True, text=True, check=False
    )
    if asked.returncode == 0:
        return
    say(f"Téléchargement de Python {version}")
    try:
        _run(uv, "python", "install", version, root=root, variables=variables)
    except SetupError as error:
        raise SetupError(
            f"Python {version} est introuvable et n'a pas pu être téléchargé.",
            f"installez Python {version} (paquet de votre système, ou pyenv), ou indiquez un miroir avec "
            "UV_PYTHON_INSTALL_MIRROR, puis relancez.",
        ) from error


def _fill_from_index(
    environment: Environment, groups: list[str], *, root: Path, uv: Path, variables: dict[str, str]
) -> None:
    """The lock file names the public index; another one serves the same files, checked by the same hashes."""
    requirements = root / ".cache" / f"{environment.folder.strip('.')}.txt"
    requirements.parent.mkdir(exist_ok=True)
    export = ["export", "--frozen", "--quiet", "--no-emit-project", "--python", environment.python]
    _run(uv, *export, *groups, "--output-file", str(requirements), root=root, variables=variables)
    python = ["--python", str(root / environment.folder / "bin" / "python")]
    _run(
        uv,
        "venv",
        "--allow-existing",
        "--python",
        environment.python,
        environment.folder,
        root=root,
        variables=variables,
    )
    install = ["pip", "sync", "--compile-bytecode", "--require-hashes"]
    _run(uv, *install, *python, str(requirements), root=root, variables=variables)
    if environment.with_project:
        _run(uv, "pip", "install", "--no-deps", *python, "--editable", ".", root=root, variables=variables)


def _run(uv: Path, *arguments: str, root: Path, variables: dict[str, str]) -> None:
    with subprocess.Popen([uv, *arguments], cwd=root, env=variables, stderr=subprocess.PIPE, text=True) as running:
        for line in running.stderr or ():
            if not line.startswith(PACKAGE_LINES):
                sys.stderr.write(f"  {line}")
                sys.stderr.flush()
    if running.returncode != 0:
        raise SetupError(
            f"« uv {' '.join(arguments[:3])} » a échoué (code {running.returncode}) ; la raison est juste au-dessus.",
            "vérifiez l'accès à l'index de paquets (variables PIP_INDEX_URL, HTTPS_PROXY) et la place sur le disque, "
            "puis relancez : ce qui est déjà téléchargé est gardé.",
        )
