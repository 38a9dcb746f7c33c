"""The accounts of the staff as the commands open them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from api.database import create_engine
from api.staff.accounts import Accounts
from api.staff.audit import Audit
from api.staff.links import Links
from api.staff.passwords import Passwords
from api.staff.refusals import StaffRefusedError
from api.staff.repository import StaffRepository
from assistant.cli.console import CommandError
from assistant.cli.knowledge_base import brought_up_to_date
from assistant.cli.settings import Settings, addressed

DEFAULT_PORT = 8000


@contextmanager
def opened(settings: Settings) -> Iterator[Accounts]:
    """The accounts in the base of ``settings``, its tables brought up to date first.

    Raises:
        CommandError: the database does not answer, or what was asked of the accounts is refused.
    """
    brought_up_to_date(settings.database_url)
    engine = create_engine(settings.database_url)
    try:
        repository = StaffRepository(engine)
        links = Links(repository, addressed(settings, _port()).public_url)
        yield Accounts(repository, Passwords(), links, Audit(engine))
    except StaffRefusedError as error:
        raise CommandError(error.sentence, "corrigez et relancez ; rien n'a été modifié.") from error
    finally:
        engine.dispose()


def _port() -> int:
    """Where ``guichet run`` listens, as far as the environment tells."""
    told = os.environ.get("GUICHET_PORT", "")
    return int(told) if told.isdigit() else DEFAULT_PORT
