"""Questions whose answer is known: those that each hand-checked sheet must go on being found by, five a sheet.

They were written by whoever wrote the sheet, and nothing is learnt from them: they tell whether a change of words lost
something.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "sheet_questions.yaml"


@cache
def known_questions(file: Path = FILE) -> Mapping[str, tuple[str, ...]]:
    """By the id of the sheet that each must find."""
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {sheet: tuple(questions) for sheet, questions in written.items()}
