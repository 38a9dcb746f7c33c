"""The team hears by e-mail that a contact was left, or that somebody waits: a link, and nothing of what the citizen
wrote."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from api.handoff import mail
from api.mail_server import MailServer
from api.staff.identity import Role
from tests.integration.conftest import Start, Welcome
from tests.integration.handing_over import ask, at_work
from tests.integration.mailbox import Mailbox
from tests.integration.team import Team


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough: it is not the subject here."""
    return sqlite_url


def test_it_is_told_once_and_without_content(
    start: Start, welcome: Welcome, database_url: str, mailbox: tuple[Mailbox, str]
) -> None:
    box, smtp_url = mailbox
    url = start(smtp_url=smtp_url, team_email="equipe@ville.example").url
    with Team(url, database_url) as team:
        team.join(Role.AGENT)
        contact = {"phone": "06 12 34 56 78", "message": "la marmotte du maire"}
        citizen = welcome(url)
        citizen.http.post(f"{citizen.path}/contact", json=contact)
        citizen.http.post(f"{citizen.path}/contact", json={**contact, "preferred_time": "le soir"})
    envelope = box.received.get(timeout=20)
    assert envelope.rcpt_tos == ["equipe@ville.example"]
    assert isinstance(envelope.content, bytes)
    message = message_from_bytes(envelope.content, policy=policy.default)
    body = message.get_content()
    assert "http://127.0.0.1:8000/agent" in body
    for secret in ("06 12", "+33", "marmotte", "soir", citizen.id):
        assert secret not in body
    assert box.received.empty()


def test_the_team_is_told_of_somebody_who_waits_and_is_not_taken(
    start: Start,
    welcome: Welcome,
    database_url: str,
    mailbox: tuple[Mailbox, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mail, "WAITED", timedelta(0))
    box, smtp_url = mailbox
    url = start(live_chat="always", smtp_url=smtp_url, team_email="equipe@ville.example").url
    with Team(url, database_url) as team:
        at_work(team, "Camille")
        citizen = welcome(url)
        ask(citizen, reason="la marmotte du maire")
    envelope = box.received.get(timeout=20)
    assert isinstance(envelope.content, bytes)
    message = message_from_bytes(envelope.content, policy=policy.default)
    assert message["Subject"] == "Guichet : une personne attend une réponse"
    assert "http://127.0.0.1:8000/agent" in message.get_content()
    for secret in ("marmotte", citizen.id):
        assert secret not in str(message)


def test_a_server_written_wrong_is_refused_with_the_cure() -> None:
    with pytest.raises(ValueError, match=r"smtp://user:password@mail\.ma-ville\.fr:587"):
        MailServer.at("mail.ville.example")
    server = MailServer.at("smtps://nom%40ville:a%2Fb@mail.ville.example")
    assert (server.user, server.password, server.port, server.encrypted) == ("nom@ville", "a/b", 465, True)
