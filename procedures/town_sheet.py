"""The town's sheet written anew in part: what people wrote around it, comments included, stays as it was."""

from __future__ import annotations

from collections.abc import Mapping

import yaml


def rewritten(text: str, changes: Mapping[str, object]) -> str:
    """``text`` (a YAML mapping) with these top-level fields replaced, added, or, when None, left out."""
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    root = yaml.compose(text)
    fields = [(key.value, key.start_mark.line, _last_line(value)) for key, value in root.value] if root else []
    for name, first, last in reversed(fields):
        if name in changes:
            lines[first : last + 1] = _written(name, changes[name])
    known = {name for name, *_ in fields}
    added = [line for name, value in changes.items() if name not in known for line in _written(name, value)]
    return "".join([*lines, *added])


def _written(name: str, value: object) -> list[str]:
    if value is None:
        return []
    dumped = yaml.safe_dump({name: value}, allow_unicode=True, sort_keys=False, width=1000)
    return dumped.splitlines(keepends=True)


def _last_line(node: yaml.Node) -> int:
    """The last line on which something of ``node`` stands; what follows it, blank lines and comments, is not its."""
    inside = node.value if isinstance(node, yaml.CollectionNode) and not node.flow_style else []
    children = [child for one in inside for child in (one if isinstance(one, tuple) else (one,))]
    if children:
        return max(_last_line(child) for child in children)
    mark = node.end_mark
    return mark.line - 1 if mark.column == 0 and mark.line > node.start_mark.line else mark.line
