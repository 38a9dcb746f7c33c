"""Programs that only tests need: the machine's own, or Debian's when we may install them."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass

from assistant.setup.report import say, warn


@dataclass(frozen=True)
class Program:
    """``names``: commands by which it may be there. ``package``: Debian's. ``serves``: what it is for, in French."""

    title: str
    names: tuple[str, ...]
    package: str
    serves: str

    @property
    def cure(self) -> str:
        return f"installez-le (« apt-get install {self.package} ») ; sans lui, {self.serves} sont sautés."

    def find(self) -> str | None:
        """Path of the program on this machine."""
        return next((path for name in self.names if (path := shutil.which(name))), None)


CHROMIUM = Program(
    "Chromium",
    ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome"),
    "chromium",
    "les tests de la page web",
)
FIREFOX = Program(
    "Firefox",
    ("firefox-esr", "firefox"),
    "firefox-esr",
    "les tests du module dans Firefox",
)
REDIS = Program("Redis", ("redis-server",), "redis-server", "les tests entre plusieurs services web")


def ensure(program: Program) -> None:
    """Install ``program`` when it is missing and root may do so; say what to do otherwise. Never stops the set-up."""
    if program.find() is not None:
        return
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        warn(f"{program.title} est absent : {program.cure}")
        return
    say(f"Installation de {program.title} ({program.serves})")
    # RUNLEVEL: the tests start their own; no service of the machine is to start with the package.
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    for command in (["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", program.package]):
        done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            warn(f"« {' '.join(command)} » a échoué : {done.stderr.strip()[-300:]}")
    if program.find() is None:
        warn(f"{program.title} n'a pas pu être installé : {program.cure}")
