"""``guichet first-link``: what ``guichet run`` asks once the web service answers, in a process of its own."""

from __future__ import annotations

from assistant.cli import staff
from assistant.cli.settings import load


def first_link() -> None:
    """Affiche un lien à usage unique pour créer l'administrateur, tant qu'il n'y en a pas."""
    with staff.opened(load()) as accounts:
        link = accounts.first_administrator_link()
    if link is not None:
        print(link)
