"""A private uv in ``.uv/``: nothing is installed outside the project's folder."""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
import sys
from pathlib import Path

from assistant.setup.report import SetupError, say

REQUIREMENT = "uv>=0.9,<1"
NO_INSTALLER = (
    "installez le module venv (sous Debian ou Ubuntu : « apt-get install python3-venv »), ou uv lui-même, "
    "puis relancez."
)


def ensure(root: Path) -> Path:
    """Path of a working uv, installed in ``root/.uv`` if need be.

    Tries a virtual environment, then ``pip install --target`` (Debian ships Python without ensurepip), then a uv
    that is already on the machine.

    Raises:
        SetupError: none of the three works.
    """
    folder = root / ".uv"
    for candidate in (folder / "bin" / "uv", folder / "target" / "bin" / "uv"):
        if works(candidate):
            return candidate
    say("Installation de uv dans .uv/")
    shutil.rmtree(folder, ignore_errors=True)
    reasons = []
    for install in (_in_virtual_environment, _in_target_folder):
        try:
            return install(folder)
        except (subprocess.CalledProcessError, FileNotFoundError) as error:
            reasons.append(last_line(error))
    shutil.rmtree(folder, ignore_errors=True)
    if (found := shutil.which("uv")) and works(Path(found)):
        return Path(found)
    raise SetupError(f"uv n'a pas pu être installé ({' ; '.join(reasons)}).", NO_INSTALLER)


def works(uv: Path) -> bool:
    """Whether ``uv`` starts."""
    return uv.is_file() and subprocess.run([uv, "--version"], capture_output=True, check=False).returncode == 0


def environment(project_environment: str, *, inherited: dict[str, str] | None = None) -> dict[str, str]:
    """Environment variables under which uv fills ``project_environment``.

    Bytecode must be written: Rasa compiles for 20 s at each start without it. An index set for pip serves uv too.
    """
    variables = dict(os.environ if inherited is None else inherited)
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    variables.pop("VIRTUAL_ENV", None)
    variables["UV_PROJECT_ENVIRONMENT"] = project_environment
    if (index := package_index(variables)) is not None:
        variables["UV_DEFAULT_INDEX"] = index
    if "SSL_CERT_FILE" not in variables and (certificate := variables.get("PIP_CERT")):
        variables["SSL_CERT_FILE"] = certificate
    if _system_has_certificates():
        variables.setdefault("UV_SYSTEM_CERTS", "1")  # an organisation's own authority is there, if anywhere
    return variables


def package_index(variables: dict[str, str]) -> str | None:
    """The package index of this organisation (a proxy such as Nexus or devpi), if one is set for uv or pip."""
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if variables.get(name):
            return variables[name]
    command = [sys.executable, "-m", "pip", "config", "get", "global.index-url"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    return told.stdout.strip() or None if told.returncode == 0 else None


def _system_has_certificates() -> bool:
    known = ssl.get_default_verify_paths()
    return known.cafile is not None or (known.capath is not None and any(Path(known.capath).iterdir()))


def last_line(error: subprocess.CalledProcessError | FileNotFoundError) -> str:
    """What a failed command said last, which is where tools put the reason."""
    if isinstance(error, FileNotFoundError):
        return str(error)
    said = f"{error.stdout or ''}\n{error.stderr or ''}".strip().splitlines()
    return said[-1].strip() if said else str(error)


def _in_virtual_environment(folder: Path) -> Path:
    _quietly(sys.executable, "-m", "venv", str(folder))
    _quietly(str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", REQUIREMENT)
    return folder / "bin" / "uv"


def _in_target_folder(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    target = folder / "target"
    _quietly(sys.executable, "-m", "pip", "install", "--quiet", "--target", str(target), REQUIREMENT)
    return target / "bin" / "uv"


def _quietly(*command: str) -> None:
    subprocess.run(command, capture_output=True, text=True, check=True)
