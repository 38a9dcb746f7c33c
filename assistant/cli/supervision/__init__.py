"""Child processes that are started in order, watched, restarted as whole groups, and never left behind."""

from assistant.cli.supervision.fleet import Fleet
from assistant.cli.supervision.group import ProcessGroup
from assistant.cli.supervision.keeper import Keeper, Rhythm, ServiceFailedError, Situation
from assistant.cli.supervision.log import ServiceLog
from assistant.cli.supervision.service import Service

__all__ = [
    "Fleet",
    "Keeper",
    "ProcessGroup",
    "Rhythm",
    "Service",
    "ServiceFailedError",
    "ServiceLog",
    "Situation",
]
