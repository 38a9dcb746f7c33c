"""The terms and acronyms that a piece of content uses and its sheet defines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from procedures.model import Block, Definition, Link, LinkKind, Marked, Paragraph, Run, Section, descendants


def defined_in(blocks: Iterable[Block], definitions: Iterable[Definition]) -> tuple[Definition, ...]:
    """Those of ``definitions`` that ``blocks`` refer to, in the order of their first use."""
    known = {definition.id: definition for definition in definitions}
    used = dict.fromkeys(target for target in _targets(tuple(blocks)) if target in known)
    return tuple(known[target] for target in used)


def _targets(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in descendants(blocks):
        if isinstance(block, Paragraph):
            yield from _in_runs(block.runs)
        elif isinstance(block, Section):
            yield from _in_runs(block.title_runs)


def _in_runs(runs: tuple[Run, ...]) -> Iterator[str]:
    for run in runs:
        if isinstance(run, Link):
            if run.kind is LinkKind.TERM:
                yield run.target
            yield from _in_runs(run.runs)
        elif isinstance(run, Marked):
            yield from _in_runs(run.runs)
