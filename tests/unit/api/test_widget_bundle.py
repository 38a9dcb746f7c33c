"""The widget's modules put together: nothing lost, nothing named twice, and an address that follows the content."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.widget.bundle import UnbundledError, bundle, reached_from, without_remarks
from api.widget.releases import SOURCES, build


def modules(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder


def test_a_module_comes_after_those_it_imports_and_once(tmp_path: Path) -> None:
    folder = modules(
        tmp_path,
        a="import { b } from './b.js';\nimport { c } from './c.js';\nexport const a = b + c;\n",
        b="import { c } from './c.js';\nexport const b = c;\n",
        c="export const c = 1;\n",
    )
    assert reached_from(folder, "a.js") == ["c.js", "b.js", "a.js"]
    assert bundle(folder, "a.js") == "const c = 1;\nconst b = c;\nconst a = b + c;\nexport { c, b, a };\n"


def test_what_another_file_gives_is_imported_from_it(tmp_path: Path) -> None:
    folder = modules(tmp_path, a="export const a = 1;\n", late="import { a } from './a.js';\nexport const late = a;\n")
    made = bundle(folder, "late.js", elsewhere=["a.js"], elsewhere_at="./panel.js")
    assert made == "import { a } from './panel.js';\nconst late = a;\nexport { late };\n"


def test_a_name_given_twice_is_refused(tmp_path: Path) -> None:
    folder = modules(
        tmp_path, a="import { b } from './b.js';\nconst same = b;\n", b="const same = 1;\nexport const b = 2;\n"
    )
    with pytest.raises(UnbundledError, match="both give « same »"):
        bundle(folder, "a.js")


def test_an_import_of_another_form_is_refused(tmp_path: Path) -> None:
    folder = modules(tmp_path, a="import * as all from './b.js';\n", b="")
    with pytest.raises(UnbundledError, match=r"a\.js"):
        bundle(folder, "a.js")


def test_comments_on_their_own_lines_go_and_addresses_stay() -> None:
    code = "/** Says. */\nconst a = 'https://x'; // why\n\n  // alone\n  /* two\n     lines */\nconst b = 2;\n"
    assert without_remarks(code) == "const a = 'https://x'; // why\nconst b = 2;\n"


def test_the_address_follows_the_content(tmp_path: Path) -> None:
    changed = tmp_path / "widget"
    changed.mkdir()
    for file in SOURCES.rglob("*"):
        target = changed / file.relative_to(SOURCES)
        if file.is_dir():
            target.mkdir()
        else:
            target.write_bytes(file.read_bytes())
    assert build.__wrapped__(changed).digest == build().digest
    (changed / "card.css").write_text(".card { color: red; }\n", encoding="utf-8")
    assert build.__wrapped__(changed).digest != build().digest


def test_every_style_sheet_is_served() -> None:
    written = {rule for sheet in SOURCES.glob("*.css") for rule in sheet.read_text(encoding="utf-8").split("{")[0:1]}
    served = "".join(build().files[name].content.decode() for name in ("launcher.css", "panel.css"))
    assert {rule for rule in written if without_remarks(rule).strip() not in served} == set()
