"""What a reader must know before trusting an answer: fictional, old, or what the walk itself warns of."""

from __future__ import annotations

from datetime import date

from procedures.model import Origin
from procedures.outcome import Answer
from procedures.reply.dates import age_in_words, in_french, is_old

FICTIONAL = "Exemple fictif : cette fiche parle d'une commune imaginaire. Elle montre comment l'assistant répond."


def cautions(answer: Answer, today: date) -> str:
    """The cautions of an answer, most serious first, as one text; empty when there is none."""
    page = answer.procedure
    said = []
    if page.origin is Origin.DEMONSTRATION:
        said.append(FICTIONAL)
    if page.verified_on and is_old(page.verified_on, today):
        day, age = in_french(page.verified_on), age_in_words(page.verified_on, today)
        said.append(
            f"Cette fiche a été vérifiée le {day}, il y a {age}. "
            "Les montants et les règles ont pu changer : vérifiez-les sur la page officielle."
        )
    if answer.caution:
        said.append(answer.caution)
    return " ".join(said)
