"""Nothing in the guide's own words passes for personal data, but the phones and addresses that it gives."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from api.privacy.kinds import Kind
from api.privacy.masking import find
from procedures.importer import read_all
from procedures.importer.sources import open_files
from procedures.model import Procedure
from tests.content.tree_words import block_texts
from tests.guide_snapshot import Chosen, sample_of

PHONE = re.compile(r"(?:(?:\+|00)[1-9][0-9]{0,2}|0)[\s.(0-9)-]{8,18}")
EMAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w.-]+")


def test_amounts_dates_articles_forms_and_postcodes_are_left_alone(snapshot: Path) -> None:
    files = open_files(snapshot)
    sample = sample_of([name for name in files.names() if re.search(r"F\d+\.json$", name)], 400, seed=6)
    texts = [
        text
        for item in read_all([Chosen(files, sample.__contains__)])
        if isinstance(item, Procedure)
        for text in block_texts((*item.introduction, *item.body, *item.offices, *item.services))
    ]
    masked = [(found.kind, text[found.start : found.end]) for text in texts for found in find(text)]
    shapes = {Kind.PHONE: PHONE, Kind.EMAIL: EMAIL}
    assert [one for one in masked if one[0] not in shapes or not shapes[one[0]].fullmatch(one[1])] == []
    assert len(texts) > 10_000
    assert Counter(kind for kind, _ in masked)[Kind.PHONE] > 0  # the rules did look
