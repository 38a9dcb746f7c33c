"""Chromium for the tests of the widget: the machine's own, or Debian's when we may install it."""

from __future__ import annotations

import os
import shutil
import subprocess

from assistant.setup.report import say, warn

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
CURE = "installez Chromium (« apt-get install chromium ») ; sans lui, les tests de la page web sont sautés."


def find() -> str | None:
    """Path of a Chromium on this machine."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def ensure() -> None:
    """Install Chromium when it is missing and root may do so; say what to do otherwise. Never stops the set-up."""
    if find() is not None:
        return
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        warn(f"Chromium est absent : {CURE}")
        return
    say("Installation de Chromium (tests de la page web)")
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]):
        done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            warn(f"« {' '.join(command)} » a échoué : {done.stderr.strip()[-300:]}")
    if find() is None:
        warn(f"Chromium n'a pas pu être installé : {CURE}")
