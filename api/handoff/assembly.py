"""Everything about bringing in a person, put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from api.database import Engine
from api.handoff.chores import Chores
from api.handoff.desk import AgentDesk
from api.handoff.mail import Mailer
from api.handoff.repository.callbacks import CallbackRepository
from api.handoff.repository.canned import CannedReplyRepository
from api.handoff.repository.cards import CardRepository
from api.handoff.repository.chores import ChoreRepository
from api.handoff.repository.desk import DeskRepository
from api.handoff.repository.drafts import DraftRepository
from api.handoff.repository.figures import FigureRepository
from api.handoff.repository.labels import LabelRepository
from api.handoff.repository.presences import PresenceRepository
from api.handoff.repository.queue import QueueRepository
from api.handoff.repository.reading import DeskReading
from api.handoff.repository.teams import TeamRepository
from api.handoff.routing import Routing
from api.handoff.service import Handoff, Repositories
from api.handoff.settings import HandoffRules
from api.mail_server import MailServer
from api.site import Site
from procedures.catalogue import Catalogue


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
    cards: CardRepository
    canned: CannedReplyRepository
    figures: FigureRepository
    labels: LabelRepository
    queue: QueueRepository
    teams: TeamRepository
    routing: Routing
    chores: Chores
    mailer: Mailer | None


def assemble(
    engine: Engine,
    site: Site,
    catalogue: Catalogue,
    rules: HandoffRules,
    mailing: Mailing | None,
    *,
    is_staffed: Callable[[], bool],
) -> HandoffServices:
    """``is_staffed``: whether somebody has an account to answer citizens with."""
    queue, presences, callbacks = QueueRepository(engine), PresenceRepository(engine), CallbackRepository(engine)
    desk, teams = DeskRepository(engine), TeamRepository(engine)
    routing = Routing(teams, catalogue)
    handoff = Handoff(
        Repositories(queue, presences, callbacks),
        site,
        rules,
        routing,
        is_staffed=is_staffed,
        mails=mailing is not None,
    )
    return HandoffServices(
        handoff=handoff,
        desk=AgentDesk(desk, presences, callbacks, teams, DraftRepository(engine), rules),
        reading=DeskReading(engine),
        callbacks=callbacks,
        cards=CardRepository(engine),
        canned=CannedReplyRepository(engine),
        figures=FigureRepository(engine),
        labels=LabelRepository(engine, lambda moment: moment.astimezone(site.time_zone).date()),
        queue=queue,
        teams=teams,
        routing=routing,
        chores=Chores(queue, desk, presences, ChoreRepository(engine), teams, rules, handoff.waited_in_vain),
        mailer=_mailer(mailing, callbacks, queue) if mailing else None,
    )


def _mailer(mailing: Mailing, callbacks: CallbackRepository, queue: QueueRepository) -> Mailer:
    return Mailer(mailing.server, callbacks, queue, sender=mailing.sender, to=mailing.team, link=mailing.link)
