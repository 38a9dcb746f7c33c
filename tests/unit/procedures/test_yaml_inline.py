"""Words as an editor types them, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.model import Link, LinkKind, Mark, Marked, Text
from procedures.yaml_files.inline import read_inline, write_inline


@pytest.mark.parametrize(
    ("typed", "runs"),
    [
        ("Gratuit.", (Text("Gratuit."),)),
        ("C'est **gratuit**.", (Text("C'est "), Marked(Mark.EMPHASIS, (Text("gratuit"),)), Text("."))),
        ("[ici](https://example.org/a_b_c)", (Link(LinkKind.WEB, "https://example.org/a_b_c", (Text("ici"),)),)),
        ("[carte](fiche:F1341)", (Link(LinkKind.PROCEDURE, "F1341", (Text("carte"),)),)),
        ("[acte](ressource:R1406)", (Link(LinkKind.RESOURCE, "R1406", (Text("acte"),)),)),
        ("25 € : c'est tout !", (Text("25\u00a0€\u00a0: c'est tout\u00a0!"),)),
        ("# 1. <b>&amp;", (Text("# 1. <b>&amp;"),)),
        (r"a \*b\* \[c\]", (Text("a *b* [c]"),)),
    ],
)
def test_reads_what_the_guide_for_editors_promises_and_nothing_else(typed: str, runs: tuple[object, ...]) -> None:
    assert read_inline(typed) == runs
    assert read_inline(write_inline(read_inline(typed))) == runs


@given(st.text(alphabet=st.characters(exclude_categories=("C", "Z")), min_size=1))
def test_any_text_survives_being_written_and_read_again(words: str) -> None:
    runs = (Text(words),)
    assert read_inline(write_inline(runs)) == runs


def test_refuses_to_write_what_only_the_official_guide_uses() -> None:
    with pytest.raises(ValueError, match="ne peut pas s'écrire"):
        write_inline((Marked(Mark.SUPERSCRIPT, (Text("er"),)),))
