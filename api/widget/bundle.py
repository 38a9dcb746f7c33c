"""The widget's modules as few files: on a slow line each request costs more than what it carries.

The sources stay as they are read and tested, one subject each. Their imports are of one form,
``import { a, b } from './x.js';``, and no two of them give the same name, so putting them in one file is putting them
one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path, PurePosixPath

_IMPORT = re.compile(r"^import \{([^}]*)\} from '([^']+)';\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let) (\w+))", re.MULTILINE)
_TOP_LEVEL = re.compile(r"^(?:export )?(?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)
_REMARKS = re.compile(r"^[ \t]*(?://[^\n]*|/\*.*?\*/)\n", re.MULTILINE | re.DOTALL)


class UnbundledError(ValueError):
    """Two modules give the same name, or one imports in a form that is not known here."""


def reached_from(folder: Path, entry: str) -> list[str]:
    """The modules that ``entry`` needs, itself last, each after those that it imports."""
    ordered: list[str] = []

    def visit(name: str) -> None:
        if name in ordered:
            return
        for _, address in _IMPORT.findall((folder / name).read_text(encoding="utf-8")):
            visit(_beside(name, address))
        ordered.append(name)

    visit(entry)
    return ordered


def bundle(folder: Path, entry: str, *, elsewhere: Collection[str] = (), elsewhere_at: str = "") -> str:
    """``entry`` and all it needs as one module. What the modules ``elsewhere`` give is imported from ``elsewhere_at``.

    Raises UnbundledError.
    """
    names = [name for name in reached_from(folder, entry) if name not in elsewhere]
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in names}
    _check(texts)
    borrowed = {
        item.strip()
        for name, text in texts.items()
        for items, address in _IMPORT.findall(text)
        if _beside(name, address) in elsewhere
        for item in items.split(",")
        if item.strip()
    }
    given = [found for text in texts.values() for found in _EXPORT.findall(text)]
    head = f"import {{ {', '.join(sorted(borrowed))} }} from '{elsewhere_at}';\n" if borrowed else ""
    body = "".join(_EXPORT.sub("", _IMPORT.sub("", text)) for text in texts.values())
    return f"{head}{without_remarks(body)}export {{ {', '.join(given)} }};\n"


def without_remarks(code: str) -> str:
    """``code`` without the comments that have lines of their own, nor blank lines."""
    return re.sub(r"\n\s*\n+", "\n", _REMARKS.sub("", code)).lstrip()


def _beside(name: str, address: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(name).parent / address).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def _check(texts: dict[str, str]) -> None:
    owners: dict[str, str] = {}
    for name, text in texts.items():
        if re.search(r"^import ", _IMPORT.sub("", text), re.MULTILINE):
            raise UnbundledError(f"{name}: an import is not of the form « import {{ a, b }} from './x.js'; »")
        for given in _TOP_LEVEL.findall(text):
            if given in owners:
                raise UnbundledError(f"{name} and {owners[given]} both give « {given} »: rename one")
            owners[given] = name
