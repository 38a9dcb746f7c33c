"""Why a question finds what it finds: the first procedures and dossiers, with what spoke for each."""

from __future__ import annotations

from api.database import create_engine, migrate
from assistant.cli.settings import Settings
from procedures.search.ranking import Explained, Ranking
from procedures.store import StoredCatalogue

_LEAST = 0.05  # what a signal adds to a score; below, it decided nothing


def explained(question: str, settings: Settings) -> str:
    """One block per hit: how likely it is, the words behind it, and what each signal adds to its score."""
    migrate(settings.database_url)
    engine = create_engine(settings.database_url)
    try:
        found = Ranking(StoredCatalogue(engine, settings.content).search_entries()).explain(question)
    finally:
        engine.dispose()
    return "\n\n".join(map(_block, found)) or "Aucun mot de cette question n'est dans les fiches."


def _block(found: Explained) -> str:
    added = sorted(found.signals.items(), key=lambda signal: -abs(signal[1][1]))
    signals = "\n".join(
        f"    {name:18} {value:7.2f} → {worth:+.2f}" for name, (value, worth) in added if abs(worth) >= _LEAST
    )
    reasons = "\n".join(f"  - {reason}" for reason in found.hit.reasons)
    return f"{found.hit.score:.3f}  {found.hit.id}  {found.title}\n{reasons}\n{signals}"
