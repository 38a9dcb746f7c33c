"""Everything about bringing in a person, put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from api.database import Engine
from api.handoff.chores import Chores
from api.handoff.desk import AgentDesk
from api.handoff.mail import Mailer
from api.handoff.repository.callbacks import CallbackRepository
from api.handoff.repository.chores import ChoreRepository
from api.handoff.repository.desk import DeskRepository
from api.handoff.repository.presences import PresenceRepository
from api.handoff.repository.queue import QueueRepository
from api.handoff.repository.reading import DeskReading
from api.handoff.service import Handoff, Repositories
from api.handoff.settings import HandoffRules
from api.mail_server import MailServer
from api.site import Site


@dataclass(frozen=True)
class Mailing:
    """``team``: whom to tell, asked each time; ``link``: where contacts are read."""

    server: MailServer
    sender: str
    team: Callable[[], str]
    link: str


@dataclass(frozen=True)
class HandoffServices:
    handoff: Handoff
    desk: AgentDesk
    reading: DeskReading
    callbacks: CallbackRepository
    queue: QueueRepository
    chores: Chores
    mailer: Mailer | None


def assemble(
    engine: Engine, site: Site, rules: HandoffRules, mailing: Mailing | None, *, is_staffed: Callable[[], bool]
) -> HandoffServices:
    """``is_staffed``: whether somebody has an account to answer citizens with."""
    queue, presences, callbacks = QueueRepository(engine), PresenceRepository(engine), CallbackRepository(engine)
    desk = DeskRepository(engine)
    return HandoffServices(
        handoff=Handoff(
            Repositories(queue, presences, callbacks), site, rules, is_staffed=is_staffed, mails=mailing is not None
        ),
        desk=AgentDesk(desk, presences, callbacks, rules),
        reading=DeskReading(engine),
        callbacks=callbacks,
        queue=queue,
        chores=Chores(queue, desk, presences, ChoreRepository(engine), rules),
        mailer=_mailer(mailing, callbacks) if mailing else None,
    )


def _mailer(mailing: Mailing, callbacks: CallbackRepository) -> Mailer:
    return Mailer(mailing.server, callbacks, sender=mailing.sender, to=mailing.team, link=mailing.link)
