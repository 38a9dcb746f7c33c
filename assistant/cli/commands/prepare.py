"""``guichet prepare``: what ``guichet run`` does to the base before it starts the servers, in a process of its own."""

from __future__ import annotations

from api.database import create_engine
from assistant.cli import console, knowledge, knowledge_base, paths
from assistant.cli.settings import Settings, load
from procedures import yaml_files
from procedures.store import Store
from procedures.store.renewal import renew


def prepare() -> None:
    """Met les tables à jour, charge les fiches du dépôt et de la commune, et le guide officiel la première fois."""
    settings = load()
    store = knowledge_base.opened(settings.database_url)
    _renew(settings)
    console.done("Base de données : à jour")
    _load_own_content(store, settings)
    _fill_once(store, settings)


def _renew(settings: Settings) -> None:
    """What an older version of the program wrote for the search, written anew; nothing to do most of the time."""
    engine = create_engine(settings.database_url)
    try:
        renew(engine, progress=console.progress("Fiches relues pour la recherche"))
    finally:
        engine.dispose()


def _load_own_content(store: Store, settings: Settings) -> None:
    report = yaml_files.load(store, settings.data_dir)
    for problem in report.problems:
        console.warn(str(problem))
    loaded = report.added + report.changed + report.unchanged
    console.done(
        f"Fiches du dépôt et de la commune : {loaded} chargées, dont {report.added + report.changed} nouvelles"
    )


def _fill_once(store: Store, settings: Settings) -> None:
    """The guide is imported here only the first time; ``guichet import-guide`` brings it up to date."""
    known = knowledge_base.last_import_of(settings.database_url)
    if known is not None:
        console.done(
            f"Guide officiel : importé le {known.finished_at:%d/%m/%Y} (« guichet import-guide » le met à jour)"
        )
        return
    guide = knowledge.find_guide(settings.guide, paths.cache(settings.data_dir), reachable=knowledge.answers)
    if guide is None:
        console.warn("Guide officiel : absent. Les réponses viennent du seul contenu du dépôt.")
        return
    console.say(f"Guide officiel : import de {guide.label} (environ une minute)")
    console.done(knowledge_base.told(knowledge_base.import_into(store, guide.sources)))
