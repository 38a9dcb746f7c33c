"""YAML text in and out: strict enough that a slip of the keyboard is found, friendly enough to say where."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import yaml


class YamlError(Exception):
    """The file is not readable YAML. ``line`` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"ligne {line} : {reason}")
        self.line = line
        self.reason = reason


# libyaml's loader is ten times as fast where PyYAML was built with it; both are safe.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Document:
    """Parsed content, and the lines where its parts stand."""

    content: Any
    _root: yaml.Node | None

    def line(self, path: Sequence[str | int]) -> int:
        """The line (from 1) of what ``path`` leads to, or of the closest part above it."""
        node = self._root
        line = 1
        for step in path:
            found = _child(node, step)
            if found is None:
                continue  # pydantic names the kind of block in its paths; the file does not
            node, line = found
        return line


def parse(text: bytes) -> Document:
    """The document in ``text`` (UTF-8). Raises YamlError with the line and, in French, what is wrong."""
    try:
        words = text.decode("utf-8")
    except UnicodeDecodeError as error:
        line = text[: error.start].count(b"\n") + 1
        raise YamlError(line, "ce fichier n'est pas enregistré en UTF-8") from error
    try:
        loader = _Loader(words)
        root = loader.get_single_node()
        _refuse_duplicates(root)
        return Document(loader.construct_document(root) if root else None, root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(mark.line + 1 if mark else 1, "ce n'est pas du YAML lisible") from error
    except (yaml.YAMLError, ValueError) as error:
        raise YamlError(1, "ce n'est pas du YAML lisible") from error


def render(content: Any) -> str:
    """``content`` as YAML, keys in their order, accents as they are."""
    return yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


class _Dumper(yaml.SafeDumper):
    """Lists are set in from their key: what most text editors do, and what reads best."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        """Two sections of one date must not be tied together by a mark that nobody would type."""
        return True


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return value, key.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        value = node.value[step]
        return value, value.start_mark.line + 1
    return None


def _refuse_duplicates(node: yaml.Node | None) -> None:
    """YAML keeps the last of two equal keys in silence: half of what was written would vanish."""
    if isinstance(node, yaml.MappingNode):
        seen: set[Hashable] = set()
        for key, value in node.value:
            if key.value in seen:
                raise YamlError(key.start_mark.line + 1, f"« {key.value} » est écrit deux fois au même endroit")
            seen.add(key.value)
            _refuse_duplicates(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_duplicates(value)
