"""Examples for training as ``nlu_data`` writes them, for a developer to read before they are learnt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from api.editor.inbox.repository import Example

# What an editor may say of a question, and the intent that it is an example of.
INTENTS = {
    "ask_documents": "Elle demande ce qu’il faut apporter",
    "ask_cost": "Elle demande un prix",
    "ask_amount": "Elle demande un montant à recevoir",
    "ask_delay": "Elle demande un délai",
    "ask_where": "Elle demande où aller",
    "ask_how": "Elle demande comment faire",
    "ask_eligibility": "Elle demande qui a droit",
    "ask_online": "Elle demande si on peut le faire en ligne",
    "ask_validity": "Elle demande une durée de validité",
    "ask_contact": "Elle demande qui appeler",
    "ask_status": "Elle demande comment suivre un dossier",
    "ask_appeal": "Elle demande comment contester",
    "ask_definition": "Elle demande ce que c’est",
    "ask": "Elle nomme une démarche, sans plus",
    "human": "Elle demande une personne",
    "status_file": "Elle parle de son propre dossier",
    "out_of_scope": "Elle ne concerne pas les démarches",
}
HEAD = "# Exemples choisis par les rédacteurs, à relire avant de les ajouter à nlu_data/.\n"


def as_nlu_data(examples: Iterable[Example]) -> str:
    """One block per intent, as in ``nlu_data/*.yml``; ``examples`` are in the order of their intents."""
    kept = [Example(_plain(example.text), example.intent) for example in examples]
    written = [HEAD, *_contradictions(kept), 'version: "3.1"\nnlu:\n']
    for intent, group in groupby(kept, key=lambda example: example.intent):
        lines = "".join(f"      - {example.text}\n" for example in group)
        written.append(f"  - intent: {intent}\n    examples: |\n{lines}")
    return "".join(written)


def _contradictions(examples: Iterable[Example]) -> Iterator[str]:
    """The sentences that were kept for two intents: a model that learns both learns nothing."""
    intents: dict[str, set[str]] = {}
    for example in examples:
        intents.setdefault(example.text.casefold(), set()).add(example.intent)
    for text, found in intents.items():
        if len(found) > 1:
            yield f"# À trancher : « {text} » est gardée pour {' et '.join(sorted(found))}.\n"


def _plain(text: str) -> str:
    """On one line, without what Rasa would read as an annotation."""
    return " ".join(text.translate(str.maketrans("[](){}", "      ")).split())
