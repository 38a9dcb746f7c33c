"""What the endpoints work with; ``create_app`` puts it together."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from api.conversations.attendance import Attendance
from api.conversations.delivery import Hub
from api.conversations.rasa_pool import RasaPool
from api.conversations.repository import Repository
from api.conversations.service import Conversations
from api.conversations.turns import Turns
from api.erasure.repository import Erasure
from api.handoff.announcer import Announcer
from api.handoff.cards import Cards
from api.handoff.desk import AgentDesk
from api.handoff.repository.callbacks import CallbackRepository
from api.handoff.repository.canned import CannedReplyRepository
from api.handoff.repository.cards import CardRepository
from api.handoff.repository.figures import FigureRepository
from api.handoff.repository.labels import LabelRepository
from api.handoff.repository.queue import QueueRepository
from api.handoff.repository.reading import DeskReading
from api.handoff.repository.teams import TeamRepository
from api.handoff.service import Handoff
from api.knowledge import Knowledge
from api.looks import Looks
from api.metrics import Metrics
from api.security.origins import Origins
from api.security.rate_limits import RateLimits
from api.settings import Settings
from api.site import Site
from api.suggestions import Suggestions
from api.widget.releases import Releases


@dataclass(frozen=True)
class Services:
    settings: Settings
    knowledge: Knowledge
    site: Site
    repository: Repository
    conversations: Conversations
    suggestions: Suggestions
    rasa: RasaPool
    hub: Hub
    attendance: Attendance
    turns: Turns
    limits: RateLimits
    looks: Looks
    origins: Origins
    metrics: Metrics
    handoff: Handoff
    erasure: Erasure
    desk: AgentDesk
    desk_reading: DeskReading
    callbacks: CallbackRepository
    cards: Cards
    card_offers: CardRepository
    canned: CannedReplyRepository
    figures: FigureRepository
    labels: LabelRepository
    queue: QueueRepository
    teams: TeamRepository
    announcer: Announcer
    releases: Releases


def services(connection: HTTPConnection) -> Services:
    """Those of the application that ``connection`` came to; a FastAPI dependency."""
    found: Services = connection.app.state.services
    return found
