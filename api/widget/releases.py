"""The widget as it is served: a script that is always current, and files whose address changes with their content.

A version once served stays in the data folder, so that a site that names one, with its integrity, never finds it gone.
"""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256, sha384
from pathlib import Path

from api.settings import Settings
from api.widget.bundle import bundle, reached_from, without_remarks

SOURCES = Path(__file__).parent / "source"
FOLDER = "widget"
LAUNCHER = "launcher.js"
PANEL = "panel.js"
LATER = "later"
_SHEETS = ("ground", "panel", "conversation", "card", "care", "composer", "person", "tools")
_PLACE = "const RELEASE = null;"


@dataclass(frozen=True)
class Asset:
    """One file as it travels."""

    name: str
    content: bytes

    @cached_property
    def packed(self) -> bytes:
        """Compressed with gzip."""
        return gzip.compress(self.content, 9, mtime=0)

    @property
    def media_type(self) -> str:
        return "text/css" if self.name.endswith(".css") else "text/javascript"

    @property
    def integrity(self) -> str:
        """What a browser compares the content with."""
        return f"sha384-{b64encode(sha384(self.content).digest()).decode()}"


@dataclass(frozen=True)
class Release:
    """One version of the widget. ``digest`` tells it from all others."""

    digest: str
    files: Mapping[str, Asset]

    @property
    def launcher(self) -> Asset:
        return self.files[LAUNCHER]


@lru_cache(maxsize=1)
def build(sources: Path = SOURCES) -> Release:
    """The version that the sources make."""
    panel = reached_from(sources, PANEL)
    texts = {PANEL: bundle(sources, PANEL)}
    for module in sorted((sources / LATER).glob("*.js")):
        name = f"{LATER}/{module.name}"
        texts[module.name] = bundle(sources, name, elsewhere=panel, elsewhere_at=f"./{PANEL}")
    for sheet in sorted((sources / LATER).glob("*.css")):
        texts[sheet.name] = without_remarks(sheet.read_text(encoding="utf-8"))
    texts["launcher.css"] = without_remarks((sources / "launcher.css").read_text(encoding="utf-8"))
    texts["panel.css"] = without_remarks(
        "".join((sources / f"{sheet}.css").read_text(encoding="utf-8") for sheet in _SHEETS)
    )
    launcher = (sources / LAUNCHER).read_text(encoding="utf-8")
    digest = sha256("".join([launcher, *texts.values()]).encode()).hexdigest()[:16]
    files = {name: Asset(name, text.encode()) for name, text in texts.items()}
    known = {"path": f"{FOLDER}/{digest}/", "files": {name: file.integrity for name, file in files.items()}}
    if _PLACE not in launcher:
        raise ValueError(f"{LAUNCHER} has no line « {_PLACE} » to tell it its version")
    script = launcher.replace(_PLACE, f"const RELEASE = {json.dumps(known)};")
    files[LAUNCHER] = Asset(LAUNCHER, script.encode())
    return Release(digest, files)


class Releases:
    """The current version, and those that were served before it."""

    def __init__(self, data_dir: Path) -> None:
        self.current = build()
        self._kept = data_dir / FOLDER

    def keep(self) -> None:
        """Puts the current version beside the earlier ones."""
        folder = self._kept / self.current.digest
        folder.mkdir(parents=True, exist_ok=True)
        for name, file in self.current.files.items():
            (folder / name).write_bytes(file.content)

    def find(self, digest: str, name: str) -> Asset | None:
        """A file of some version; None when there is no such one."""
        if digest == self.current.digest:
            return self.current.files.get(name)
        if not (digest.isalnum() and name in self._names(digest)):
            return None
        return Asset(name, (self._kept / digest / name).read_bytes())

    def _names(self, digest: str) -> set[str]:
        folder = self._kept / digest
        return {file.name for file in folder.iterdir()} if folder.is_dir() else set()


def main() -> None:
    """Prints the line of HTML that pins the installed version."""
    release = build()
    address = f"{Settings().public_url}/{FOLDER}/{release.digest}/{LAUNCHER}"
    print(f'<script src="{address}" integrity="{release.launcher.integrity}" crossorigin="anonymous" async></script>')


if __name__ == "__main__":
    main()
