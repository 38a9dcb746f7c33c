"""``guichet ask --why``: what spoke for each sheet found."""

from __future__ import annotations

from pathlib import Path

from api.database import create_engine, migrate
from assistant.cli.settings import Settings
from assistant.cli.why import explained
from procedures.store import Store
from tests.items import a_procedure


def test_shows_the_words_and_what_each_signal_adds(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, content="all")
    migrate(settings.database_url)
    engine = create_engine(settings.database_url)
    Store(engine).put([a_procedure("F1", title="Promener un hippopotame"), a_procedure("F2", title="Louer une salle")])
    engine.dispose()
    told = explained("où promener mon hippopotame ?", settings)
    assert "F1  Promener un hippopotame" in told.splitlines()[0]
    assert "« hippopotame » : titre" in told
    assert any(line.split()[0] == "title" and "→ +" in line for line in told.splitlines() if line.startswith("    "))


def test_says_so_when_nothing_is_found(tmp_path: Path) -> None:
    assert explained("zzyx", Settings(data_dir=tmp_path)) == "Aucun mot de cette question n'est dans les fiches."
