"""Once a week, one e-mail that says what there is to do; none when there is nothing."""

from __future__ import annotations

from dataclasses import dataclass

SUBJECT = "Guichet : ce qui attend la rédaction cette semaine"


@dataclass(frozen=True)
class Counts:
    questions: int
    drafts_to_read: int
    to_review: int
    guide_changes: int
    links: int
    contacts: int

    def __bool__(self) -> bool:
        return any(vars(self).values())


def body(counts: Counts, link: str) -> str:
    """Numbers alone: what citizens wrote stays in the console."""
    lines = [
        _line(counts.questions, "question mal comprise à classer", "questions mal comprises à classer"),
        _line(counts.drafts_to_read, "texte à relire", "textes à relire"),
        _line(counts.to_review, "information à vérifier", "informations à vérifier"),
        _line(
            counts.guide_changes,
            "changement du guide officiel touche vos textes",
            "changements du guide officiel touchent vos textes",
        ),
        _line(counts.links, "lien à corriger", "liens à corriger"),
        _line(counts.contacts, "téléphone ou adresse à confirmer", "téléphones ou adresses à confirmer"),
    ]
    listed = "\n".join(line for line in lines if line)
    return f"Bonjour,\n\nCette semaine, sur la rédaction de Guichet :\n\n{listed}\n\n{link}\n"


def _line(count: int, one: str, several: str) -> str:
    return f"- {count} {several if count > 1 else one}" if count else ""
